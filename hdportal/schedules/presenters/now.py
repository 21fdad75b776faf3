"""What the desk is doing now, its week and its coming closures, in words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hdportal.kernel.text import N_
from hdportal.schedules.domain.calendar import Calendar, week_on
from hdportal.schedules.domain.saying import (
    ComingClosure,
    DeskState,
    Today,
    coming_closures,
    desk_today,
    eve_of,
)
from hdportal.schedules.presenters import words
from hdportal.schedules.queries import DeskHours

DEMO_NOTE = N_("Demo hours")
USUAL_ZONE = "Europe/Brussels"
COMING = 3


@dataclass(frozen=True)
class State:
    """What the desk is doing; the icon says it beside the colour."""

    text: str
    tone: str
    icon: str


@dataclass(frozen=True)
class ClosureRow:
    """Days on which the desk is closed; `hours` is "" unless it keeps shorter ones."""

    days: str
    name: str
    hours: str


@dataclass(frozen=True)
class HoursNow:
    """The hours as one looks them up: what is now, what a week is, what is coming.

    `week` is None while the hours are unknown; texts are "" where there is nothing to
    say.
    """

    state: State
    eve: str
    week: list[tuple[str, str]] | None
    note: str
    later: str
    zone: str
    closures: list[tuple[str, str]]
    email: str


def hours_now(desk: DeskHours, at: datetime) -> HoursNow:
    """Return what the block of the support hours shows."""
    calendar, day = desk.calendar, local_day(desk.calendar, at)
    week = week_on(calendar, day)
    return HoursNow(
        state=state(desk_today(at, desk.hours), at, calendar.zone),
        eve=eve_words(calendar, day),
        week=None
        if week is None
        else [
            (label, words.hours_of_day(hours)) for label, hours in words.grouped(week)
        ],
        note=note_of(desk, day),
        later=later_words(calendar, day),
        zone=zone_words(calendar),
        closures=_coming(calendar, day),
        email=settings.SUPPORT_EMAIL,
    )


def _coming(calendar: Calendar, day: date) -> list[tuple[str, str]]:
    rows = [closure_row(one) for one in coming_closures(calendar, day, COMING)]
    text = _("%(name)s (%(hours)s)")
    return [
        (one.days, text % {"name": one.name, "hours": one.hours})
        if one.hours
        else (one.days, one.name)
        for one in rows
    ]


def local_day(calendar: Calendar, at: datetime) -> date:
    """Return which day it is where the desk is."""
    return at.astimezone(ZoneInfo(calendar.zone)).date()


def state(today: Today, at: datetime, zone: str) -> State:
    """Return what the desk is doing, in words."""
    match today.state:
        case DeskState.OPEN:
            return State(_open_words(today, at, zone), "success", "circle-check")
        case DeskState.CLOSED:
            return State(_closed_words(today, at, zone), "neutral", "clock")
        case DeskState.UNKNOWN:
            text = _("Our hours are not known yet.")
            return State(text, "info", "circle-help")


def eve_words(calendar: Calendar, day: date) -> str:
    """Return that tomorrow is a closing day, "" where it is none."""
    closure = eve_of(calendar, day)
    if closure is None:
        return ""
    facts = {"day": words.show_day(closure.first), "last": words.show_day(closure.last)}
    facts["name"] = words.closure_name(closure)
    if closure.last > closure.first:
        return _("From tomorrow, %(day)s, to %(last)s we are closed: %(name)s.") % facts
    return _("Tomorrow, %(day)s, we are closed: %(name)s.") % facts


def closure_row(closure: ComingClosure) -> ClosureRow:
    """Return a closure as lists show it."""
    days = words.capital(words.show_days(closure.first, closure.last))
    hours = words.show_windows(closure.windows)
    only = _("open %(hours)s only") % {"hours": hours} if hours else ""
    return ClosureRow(days, words.closure_name(closure), only)


def note_of(desk: DeskHours, day: date) -> str:
    """Return what is written beside the hours in force."""
    in_force = [one for one in desk.calendar.in_order if one.in_force <= day]
    note = desk.notes.get(in_force[-1].in_force, "") if in_force else ""
    return _(DEMO_NOTE) if note == DEMO_NOTE else note


def later_words(calendar: Calendar, day: date) -> str:
    """Return from when other hours are in force, "" for never."""
    later = [one.in_force for one in calendar.in_order if one.in_force > day]
    if not later:
        return ""
    return _("Other hours from %(day)s.") % {"day": words.show_day(later[0])}


def zone_words(calendar: Calendar) -> str:
    """Return where the hours are meant, "" for Brussels, which is every page's time."""
    if calendar.zone == USUAL_ZONE:
        return ""
    return _("Times of %(zone)s.") % {"zone": calendar.zone}


def _open_words(today: Today, at: datetime, zone: str) -> str:
    if today.until is None:
        return _("Open now")
    where = ZoneInfo(zone)
    # At midnight the day that ends is meant.
    day = today.until.astimezone(where) - timedelta(seconds=1)
    if day.date() == at.astimezone(where).date():
        time = words.clock_time(today.until, zone)
        return _("Open until %(time)s") % {"time": time}
    when = words.show_when(today.until, at, zone)
    return _("Open until %(when)s") % {"when": when}


def _closed_words(today: Today, at: datetime, zone: str) -> str:
    name = words.called(today.closed_for) if today.closed_for else ""
    if today.opens_at is None:
        return pgettext("hours", "Closed")
    facts = {"when": words.show_when(today.opens_at, at, zone), "name": name}
    if name:
        return _("Closed (%(name)s), opens %(when)s") % facts
    return _("Closed, opens %(when)s") % facts
