"""The open stretches of one year of a calendar, in epoch seconds."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hdportal.schedules.domain.calendar import Calendar, windows_on

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAY_SECONDS = 24 * 3600

# Hours are known within these years only, so that a moment that is far off by mistake
# costs nothing.
FIRST_YEAR, LAST_YEAR = 1970, 2199

LONG_AGO, FAR_AHEAD = -(1 << 62), 1 << 62

Stretch = tuple[int, int]


def open_stretches(calendar: Calendar, zone: ZoneInfo, year: int) -> list[Stretch]:
    """Return when the office is open in the UTC year, in order, none touching.

    A second is open when the local clock shows a time within a window of that date:
    so the hours of a clock change are counted as the clock on the wall shows them.
    """
    found: list[Stretch] = []
    for begin, end, offset in _stretches_of_one_offset(zone, year):
        for start, stop in _windows_at_offset(calendar, begin, end, offset):
            if found and found[-1][1] == start:
                found[-1] = (found[-1][0], stop)
            else:
                found.append((start, stop))
    return found


def _windows_at_offset(
    calendar: Calendar, begin: int, end: int, offset: int
) -> Iterator[Stretch]:
    first = (begin + offset) // DAY_SECONDS
    last = (end + offset - 1) // DAY_SECONDS
    for day_number in range(first, last + 1):
        day = date.fromordinal(_EPOCH_ORDINAL + day_number)
        midnight = day_number * DAY_SECONDS - offset
        for window in windows_on(calendar, day) or ():
            start = max(begin, midnight + window.opens * 60)
            stop = min(end, midnight + window.closes * 60)
            if start < stop:
                yield start, stop


_EPOCH_ORDINAL = EPOCH.toordinal()


def _stretches_of_one_offset(
    zone: ZoneInfo, year: int
) -> Iterator[tuple[int, int, int]]:
    begin, year_end = year_start(year), year_start(year + 1)
    offset = _offset(zone, begin)
    # Day by day: no zone changes its clocks twice within one.
    for day_end in range(begin + DAY_SECONDS, year_end + 1, DAY_SECONDS):
        if (after := _offset(zone, day_end)) == offset:
            continue
        change = _change_between(zone, day_end - DAY_SECONDS, day_end)
        yield begin, change, offset
        begin, offset = change, after
    yield begin, year_end, offset


def _change_between(zone: ZoneInfo, before: int, after: int) -> int:
    old = _offset(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(zone, middle) == old:
            before = middle
        else:
            after = middle
    return after


def _offset(zone: ZoneInfo, second: int) -> int:
    local = datetime.fromtimestamp(second, zone)
    return (local.utcoffset() or timedelta()) // SECOND


def unknown_stretches(calendar: Calendar, zone: ZoneInfo) -> list[Stretch]:
    """Return when the hours are unknown, in order; always before 1970, after 2199."""
    changes = [
        (_midnight(zone, edition.in_force), edition.week is not None)
        for edition in calendar.in_order
    ]
    horizon = year_start(LAST_YEAR + 1)
    found: list[Stretch] = []
    since, is_known = LONG_AGO, False
    for moment, becomes_known in [*changes, (horizon, False)]:
        if not is_known and since < moment:
            found.append((since, moment))
        since, is_known = moment, becomes_known
    return [*found, (horizon, FAR_AHEAD)]


def _midnight(zone: ZoneInfo, day: date) -> int:
    local = datetime.combine(day, time(), tzinfo=zone)
    second = (local - EPOCH) // SECOND
    return min(max(second, year_start(FIRST_YEAR)), year_start(LAST_YEAR + 1))


def year_start(year: int) -> int:
    """Return the first second of the UTC year."""
    return (datetime(year, 1, 1, tzinfo=UTC) - EPOCH) // SECOND


def year_of(second: int) -> int:
    """Return the UTC year of a second, no further than hours can be known."""
    earliest, latest = year_start(FIRST_YEAR), year_start(LAST_YEAR)
    return datetime.fromtimestamp(min(max(second, earliest), latest), UTC).year
