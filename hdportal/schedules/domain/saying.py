"""What the desk is doing now, and which closing days are coming, as values."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from hdportal.schedules.domain.calendar import (
    Calendar,
    Closing,
    closing_on,
    ordinary_windows,
)
from hdportal.schedules.domain.closures import ONE_DAY
from hdportal.schedules.domain.names import Name
from hdportal.schedules.domain.support_hours import (
    SupportHours,
    is_known,
    is_open,
    next_closing,
    next_opening,
)
from hdportal.schedules.domain.week import Windows

_DAYS_AHEAD = 2 * 366


class DeskState(StrEnum):
    """What the desk is doing."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Today:
    """What the desk is doing at one moment; moments are in UTC.

    `until` is when it closes (open), `opens_at` when it opens (closed);
    `closed_for` names the closing day that it is closed for.
    """

    state: DeskState
    until: datetime | None = None
    opens_at: datetime | None = None
    closed_for: Name | None = None


@dataclass(frozen=True)
class ComingClosure:
    """Days in a row for one reason, `last` included; `windows`: shorter hours."""

    first: date
    last: date
    name: Name
    windows: Windows = ()


def desk_today(at: datetime, hours: SupportHours | None) -> Today:
    """Return what the desk is doing at `at`; None: its hours were never entered."""
    if hours is None or not is_known(at, hours):
        return Today(DeskState.UNKNOWN)
    if is_open(at, hours):
        return Today(DeskState.OPEN, until=next_closing(at, hours))
    day = at.astimezone(ZoneInfo(hours.calendar.zone)).date()
    closing = closing_on(hours.calendar, day)
    is_shut = closing is not None and not closing.windows
    return Today(
        DeskState.CLOSED,
        opens_at=next_opening(at, hours),
        closed_for=closing.name if closing is not None and is_shut else None,
    )


def coming_closures(
    calendar: Calendar, from_date: date, count: int
) -> list[ComingClosure]:
    """Return the next `count` closures, one under way included, within two years.

    Days on which the desk would be closed anyhow are not counted as closures of
    their own, but may lie within one.
    """
    found: list[ComingClosure] = []
    day = from_date
    while len(found) < count and (day - from_date).days <= _DAYS_AHEAD:
        closure = _closure_around(calendar, day)
        if closure is None:
            day += ONE_DAY
            continue
        if _shuts_anything(calendar, closure):
            found.append(closure)
        day = closure.last + ONE_DAY
    return found


def eve_of(calendar: Calendar, day: date) -> ComingClosure | None:
    """Return the closure that begins tomorrow, a day that would else be open.

    None: tomorrow is an ordinary day, or the closure is already under way, or the
    desk only keeps shorter hours.
    """
    tomorrow = day + ONE_DAY
    closure = _closure_around(calendar, tomorrow)
    if closure is None or closure.windows or closure.first < tomorrow:
        return None
    return closure if ordinary_windows(calendar, tomorrow) else None


def _closure_around(calendar: Calendar, day: date) -> ComingClosure | None:
    closing = closing_on(calendar, day)
    if closing is None:
        return None
    first = _edge(calendar, day, closing, -1)
    last = _edge(calendar, day, closing, +1)
    return ComingClosure(first, last, closing.name, closing.windows)


def _edge(calendar: Calendar, day: date, closing: Closing, step: int) -> date:
    for _ in range(_DAYS_AHEAD):
        if closing_on(calendar, day + step * ONE_DAY) != closing:
            break
        day += step * ONE_DAY
    return day


def _shuts_anything(calendar: Calendar, closure: ComingClosure) -> bool:
    days = (closure.last - closure.first).days + 1
    return any(
        ordinary_windows(calendar, closure.first + nth * ONE_DAY) != ()
        for nth in range(days)
    )
