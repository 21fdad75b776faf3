"""Who comes in: the pages about people are for administrators."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from hdportal.accounts.domain import policy

View = Callable[..., HttpResponse]


def for_administrators(view: View) -> View:
    """Ask for a sign-in, then for the role; refuse with the reason."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        policy.may_manage_people(request.user.actor).or_raise()
        return view(request, *args, **kwargs)

    return login_required(guarded)


def key_after(request: HttpRequest) -> int | None:
    """Return the key after which the asked page of a list starts."""
    after = request.GET.get("after", "")
    return (
        int(after) if after.isascii() and after.isdigit() and len(after) < 18 else None
    )
