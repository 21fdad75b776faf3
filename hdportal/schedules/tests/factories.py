"""Hours as the tests want them."""

from collections.abc import Sequence
from datetime import date

from hdportal.schedules.actions import hours
from hdportal.schedules.actions.hours import HoursWanted
from hdportal.schedules.domain.week import Week, read_windows
from hdportal.schedules.models import CalendarEdition, SupportCalendar
from hdportal.schedules.queries import DESK, every_calendar

OFFICE = ("09:00-12:00, 13:00-17:00",) * 5 + ("", "")


def week(lines: Sequence[str] = OFFICE) -> Week:
    """Return a week from seven lines."""
    return tuple(read_windows(line) for line in lines)


def enter_hours(
    since: date = date(2020, 1, 1), lines: Sequence[str] | None = OFFICE, note: str = ""
) -> CalendarEdition:
    """Enter hours for the desk; `lines=None` says that they are unknown."""
    wanted = HoursWanted(since, week(lines) if lines else None, note)
    return hours.enter(key=DESK, wanted=wanted, by=None)


def desk() -> SupportCalendar:
    """Return the desk's calendar as it is stored now."""
    return every_calendar().get(key=DESK)
