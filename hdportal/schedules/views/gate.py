"""Who keeps the hours: incident managers and administrators."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from hdportal.schedules.domain.keeping import may_keep_hours
from hdportal.schedules.models import SupportCalendar
from hdportal.schedules.queries import every_calendar

View = Callable[..., HttpResponse]


def for_keepers(view: View) -> View:
    """Ask for a sign-in, then whether the person may; refuse with the reason."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        may_keep_hours(request.user.actor).or_raise()
        return view(request, *args, **kwargs)

    return login_required(guarded)


def calendar_or_404(key: str) -> SupportCalendar:
    """Return a calendar with all that belongs to it."""
    return get_object_or_404(every_calendar(), key=key)


def seen_revision(request: HttpRequest) -> int:
    """Return the revision that the page showed, 0 for none."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
