"""Carry one mail out of the house: by SMTP, or into a folder of files."""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP as SMTP_LINES
from email.utils import format_datetime
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import urlsplit

from django.conf import settings

from hdportal.outbox.domain.addressing import bare_address
from hdportal.outbox.domain.transport_url import (
    MailFolder,
    SmtpServer,
    is_loopback,
    parse_transport,
)
from hdportal.outbox.models import OutboxMail

# Each step of the conversation; a claim lasts longer than all of them together.
TIMEOUT_SECONDS = 20


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


def connect(server: SmtpServer) -> smtplib.SMTP:
    """Return an open, encrypted where possible, signed-in connection.

    Raises:
        CannotConnect: the server is away or refuses us; no mail is to blame.
    """
    try:
        return _connected(server)
    except (OSError, smtplib.SMTPException) as error:
        raise CannotConnect(error) from error


class CannotConnect(Exception):
    """There is no way to the mail server at this moment."""

    def __init__(self, cause: Exception) -> None:
        self.cause = cause
        super().__init__(type(cause).__name__)


def _connected(server: SmtpServer) -> smtplib.SMTP:
    # The name is given, since smtplib would otherwise ask the DNS for ours.
    name = helo_name()
    if server.is_tls:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host,
            server.port,
            local_hostname=name,
            timeout=TIMEOUT_SECONDS,
            context=ssl.create_default_context(),
        )
    else:
        smtp = smtplib.SMTP(
            server.host, server.port, local_hostname=name, timeout=TIMEOUT_SECONDS
        )
    try:
        _secure_and_sign_in(smtp, server)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _secure_and_sign_in(smtp: smtplib.SMTP, server: SmtpServer) -> None:
    smtp.ehlo_or_helo_if_needed()
    offers_tls = smtp.has_extn("starttls")
    if server.must_encrypt and not offers_tls:
        raise smtplib.SMTPNotSupportedError("no STARTTLS, so the password stays here")
    if offers_tls and not server.is_tls and not is_loopback(server.host):
        context = ssl.create_default_context()
        if not server.must_encrypt:
            # Opportunistic (RFC 7435): many relays inside an institute have a
            # self-signed certificate, and unproved TLS still beats plain text.
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        smtp.starttls(context=context)
        smtp.ehlo()
    if server.username:
        smtp.login(server.username, server.password)


def helo_name() -> str:
    """Return how we introduce ourselves: the host of the portal's own address."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    try:
        version = ip_address(host).version
    except ValueError:
        return host
    return f"[IPv6:{host}]" if version == 6 else f"[{host}]"
