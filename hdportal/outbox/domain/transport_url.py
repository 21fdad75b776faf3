"""Read HDPORTAL_SMTP_URL: where mail leaves the house."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

PLAIN_PORT = 25
TLS_PORT = 465


class WrongTransport(ValueError):
    """The address of the mail server cannot be used; the text says what to write."""


@dataclass(frozen=True)
class MailFolder:
    """Mail is written to files; an empty `path` means the folder of the data."""

    path: str


@dataclass(frozen=True)
class SmtpServer:
    """A mail server; `is_tls` means TLS from the first byte (RFC 8314)."""

    host: str
    port: int
    is_tls: bool = False
    username: str = ""
    password: str = ""

    @property
    def must_encrypt(self) -> bool:
        """Whether STARTTLS may not be missing: a password never travels in the open."""
        return bool(self.password) and not self.is_tls and not is_loopback(self.host)

    def __repr__(self) -> str:
        # Written out by hand so that a log or a traceback never shows the password.
        return f"SmtpServer({self.host}:{self.port}, is_tls={self.is_tls})"


def parse_transport(url: str) -> SmtpServer | MailFolder:
    """Return what `url` means.

    >>> parse_transport("smtp://mail.example")
    SmtpServer(mail.example:25, is_tls=False)
    >>> parse_transport("smtps://user:p%40ss@mail.example").password
    'p@ss'
    >>> parse_transport("file:/srv/mail")
    MailFolder(path='/srv/mail')

    Raises:
        WrongTransport: the scheme, the host or the port is missing or wrong.
    """
    parts = urlsplit(url)
    match parts.scheme:
        case "file":
            return MailFolder(unquote(parts.path))
        case "smtp" | "smtps":
            return _server(parts)
        case _:
            raise WrongTransport("use smtp://host:port, smtps://host:port or file:")


def is_loopback(host: str) -> bool:
    """Return whether `host` is this machine itself."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _server(parts: SplitResult) -> SmtpServer:
    is_tls = parts.scheme == "smtps"
    if not parts.hostname:
        raise WrongTransport("name the mail server, as in smtp://mail.example:25")
    try:
        port = parts.port
    except ValueError as error:
        raise WrongTransport("the port is a number below 65536") from error
    return SmtpServer(
        host=parts.hostname,
        port=port or (TLS_PORT if is_tls else PLAIN_PORT),
        is_tls=is_tls,
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
