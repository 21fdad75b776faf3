"""The closing days of one year, as lists and pictures show them."""

from collections.abc import Iterator
from datetime import date

from hdportal.schedules.domain.calendar import Calendar, closing_on
from hdportal.schedules.domain.closures import ONE_DAY, closed_days
from hdportal.schedules.domain.saying import ComingClosure


def days_of(year: int) -> Iterator[date]:
    """Yield the days of a year."""
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += ONE_DAY


def closures_in(calendar: Calendar, year: int) -> list[ComingClosure]:
    """Return all closures of a year, those too on days without hours anyhow."""
    found: list[ComingClosure] = []
    for day in days_of(year):
        closing = closing_on(calendar, day)
        if closing is None:
            continue
        one = ComingClosure(day, day, closing.name, closing.windows)
        last = found[-1] if found else None
        if last and _goes_on(last, one):
            found[-1] = ComingClosure(last.first, day, one.name, one.windows)
        else:
            found.append(one)
    return found


def closing_days_in(calendar: Calendar, year: int) -> int:
    """Return on how many days of a year the desk is closed, weekends apart."""
    return len(closed_days(calendar.rules, calendar.closures, year))


def _goes_on(last: ComingClosure, one: ComingClosure) -> bool:
    is_next = last.last + ONE_DAY == one.first
    return is_next and (last.name, last.windows) == (one.name, one.windows)
