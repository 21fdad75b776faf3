"""What somebody typed, on its way through a page."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest

from hdportal.privacy import door


def masked(text: str) -> str:
    """Return a text with national numbers masked, as it may be kept."""
    return str(door.masked(text))


def first_of_each(fields: Mapping[str, list[str]] | None) -> dict[str, str]:
    """Return the first value of each posted field."""
    return {name: values[0] for name, values in (fields or {}).items() if values}


def token_of(request: HttpRequest) -> UUID | None:
    """Return the form's own token, which makes sending it twice harmless."""
    try:
        return UUID(request.POST.get("form_token", ""))
    except ValueError:
        return None
