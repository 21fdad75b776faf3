"""Closing days: by hand and by rule, tried before they are saved."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hdportal.kernel import clock
from hdportal.kernel.errors import DomainError
from hdportal.schedules.actions import closing_days
from hdportal.schedules.domain.calendar import Calendar
from hdportal.schedules.domain.keeping import require_open
from hdportal.schedules.forms import ClosingForm, NamedForm, RuleForm
from hdportal.schedules.models import ClosingDay, ClosingRule
from hdportal.schedules.presenters.settings import entry_page
from hdportal.schedules.presenters.week import closing_counts, days_of_rule
from hdportal.schedules.presenters.words import capital, show_days
from hdportal.schedules.queries import calendar_of
from hdportal.schedules.views.gate import calendar_or_404, for_keepers
from hdportal.web.render import render_page, translated

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@for_keepers
def hours_closing_add(request: HttpRequest, key: str) -> HttpResponse:
    """Close the desk for some days, or shorten their hours."""
    form = ClosingForm(request.POST.dict() if request.method == "POST" else None)
    if form.is_valid():
        try:
            closing_days.add(key=key, wanted=form.wanted, by=request.user)
        except DomainError as error:
            form.show_wrong(error)
        else:
            messages.success(request, _("The closing days are saved."))
            return redirect("hours-calendar", key)
    return _page(request, form, key, "closing")


@require_POST
@for_keepers
def hours_closing_preview(request: HttpRequest, key: str) -> HttpResponse:
    """Say what the typed days would do; nothing is saved."""
    form = ClosingForm(request.POST.dict())
    preview: list[str] = []
    if form.is_valid():
        wanted, before = form.wanted, calendar_of(calendar_or_404(key))
        after = replace(before, closures=(*before.closures, wanted))
        days = capital(show_days(wanted.first, wanted.last))
        preview = _preview(form, after, days)
    return _page(request, form, key, "closing", preview=preview)


@require_POST
@for_keepers
def hours_closing_remove(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Remove days that were entered by hand."""
    day = get_object_or_404(ClosingDay, calendar=calendar_or_404(key), pk=pk)
    done = _("The closing days are removed.")
    return _done(
        request, key, done, lambda: closing_days.remove(day=day, by=request.user)
    )


@require_http_methods(METHODS)
@for_keepers
def hours_rule_add(request: HttpRequest, key: str) -> HttpResponse:
    """Close the desk on the same days every year."""
    form = RuleForm(request.POST.dict() if request.method == "POST" else None)
    if form.is_valid():
        try:
            closing_days.add_rule(key=key, wanted=form.wanted, by=request.user)
        except DomainError as error:
            form.show_wrong(error)
        else:
            messages.success(request, _("The rule is saved."))
            return redirect("hours-calendar", key)
    return _page(request, form, key, "rule")


@require_POST
@for_keepers
def hours_rule_preview(request: HttpRequest, key: str) -> HttpResponse:
    """Say which days the typed rule would close; nothing is saved."""
    form = RuleForm(request.POST.dict())
    preview: list[str] = []
    if form.is_valid():
        wanted, before = form.wanted, calendar_of(calendar_or_404(key))
        after = replace(before, rules=(*before.rules, wanted))
        preview = _preview(form, after, capital(days_of_rule(wanted, clock.today())))
    return _page(request, form, key, "rule", preview=preview)


@require_POST
@for_keepers
def hours_rule_switch(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Let a rule close days, or not."""
    rule = get_object_or_404(ClosingRule, calendar=calendar_or_404(key), pk=pk)
    is_active = request.POST.get("to") == "on"
    done = (
        _("The rule is switched on.") if is_active else _("The rule is switched off.")
    )
    return _done(
        request,
        key,
        done,
        lambda: closing_days.switch_rule(
            rule=rule, is_active=is_active, by=request.user
        ),
    )


@require_POST
@for_keepers
def hours_rule_remove(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Remove a rule that did not come with the portal."""
    rule = get_object_or_404(ClosingRule, calendar=calendar_or_404(key), pk=pk)
    done = _("The rule is removed.")
    return _done(
        request, key, done, lambda: closing_days.remove_rule(rule=rule, by=request.user)
    )


def _done(
    request: HttpRequest, key: str, done: str, act: Callable[[], None]
) -> HttpResponse:
    try:
        act()
    except DomainError as error:
        messages.error(request, translated(error))
    else:
        messages.success(request, done)
    return redirect("hours-calendar", key)


def _preview(form: NamedForm, after: Calendar, first: str) -> list[str]:
    today = clock.today()
    try:
        require_open(after, today)
    except DomainError as error:
        form.show_wrong(error)
        return []
    return [first, *closing_counts(after, today)]


def _page(
    request: HttpRequest,
    form: NamedForm,
    key: str,
    what: str,
    *,
    preview: list[str] | None = None,
) -> HttpResponse:
    is_fine = not form.is_bound or (preview is not None and form.is_valid())
    return render_page(
        request,
        page="schedules/entry_form.html",
        partial="schedules/_preview.html",
        context={
            "page": entry_page(calendar_or_404(key), what),
            "form": form,
            "preview": preview,
        },
        status=200 if is_fine else 422,
    )
