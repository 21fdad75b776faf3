"""A time zone as calendar programs want it told (RFC 5545, section 3.6.5)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_SECOND = timedelta(seconds=1)


def told_zone(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """Return the zone with every clock change from `first` to `last`."""
    told = Timezone()
    told.add("tzid", zone.key)
    begin = datetime.combine(first, time(), UTC) - timedelta(days=1)
    told.add_component(_observance(zone, begin, begin))
    for moment in _changes(zone, begin, (last - first).days + 3):
        told.add_component(_observance(zone, moment - _SECOND, moment))
    return told


def _changes(zone: ZoneInfo, begin: datetime, count: int) -> Iterator[datetime]:
    days = [begin + timedelta(days=nth) for nth in range(count)]
    for before, after in pairwise(days):
        if _offset(zone, before) == _offset(zone, after):
            continue
        while after - before > _SECOND:
            middle = before + (after - before) // _SECOND // 2 * _SECOND
            if _offset(zone, middle) == _offset(zone, before):
                before = middle
            else:
                after = middle
        yield after


def _observance(
    zone: ZoneInfo, before: datetime, since: datetime
) -> TimezoneStandard | TimezoneDaylight:
    local, was = since.astimezone(zone), _offset(zone, before)
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    # The clock before the change says when it happens.
    part.add("dtstart", (since + was).replace(tzinfo=None))
    part.add("tzoffsetfrom", was)
    part.add("tzoffsetto", _offset(zone, since))
    part.add("tzname", local.tzname())
    return part


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
