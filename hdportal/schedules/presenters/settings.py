"""What the pages show on which hours and closing days are kept."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from hdportal.kernel.text import N_
from hdportal.schedules.domain.calendar import week_on
from hdportal.schedules.domain.week import minutes_of
from hdportal.schedules.models import (
    CalendarEdition,
    ClosingDay,
    ClosingRule,
    SupportCalendar,
)
from hdportal.schedules.presenters.now import DEMO_NOTE
from hdportal.schedules.presenters.week import days_of_rule, week_words
from hdportal.schedules.presenters.words import (
    called,
    capital,
    show_days,
    show_windows,
    week_total,
)
from hdportal.schedules.queries import DESK, FEDERAL, calendar_of
from hdportal.web.jinja import show_date

LEADS = {
    DESK: N_("When the Service Desk works: what callers see and deadlines count."),
    FEDERAL: N_("The days of federal staff, for timesheets."),
}


@dataclass(frozen=True)
class CalendarLink:
    """One calendar in the list; `unknown` is "" once somebody entered its hours."""

    title: str
    lead: str
    hours: str
    unknown: str
    href: str


@dataclass(frozen=True)
class EditionRow:
    """The hours from one day on."""

    since: str
    state: str
    tone: str
    icon: str
    hours: list[str]
    note: str
    href: str
    remove_href: str


@dataclass(frozen=True)
class DayRow:
    """Days entered by hand."""

    days: str
    name: str
    what: str
    remove_href: str


@dataclass(frozen=True)
class RuleRow:
    """Days that come back every year."""

    name: str
    text: str
    days: str
    is_active: bool
    switch_href: str
    remove_href: str


@dataclass(frozen=True)
class CalendarPage:
    """A calendar as whoever keeps it sees it."""

    key: str
    title: str
    lead: str
    zone: str
    revision: int
    is_desk: bool
    editions: list[EditionRow]
    days: list[DayRow]
    rules: list[RuleRow]
    href: str


@dataclass(frozen=True)
class FormPage:
    """What stands around a form about a calendar."""

    title: str
    lead: str
    calendar: str
    calendar_href: str
    action: str
    preview_href: str
    revision: int


def calendar_links(rows: list[SupportCalendar], today: date) -> list[CalendarLink]:
    """Return the calendars as their list shows them."""
    return [_link(row, today) for row in rows]


def calendar_page(row: SupportCalendar, today: date) -> CalendarPage:
    """Return a calendar with all that can be changed of it."""
    editions = list(row.editions.all())
    current = max((e.in_force for e in editions if e.in_force <= today), default=None)
    return CalendarPage(
        key=row.key,
        title=called(row.name),
        lead=_lead(row),
        zone=row.zone,
        revision=row.revision,
        is_desk=row.key == DESK,
        editions=[_edition(row, one, current, today) for one in reversed(editions)],
        days=[_day(row, one) for one in row.closing_days.all()],
        rules=[_rule(row, one, today) for one in _by_date(row, today)],
        href=reverse("hours-calendar", args=[row.key]),
    )


def week_page(
    row: SupportCalendar, edition: CalendarEdition | None, today: date
) -> FormPage:
    """Return what stands around the form of the week."""
    words = {"date": show_date(edition.in_force)} if edition else {}
    title = _("Hours from %(date)s") % words if edition else _("Enter hours")
    args = [row.key, *([edition.pk] if edition else [])]
    name = "hours-week" if edition else "hours-week-add"
    has_passed = edition is not None and edition.in_force <= today
    lead = _("A line a day, as in 09:00-12:00, 13:00-17:00. Empty is closed.")
    warning = _(
        "These hours are in force or were. Better enter new ones from a day to come, "
        "unless they are wrong: deadlines are worked out anew."
    )
    return _form_page(
        row, title, f"{lead} {warning}" if has_passed else lead, name, args
    )


def entry_page(row: SupportCalendar, what: str) -> FormPage:
    """Return what stands around the form of a closing day or a rule."""
    if what == "rule":
        title = _("Add a rule")
        lead = _("The desk is closed on these days every year.")
    else:
        title = _("Add closing days")
        lead = _("The desk is closed on these days, or keeps shorter hours.")
    return _form_page(row, title, lead, f"hours-{what}-add", [row.key])


def _form_page(
    row: SupportCalendar, title: str, lead: str, name: str, args: list[object]
) -> FormPage:
    previews = {
        "hours-closing-add": "hours-closing-preview",
        "hours-rule-add": "hours-rule-preview",
    }
    return FormPage(
        title=title,
        lead=lead,
        calendar=called(row.name),
        calendar_href=reverse("hours-calendar", args=[row.key]),
        action=reverse(name, args=args),
        preview_href=reverse(previews.get(name, f"{name}-preview"), args=args),
        revision=row.revision,
    )


def _lead(row: SupportCalendar) -> str:
    return _(LEADS[row.key]) if row.key in LEADS else ""


def _link(row: SupportCalendar, today: date) -> CalendarLink:
    week = week_on(calendar_of(row), today)
    number = sum(rule.is_active for rule in row.rules.all())
    rules = ngettext("%(number)s rule", "%(number)s rules", number)
    hours = week_total(minutes_of(week)) if week else rules % {"number": number}
    return CalendarLink(
        title=called(row.name),
        lead=_lead(row),
        hours=hours,
        unknown="" if week else _("Hours unknown"),
        href=reverse("hours-calendar", args=[row.key]),
    )


def _edition(
    row: SupportCalendar, one: CalendarEdition, current: date | None, today: date
) -> EditionRow:
    is_coming = one.in_force > today
    state, tone, icon = _("Earlier"), "neutral", "history"
    if is_coming:
        state, tone, icon = _("To come"), "info", "hourglass"
    elif one.in_force == current:
        state, tone, icon = _("In force"), "success", "circle-check"
    args = [row.key, one.pk]
    return EditionRow(
        since=show_date(one.in_force),
        state=state,
        tone=tone,
        icon=icon,
        hours=week_words(one.value.week),
        note=_(DEMO_NOTE) if one.note == DEMO_NOTE else one.note,
        href=reverse("hours-week", args=args),
        remove_href=reverse("hours-week-remove", args=args) if is_coming else "",
    )


def _by_date(row: SupportCalendar, today: date) -> list[ClosingRule]:
    def first(one: ClosingRule) -> date:
        return min(one.value.days(today.year), default=date.max)

    return sorted(row.rules.all(), key=first)


def _day(row: SupportCalendar, one: ClosingDay) -> DayRow:
    hours = show_windows(one.value.windows)
    only = _("Open %(hours)s only") % {"hours": hours}
    return DayRow(
        days=capital(show_days(one.first, one.last)),
        name=called(one.name) or (_("Shorter hours") if hours else _("Closing day")),
        what=only if hours else pgettext("hours", "Closed"),
        remove_href=reverse("hours-closing-remove", args=[row.key, one.pk]),
    )


def _rule(row: SupportCalendar, one: ClosingRule, today: date) -> RuleRow:
    args = [row.key, one.pk]
    return RuleRow(
        name=called(one.name) or _("Closing day"),
        text=one.rule,
        days=capital(days_of_rule(one.value, today)),
        is_active=one.is_active,
        switch_href=reverse("hours-rule-switch", args=args),
        remove_href="" if one.is_stock else reverse("hours-rule-remove", args=args),
    )
