"""Who keeps the desk's settings: incident managers and administrators."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from hdportal.desk.domain.choices import may_keep_lists

View = Callable[..., HttpResponse]


def for_keepers(view: View) -> View:
    """Ask for a sign-in, then whether the person may; refuse with the reason."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        may_keep_lists(request.user.actor).or_raise()
        return view(request, *args, **kwargs)

    return login_required(guarded)
