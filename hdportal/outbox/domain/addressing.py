"""Addresses and header lines that are safe to put in a mail."""

from collections.abc import Mapping
from email.utils import getaddresses

# The outbox writes these itself; a caller that sets them would make two of each.
OWN_HEADERS = frozenset(
    {
        *("from", "to", "cc", "bcc", "subject", "date", "message-id", "sender"),
        *("auto-submitted", "mime-version", "content-type"),
        "content-transfer-encoding",
    }
)

# DEL, and what Unicode counts as a line break beside the control characters.
LINE_BREAKERS = frozenset("\x7f\x85\u2028\u2029")


class UnsafeHeader(ValueError):
    """A header would break the mail apart, or names what the outbox writes."""


def single_line(name: str, value: str) -> str:
    """Return `value` without the blanks around it.

    Raises:
        UnsafeHeader: it holds a line break or another control character, the way a
            form smuggles in further headers.
    """
    if any(
        ord(char) < 32 or ord(char) in (0x7F, 0x85, 0x2028, 0x2029) for char in value
    ):
        raise UnsafeHeader(f"{name} holds a control character")
    return value.strip()


def safe_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return a copy of `headers`, each checked.

    Raises:
        UnsafeHeader: a name or value is not fit for a header, or is the outbox's own.
    """
    for name in headers:
        is_word = name.isascii() and name.replace("-", "").isalnum()
        if not is_word or name.lower() in OWN_HEADERS:
            raise UnsafeHeader(f"{name!r} cannot be set as a header")
    return {name: single_line(name, value) for name, value in headers.items()}


def bare_address(text: str) -> str:
    """Return the address in `text`, its domain in the form that travels.

    >>> bare_address("Service Desk <desk@büro.example>")
    'desk@xn--bro-hoa.example'

    Raises:
        UnsafeHeader: there is not exactly one address in it.
    """
    found = getaddresses([single_line("address", text)])
    local, _, domain = found[0][1].rpartition("@") if len(found) == 1 else ("",) * 3
    if not (local and domain) or any(char in local + domain for char in " ,;<>"):
        raise UnsafeHeader("that is not one mail address")
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError as error:
        raise UnsafeHeader("the domain of the address cannot be written") from error
