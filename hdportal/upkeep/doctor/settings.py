"""Settings that start well and are wrong all the same."""

import ipaddress
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, register

from hdportal.upkeep.doctor.report import TAG, bad, good

SHORTEST_KEY = 50
FEWEST_CHARACTERS = 5


@register(TAG, deploy=True)
def secret_key(**kwargs: object) -> Iterator[CheckMessage]:
    """Look at the key that signs sessions and links."""
    key = settings.SECRET_KEY
    file = Path(settings.DATA_DIR) / "secret-key"
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS:
        yield bad(
            "secret-key",
            f"Secret key: has {len(key)} characters, and can be guessed.",
            f"Set HDPORTAL_SECRET_KEY to {SHORTEST_KEY} random characters or more, or "
            "unset it: the portal then makes one.",
        )
    elif file.exists() and file.stat().st_mode & 0o077:
        yield bad(
            "secret-key",
            f"Secret key: others on this machine can read {file}.",
            f"chmod 600 {file}",
        )
    else:
        yield good("secret-key", "Secret key: strong.")


@register(TAG, deploy=True)
def address(**kwargs: object) -> Iterator[CheckMessage]:
    """Look at the address and what goes with it."""
    if not is_public(settings.BASE_URL):
        text = f"Address: {settings.BASE_URL}, this machine only."
        yield good("address", text)
        return
    if not settings.IS_SECURE:
        yield bad(
            "address",
            f"Address: {settings.BASE_URL} sends passwords in the clear.",
            "Put a proxy with TLS before the portal, and set HDPORTAL_BASE_URL to "
            "https://….",
        )
    elif not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        yield bad(
            "address",
            "Address: HTTPS comes from a proxy, and none is trusted: everybody shares "
            "one limit on sign-ins.",
            "Set HDPORTAL_TRUSTED_PROXIES to the number of your proxies, mostly 1.",
        )
    else:
        yield good("address", f"Address: {settings.BASE_URL}.")


@register(TAG, deploy=True)
def modes(**kwargs: object) -> Iterator[CheckMessage]:
    """Look for what must never be on where real people sign in."""
    if settings.DEBUG:
        text = "Debug pages: are on, and show code and settings to anybody."
        yield bad("debug", text, "Unset HDPORTAL_DEBUG.")
    else:
        yield good("debug", "Debug pages: off.")
    if not settings.DEMO:
        yield good("demo", "Demo accounts: off.")
    elif is_public(settings.BASE_URL):
        text = "Demo accounts: are on, and everybody knows their password."
        cure = "Unset HDPORTAL_DEMO, and deactivate the accounts of demo.example."
        yield bad("demo", text, cure)
    else:
        yield good("demo", "Demo accounts: on, for this machine only.")


@register(TAG, deploy=True)
def mail(**kwargs: object) -> Iterator[CheckMessage]:
    """Look at whether mail goes anywhere."""
    if settings.SMTP_URL.startswith("file:") and is_public(settings.BASE_URL):
        yield bad(
            "mail",
            "Mail: is written to files; nobody receives it.",
            "Set HDPORTAL_SMTP_URL to smtp://… or smtps://….",
        )
    elif settings.MAIL_FROM.rstrip(">").endswith("@localhost") and is_public(
        settings.BASE_URL
    ):
        yield bad(
            "mail",
            f"Mail: comes from {settings.MAIL_FROM}, which others refuse.",
            "Set HDPORTAL_MAIL_FROM to an address of yours.",
        )
    else:
        kind = urlsplit(settings.SMTP_URL).scheme
        yield good("mail", f"Mail: goes out by {kind}.")


def is_public(base_url: str) -> bool:
    """Return whether others than this machine can reach the address.

    >>> is_public("http://127.0.0.1:8000"), is_public("https://portal.example")
    (False, True)
    """
    host = urlsplit(base_url).hostname or ""
    if host == "localhost":
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True
