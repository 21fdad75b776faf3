"""The mails that the portal has put into its folder."""

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from hdportal.web.tests.running_portal import Portal, wait_until

ADDRESS = re.compile(r"https?://\S+")


def link_mailed_to(portal: Portal, email: str, about: str) -> str:
    """Wait for a mail whose subject holds `about`; return the first link in it."""
    return ADDRESS.findall(text_of(mailed_to(portal, email, about)))[0]


def mailed_to(portal: Portal, email: str, about: str, words: str = "") -> EmailMessage:
    """Wait for a mail whose subject holds `about` and whose text holds `words`."""
    found: list[EmailMessage] = []

    def has_come() -> bool:
        found[:] = [m for m in _mails(portal, email, about) if words in text_of(m)]
        return bool(found)

    wait_until(has_come, seconds=30)
    return found[-1]


def text_of(mail: EmailMessage) -> str:
    """Return the text part of a mail."""
    return str(mail.get_body(("plain",)).get_content())


def _mails(portal: Portal, email: str, about: str) -> list[EmailMessage]:
    parser = BytesParser(policy=policy.default)
    files = sorted(Path(portal.data_dir, "mail").glob("*.eml"))
    mails = [parser.parsebytes(file.read_bytes()) for file in files]
    return [m for m in mails if m["To"] == email and about in m["Subject"]]
