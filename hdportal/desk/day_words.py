"""Moments in words that go into a sentence: today, tomorrow, Thursday, or the date.

Pages and mails say them alike, so they stand beside the layers of the desk.
"""

from datetime import date, datetime

from django.utils import formats
from django.utils.translation import gettext as _

from hdportal.web.jinja import local_time

# Beyond this a weekday could be that of another week.
DAYS_BY_NAME = 6


def when(moment: datetime, now: datetime) -> str:
    """Return a moment as it is said at `now`: "tomorrow at 09:00", "at 18:20"."""
    local, today = local_time(moment), local_time(now).date()
    return on_day(local.date(), today, is_over=moment <= now) % {"time": time_of(local)}


def at_date(moment: datetime, now: datetime) -> str:
    """Return a moment as a mail says it, which may be read on another day."""
    local, today = local_time(moment), local_time(now).date()
    named = {"time": time_of(local), "date": _date(local.date(), today)}
    return _("on %(date)s at %(time)s") % named


def on_day(day: date, today: date, *, is_over: bool) -> str:
    """Return the words for any moment of a day, with %(time)s where the hour goes."""
    match (day - today).days:
        case 0:
            return _("at %(time)s") if is_over else _("today at %(time)s")
        case 1:
            return _("tomorrow at %(time)s")
        case -1:
            return _("yesterday at %(time)s")
        case days if abs(days) <= DAYS_BY_NAME:
            past = _("on %(weekday)s at %(time)s")
            words = past if days < 0 else _("%(weekday)s %(time)s")
            return words % {"weekday": _weekday(day), "time": "%(time)s"}
        case _far:
            named = {"date": _date(day, today), "time": "%(time)s"}
            return _("on %(date)s at %(time)s") % named


def time_of(local: datetime) -> str:
    """Return the hour of a local moment in the same way for every language."""
    return f"{local.hour:02}:{local.minute:02}"


def _weekday(day: date) -> str:
    return formats.date_format(day, "l")


def _date(day: date, today: date) -> str:
    """Return a date with its weekday, and with its year where that is another one."""
    return formats.date_format(day, "l j F" if day.year == today.year else "l j F Y")
