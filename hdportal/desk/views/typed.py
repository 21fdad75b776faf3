"""What somebody typed, on its way through a page."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from hdportal.accounts.kept import answer_with_sign_in
from hdportal.privacy import door


def masked(text: str) -> str:
    """Return a text with national numbers masked, as it may be kept."""
    return str(door.masked(text))


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Return the sign-in page; what was posted is kept and comes back after it."""
    if request.method == "POST":
        return answer_with_sign_in(request, clean=masked)
    return redirect_to_login(request.get_full_path())


def first_of_each(fields: Mapping[str, list[str]] | None) -> dict[str, str]:
    """Return the first value of each posted field."""
    return {name: values[0] for name, values in (fields or {}).items() if values}


def token_of(request: HttpRequest) -> UUID | None:
    """Return the form's own token, which makes sending it twice harmless."""
    try:
        return UUID(request.POST.get("form_token", ""))
    except ValueError:
        return None
