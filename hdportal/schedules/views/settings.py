"""The calendars of hours: what there is of each, and its time zone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hdportal.kernel import clock
from hdportal.kernel.errors import DomainError
from hdportal.schedules.actions import calendars
from hdportal.schedules.actions.calendars import HoursChanged
from hdportal.schedules.forms import ZoneForm
from hdportal.schedules.presenters.settings import calendar_links, calendar_page
from hdportal.schedules.queries import every_calendar
from hdportal.schedules.views.gate import (
    calendar_or_404,
    for_keepers,
    seen_revision,
)


@require_safe
@for_keepers
def hours_settings(request: HttpRequest) -> HttpResponse:
    """List the calendars."""
    links = calendar_links(list(every_calendar()), clock.today())
    return render(request, "schedules/settings.html", {"links": links})


@require_safe
@for_keepers
def hours_calendar(request: HttpRequest, key: str) -> HttpResponse:
    """Show the hours, closing days and rules of a calendar."""
    page = calendar_page(calendar_or_404(key), clock.today())
    return render(request, "schedules/calendar.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def hours_zone(request: HttpRequest, key: str) -> HttpResponse:
    """Say in which time zone the hours of a calendar are meant."""
    calendar, status = calendar_or_404(key), 422
    sent = request.POST.dict() if request.method == "POST" else None
    form = ZoneForm(sent, {"zone": calendar.zone})
    if form.is_valid():
        zone, seen = form.cleaned_data["zone"], seen_revision(request)
        try:
            calendars.set_zone(key=key, zone=zone, revision=seen, by=request.user)
        except DomainError as error:
            status = 409 if isinstance(error, HoursChanged) else 422
            form.show_wrong(error)
        else:
            messages.success(request, _("The time zone is saved."))
            return redirect("hours-calendar", key)
    page = calendar_page(calendar_or_404(key), clock.today())
    context = {"page": page, "form": form, "title": _("Time zone")}
    status = status if form.is_bound else 200
    return render(request, "schedules/zone.html", context, status=status)
