"""Mails to a caller about incidents, in the caller's language."""

from hdportal.desk.mailing.letters import Letter, digest, letter
from hdportal.desk.mailing.news import News

__all__ = ["Letter", "News", "digest", "letter"]
