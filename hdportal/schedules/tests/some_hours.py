"""Hours that several tests ask about."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hdportal.schedules.domain.calendar import Calendar, Edition
from hdportal.schedules.domain.stock_rules import DESK_RULES
from hdportal.schedules.domain.support_hours import SupportHours
from hdportal.schedules.domain.week import Week, checked_week, read_windows

BRUSSELS = ZoneInfo("Europe/Brussels")


def week_of(weekdays: str, weekend: str = "") -> Week:
    """Return a week of five equal days and two."""
    working, resting = read_windows(weekdays), read_windows(weekend)
    return checked_week([working] * 5 + [resting] * 2)


OFFICE_WEEK = week_of("09:00-12:00, 13:00-17:00")
DESK_CALENDAR = Calendar(
    editions=(Edition(date(2020, 1, 1), OFFICE_WEEK),), rules=DESK_RULES
)
DESK_HOURS = SupportHours(DESK_CALENDAR)


def always(windows: str, zone: str = "Europe/Brussels") -> SupportHours:
    """Return hours that are the same every day."""
    editions = (Edition(date(2000, 1, 1), week_of(windows, windows)),)
    return SupportHours(Calendar(zone, editions))


def at(text: str) -> datetime:
    """Return a moment that is written in the time of Brussels."""
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS).astimezone(UTC)
