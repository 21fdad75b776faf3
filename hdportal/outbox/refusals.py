"""Read a failure: is it for now or for good, and what may be written down."""

import re
import smtplib
from dataclasses import dataclass

from hdportal.outbox.smtp import CannotConnect

ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
# 530 and 535 speak of our own sign-in, which an operator can mend meanwhile.
ABOUT_US = frozenset({421, 530, 534, 535, 538})


@dataclass(frozen=True)
class Refusal:
    """What went wrong; `note` never holds an address or a text."""

    is_permanent: bool
    note: str
    is_for_all: bool = False


def read_refusal(error: Exception) -> Refusal:
    """Return what `error` means for the mail that was being sent."""
    match error:
        case CannotConnect():
            note = read_refusal(error.cause).note
            return Refusal(is_permanent=False, note=note, is_for_all=True)
        case smtplib.SMTPRecipientsRefused():
            code, text = next(iter(error.recipients.values()))
            return _from_reply("recipient refused", code, text)
        case smtplib.SMTPSenderRefused():
            return _from_reply("sender refused", error.smtp_code, error.smtp_error)
        case smtplib.SMTPResponseException():
            return _from_reply("refused", error.smtp_code, error.smtp_error)
        case smtplib.SMTPNotSupportedError() | ValueError():
            return Refusal(is_permanent=True, note=type(error).__name__)
        case _:
            return Refusal(is_permanent=False, note=type(error).__name__)


def _from_reply(what: str, code: int, text: bytes | str) -> Refusal:
    words = text.decode("latin-1") if isinstance(text, bytes) else text
    enhanced = ENHANCED.search(words)
    note = f"{what} {code} {enhanced.group() if enhanced else ''}".strip()
    is_permanent = 500 <= code < 600 and code not in ABOUT_US
    return Refusal(is_permanent, note, is_for_all=code in ABOUT_US)
