"""The hours for calendar programs: an iCalendar file (RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import zip_longest
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar as Feed
from icalendar import Event

from hdportal.schedules.domain.calendar import (
    Edition,
    ordinary_windows,
    windows_on,
)
from hdportal.schedules.domain.closures import ONE_DAY
from hdportal.schedules.domain.saying import ComingClosure
from hdportal.schedules.domain.week import MINUTES_OF_DAY, Window
from hdportal.schedules.domain.year import closures_in
from hdportal.schedules.presenters.feed_zone import told_zone
from hdportal.schedules.presenters.words import closure_name
from hdportal.schedules.queries import DeskHours

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_REFRESH = timedelta(hours=12)


def feed(desk: DeskHours, first_year: int) -> bytes:
    """Return the hours and closing days of a year and the next as a file."""
    begin, end = date(first_year, 1, 1), date(first_year + 1, 12, 31)
    made = Feed()
    made.add("prodid", "-//HD Timesheet Portal//Support hours//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("Support window hours"))
    made.add("x-wr-timezone", desk.calendar.zone)
    made.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    # Told by ourselves: the library's own is an hour off in March.
    made.add_component(told_zone(_zone(desk), begin, end))
    for event in _events(desk, begin, end):
        made.add_component(event)
    return bytes(made.to_ical())


def _events(desk: DeskHours, begin: date, end: date) -> Iterator[Event]:
    for edition, first, last in _in_force(desk, begin, end):
        yield from _weekly(desk, edition, first, last)
    yield from _shorter(desk, begin, end)
    for year in (begin.year, end.year):
        for closure in closures_in(desk.calendar, year):
            if not closure.windows:
                yield _closing(desk, closure)


def _in_force(
    desk: DeskHours, begin: date, end: date
) -> Iterator[tuple[Edition, date, date]]:
    editions = desk.calendar.in_order
    for edition, after in zip_longest(editions, editions[1:]):
        last = min(end, after.in_force - ONE_DAY) if after else end
        first = max(begin, edition.in_force)
        if edition.week and first <= last:
            yield edition, first, last


def _weekly(
    desk: DeskHours, edition: Edition, first: date, last: date
) -> Iterator[Event]:
    week = edition.week or ()
    for window in sorted({window for day in week for window in day}):
        weekdays = [n for n, windows in enumerate(week) if window in windows]
        days = [day for day in _between(first, last) if day.weekday() in weekdays]
        kept = [day for day in days if window in (windows_on(desk.calendar, day) or ())]
        if not kept:
            continue
        uid = f"week-{edition.in_force}-{window.opens}-{window.closes}"
        event = _open_event(desk, uid, kept[0], window)
        until = datetime.combine(last, time(23, 59, 59), _zone(desk)).astimezone(UTC)
        by_day = [_DAYS[number] for number in weekdays]
        event.add("rrule", {"freq": "weekly", "until": until, "byday": by_day})
        missed = [day for day in days if day > kept[0] and day not in kept]
        closed = [_moment(desk, day, window.opens) for day in missed]
        if closed:
            event.add("exdate", closed)
        yield event


def _shorter(desk: DeskHours, begin: date, end: date) -> Iterator[Event]:
    for closure in desk.calendar.closures:
        for day in _between(max(begin, closure.first), min(end, closure.last)):
            usual = ordinary_windows(desk.calendar, day) or ()
            for window in windows_on(desk.calendar, day) or ():
                if window not in usual:
                    yield _open_event(desk, f"{day}-{window.opens}", day, window)


def _open_event(desk: DeskHours, uid: str, day: date, window: Window) -> Event:
    event = _event(desk, uid, _("Service Desk open"))
    event.add("dtstart", _moment(desk, day, window.opens))
    event.add("dtend", _moment(desk, day, window.closes))
    return event


def _closing(desk: DeskHours, closure: ComingClosure) -> Event:
    words = {"name": closure_name(closure)}
    title = _("Service Desk closed: %(name)s") % words
    event = _event(desk, f"closed-{closure.first}", title)
    event.add("dtstart", closure.first)
    event.add("dtend", closure.last + ONE_DAY)
    return event


def _event(desk: DeskHours, uid: str, title: str) -> Event:
    event = Event()
    event.add("uid", f"desk-{uid}@{urlsplit(settings.BASE_URL).hostname}")
    # The same file as long as the hours are the same.
    event.add("dtstamp", desk.changed_at.replace(microsecond=0))
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    return event


def _between(first: date, last: date) -> list[date]:
    return [first + nth * ONE_DAY for nth in range((last - first).days + 1)]


def _moment(desk: DeskHours, day: date, minute: int) -> datetime:
    days, rest = divmod(minute, MINUTES_OF_DAY)
    clock_time = time(rest // 60, rest % 60)
    return datetime.combine(day + days * ONE_DAY, clock_time, _zone(desk))


def _zone(desk: DeskHours) -> ZoneInfo:
    return ZoneInfo(desk.calendar.zone)
