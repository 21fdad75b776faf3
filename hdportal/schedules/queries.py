"""The hours: as values to reckon with, and as rows for whoever keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache

from django.db.models import QuerySet

from hdportal.schedules.domain.calendar import Calendar
from hdportal.schedules.domain.support_hours import SupportHours
from hdportal.schedules.models import SupportCalendar
from hdportal.web.remembered import Remembered

DESK = "desk"
FEDERAL = "federal"


@dataclass(frozen=True)
class DeskHours:
    """The desk's calendar of one revision, and the same ready for arithmetic.

    `hours` is None while nobody entered any; `notes` is what was written beside them,
    by date of force.
    """

    calendar: Calendar
    hours: SupportHours | None
    revision: int
    notes: Mapping[date, str] = field(default_factory=dict)
    changed_at: datetime = datetime(2026, 1, 1, tzinfo=UTC)


def calendar_of(row: SupportCalendar) -> Calendar:
    """Return a stored calendar as the arithmetic takes it, without what is off."""
    return Calendar(
        zone=row.zone,
        editions=tuple(edition.value for edition in row.editions.all()),
        rules=tuple(rule.value for rule in row.rules.all() if rule.is_active),
        closures=tuple(day.value for day in row.closing_days.all()),
    )


@lru_cache(maxsize=8)
def compiled(calendar: Calendar) -> SupportHours:
    """Return a calendar ready for arithmetic; the same for the same calendar."""
    # What is remembered is read anew every few seconds, and seldom differs.
    return SupportHours(calendar)


def _read() -> DeskHours:
    row = every_calendar().filter(key=DESK).first()
    if row is None:
        return DeskHours(Calendar(), None, 0)
    calendar = calendar_of(row)
    is_entered = any(edition.week for edition in calendar.editions)
    hours = compiled(calendar) if is_entered else None
    notes = {one.in_force: one.note for one in row.editions.all() if one.note}
    return DeskHours(calendar, hours, row.revision, notes, row.changed_at)


_desk: Remembered[DeskHours] = Remembered(_read)


def desk_hours() -> DeskHours:
    """Return calendar, arithmetic and revision of the desk, which belong together."""
    return _desk()


def desk_calendar() -> Calendar:
    """Return the desk's calendar."""
    return _desk().calendar


def support_hours() -> SupportHours | None:
    """Return the desk's hours ready for arithmetic; None: never entered."""
    return _desk().hours


def revision() -> int:
    """Return which one the desk's calendar is: another number, another calendar."""
    return _desk().revision


def forget() -> None:
    """Read the desk's calendar anew next time."""
    _desk.forget()


def every_calendar() -> QuerySet[SupportCalendar]:
    """Return the calendars with all that belongs to them."""
    found = SupportCalendar.objects.all()
    return found.prefetch_related("editions", "rules", "closing_days")
