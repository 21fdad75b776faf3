"""Who may edit: administrators."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from hdportal.portfolio.domain.projects import may_edit

View = Callable[..., HttpResponse]


def for_editors(view: View) -> View:
    """Ask for a sign-in, then whether the person may edit; refuse with the reason."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        may_edit(request.user.actor).or_raise()
        return view(request, *args, **kwargs)

    return login_required(guarded)


def is_editor(request: HttpRequest) -> bool:
    """Return whether to show the way to the editing pages."""
    return request.user.is_authenticated and bool(may_edit(request.user.actor))
