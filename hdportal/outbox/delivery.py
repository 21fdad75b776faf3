"""Carry one mail out of the house: by SMTP, or into a folder of files."""

import smtplib
from email.message import EmailMessage
from email.policy import SMTP as SMTP_LINES
from email.utils import format_datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from django.conf import settings

from hdportal.outbox.domain.addressing import bare_address
from hdportal.outbox.domain.transport_url import (
    MailFolder,
    SmtpServer,
    parse_transport,
)
from hdportal.outbox.models import OutboxMail
from hdportal.outbox.smtp import connect


class Carrier(Protocol):
    """What takes mail away; opened at the first mail, closed with the `with` block."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
    def carry(self, mail: OutboxMail) -> None: ...


def carrier() -> Carrier:
    """Return the carrier that HDPORTAL_SMTP_URL asks for."""
    transport = parse_transport(settings.SMTP_URL)
    if isinstance(transport, MailFolder):
        return FolderCarrier(Path(transport.path or settings.DATA_DIR / "mail"))
    return SmtpCarrier(transport)


def compose(mail: OutboxMail) -> EmailMessage:
    """Return the message as it travels; the same one at every attempt."""
    message = EmailMessage(policy=SMTP_LINES)
    message["From"] = mail.sender
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = mail.message_id
    # RFC 3834: an out-of-office reply must not answer this.
    message["Auto-Submitted"] = "auto-generated"
    for name, value in mail.headers.items():
        message[name] = value
    message.set_content(mail.body_text)
    if mail.body_html:
        message.add_alternative(mail.body_html, subtype="html")
    return message


class FolderCarrier:
    """Writes each mail as a file, for the demo and for a look at what would go out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self

    def __exit__(self, *_unused: object) -> None:
        return None

    def carry(self, mail: OutboxMail) -> None:
        """Write the mail under a name that sorts by time; a resend overwrites it."""
        name = f"{mail.created_at:%Y%m%d-%H%M%S}-{mail.kind}-{mail.pk}.eml"
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(compose(mail).as_bytes())
        unfinished.rename(self.folder / name)


class SmtpCarrier:
    """Speaks to a mail server; keeps one connection for the whole batch."""

    def __init__(self, server: SmtpServer) -> None:
        self.server = server
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_unused: object) -> None:
        if self._smtp is not None:
            try:
                self._smtp.quit()
            except (OSError, smtplib.SMTPException):
                self._smtp.close()
            self._smtp = None

    def carry(self, mail: OutboxMail) -> None:
        """Hand the mail over; returning means that the server took responsibility."""
        if self._smtp is None:
            self._smtp = connect(self.server)
        try:
            self._smtp.send_message(
                compose(mail),
                from_addr=bare_address(mail.sender),
                to_addrs=[bare_address(mail.recipient)],
            )
        except smtplib.SMTPServerDisconnected:
            self._smtp = None
            raise
