"""Limits on what strangers may try; allauth counts, in the database cache."""

from allauth.core import ratelimit
from django.http import HttpRequest


def is_too_often(request: HttpRequest, action: str, *, key: str) -> bool:
    """Count one more `action` and say whether that is one too many.

    The rates stand in the setting `ACCOUNT_RATE_LIMITS`, by address and by `key`.
    """
    return not ratelimit.consume(request, action=action, key=key.lower())
