"""Open a conversation with a mail server."""

import smtplib
import ssl
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings

from hdportal.outbox.domain.transport_url import SmtpServer, is_loopback

# Each step of the conversation; a claim lasts longer than all of them together.
TIMEOUT_SECONDS = 20


class CannotConnect(Exception):
    """There is no way to the mail server at this moment."""

    def __init__(self, cause: Exception) -> None:
        self.cause = cause
        super().__init__(type(cause).__name__)


def connect(server: SmtpServer) -> smtplib.SMTP:
    """Return an open, encrypted where possible, signed-in connection.

    Raises:
        CannotConnect: the server is away or refuses us; no mail is to blame.
    """
    try:
        return _connected(server)
    except (OSError, smtplib.SMTPException) as error:
        raise CannotConnect(error) from error


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
