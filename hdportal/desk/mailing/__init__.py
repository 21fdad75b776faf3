"""Mails about incidents, to callers and to the desk, in the reader's language."""

from hdportal.desk.mailing.letters import Letter, digest, letter
from hdportal.desk.mailing.news import News
from hdportal.desk.mailing.staff import StaffNews, staff_digest, staff_letter

__all__ = [
    "Letter",
    "News",
    "StaffNews",
    "digest",
    "letter",
    "staff_digest",
    "staff_letter",
]
