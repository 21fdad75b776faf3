"""The weekly hours: entered, changed, tried before they are saved, removed."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hdportal.kernel import clock
from hdportal.kernel.errors import DomainError
from hdportal.schedules.actions import hours
from hdportal.schedules.actions.calendars import HoursChanged
from hdportal.schedules.domain.calendar import Calendar, Edition
from hdportal.schedules.domain.keeping import require_open
from hdportal.schedules.forms import WeekForm, of_edition
from hdportal.schedules.models import CalendarEdition, SupportCalendar
from hdportal.schedules.presenters.settings import week_page
from hdportal.schedules.presenters.week import what_it_does
from hdportal.schedules.queries import calendar_of
from hdportal.schedules.views.gate import (
    calendar_or_404,
    for_keepers,
    seen_revision,
)
from hdportal.web.render import render_page, translated


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def hours_week_add(request: HttpRequest, key: str) -> HttpResponse:
    """Enter hours from a day on; they begin as a copy of the newest ones."""
    calendar, status = calendar_or_404(key), 422
    newest = calendar.editions.all().last()
    form = WeekForm(_sent(request), {**of_edition(newest), "note": ""})
    if form.is_valid():
        seen = seen_revision(request)
        try:
            hours.enter(key=key, wanted=form.wanted, by=request.user, revision=seen)
        except DomainError as error:
            status = 409 if isinstance(error, HoursChanged) else 422
            form.show_wrong(error)
        else:
            messages.success(request, _("The hours are saved."))
            return redirect("hours-calendar", key)
    return _page(request, form, key, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def hours_week(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Change hours that are entered."""
    edition, status = _edition(calendar_or_404(key), pk), 422
    first = {"in_force": edition.in_force, **of_edition(edition)}
    form = WeekForm(_sent(request), first)
    if form.is_valid():
        wanted, seen = form.wanted, seen_revision(request)
        try:
            hours.change(edition=edition, wanted=wanted, revision=seen, by=request.user)
        except DomainError as error:
            status = 409 if isinstance(error, HoursChanged) else 422
            form.show_wrong(error)
        else:
            messages.success(request, _("The hours are saved."))
            return redirect("hours-calendar", key)
    return _page(request, form, key, edition, status=status)


@require_POST
@for_keepers
def hours_week_preview(
    request: HttpRequest, key: str, pk: int | None = None
) -> HttpResponse:
    """Say what the typed hours would do; nothing is saved."""
    calendar = calendar_or_404(key)
    edition = _edition(calendar, pk) if pk else None
    form = WeekForm(request.POST.dict(), {})
    preview = _preview(form, calendar, edition) if form.is_valid() else []
    status = 200 if form.is_valid() else 422
    return _page(request, form, key, edition, status=status, preview=preview)


@require_POST
@for_keepers
def hours_week_remove(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Remove hours that are not in force yet."""
    edition = _edition(calendar_or_404(key), pk)
    try:
        hours.remove(edition=edition, by=request.user)
    except DomainError as error:
        messages.error(request, translated(error))
    else:
        messages.success(request, _("The hours are removed."))
    return redirect("hours-calendar", key)


def _sent(request: HttpRequest) -> dict[str, str] | None:
    return request.POST.dict() if request.method == "POST" else None


def _edition(calendar: SupportCalendar, pk: int) -> CalendarEdition:
    return get_object_or_404(CalendarEdition, calendar=calendar, pk=pk)


def _preview(
    form: WeekForm, calendar: SupportCalendar, edition: CalendarEdition | None
) -> list[str]:
    wanted, today = form.wanted, clock.today()
    after = _with(calendar_of(calendar), wanted, edition)
    try:
        require_open(after, today)
    except DomainError as error:
        form.show_wrong(error)
        return []
    return what_it_does(after, wanted.in_force, today)


def _with(
    calendar: Calendar, wanted: hours.HoursWanted, edition: CalendarEdition | None
) -> Calendar:
    was = edition.in_force if edition else None
    kept = tuple(one for one in calendar.editions if one.in_force != was)
    added = Edition(wanted.in_force, wanted.week)
    return replace(calendar, editions=(*kept, added))


def _page(
    request: HttpRequest,
    form: WeekForm,
    key: str,
    edition: CalendarEdition | None = None,
    *,
    status: int,
    preview: list[str] | None = None,
) -> HttpResponse:
    page = week_page(calendar_or_404(key), edition, clock.today())
    return render_page(
        request,
        page="schedules/week_form.html",
        partial="schedules/_preview.html",
        context={"page": page, "form": form, "preview": preview},
        status=status if form.is_bound else 200,
    )
