"""Days, hours and moments as readers say them."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from hdportal.schedules.domain.names import Name
from hdportal.schedules.domain.saying import ComingClosure
from hdportal.schedules.domain.week import DAYS, Week, Windows, say_minute
from hdportal.web.jinja import show_date


def called(name: Name) -> str:
    """Return a name in the reader's language, "" for none."""
    return name.in_language(get_language() or "en")


def weekday(number: int) -> str:
    """Return a weekday within a sentence: Monday is 0."""
    return str(WEEKDAYS[number])


def show_day(day: date) -> str:
    """Return a day with its weekday: Friday 1 May 2026."""
    words = {"weekday": weekday(day.weekday()), "date": show_date(day)}
    return _("%(weekday)s %(date)s") % words


def show_days(first: date, last: date) -> str:
    """Return a day, or from when to when."""
    if first == last:
        return show_day(first)
    words = {"first": show_day(first), "last": show_day(last)}
    return _("%(first)s to %(last)s") % words


def show_windows(windows: Windows) -> str:
    """Return the hours of a day: 09:00–12:00, 13:00–17:00; "" for none."""
    return ", ".join(
        f"{say_minute(one.opens)}–{say_minute(one.closes)}" for one in windows
    )


def hours_of_day(windows: Windows) -> str:
    """Return the hours of a day, or that it is closed."""
    return show_windows(windows) or pgettext("hours", "Closed")


def clock_time(moment: datetime, zone: str) -> str:
    """Return the time of the day where the desk is: 09:00."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.hour:02}:{local.minute:02}"


def show_when(moment: datetime, now: datetime, zone: str) -> str:
    """Return a coming moment as people say it, such as "tomorrow at 09:00"."""
    where = ZoneInfo(zone)
    day, today = moment.astimezone(where).date(), now.astimezone(where).date()
    words = {"time": clock_time(moment, zone), "day": show_day(day)}
    match (day - today).days:
        case 0:
            return _("today at %(time)s") % words
        case 1:
            return _("tomorrow at %(time)s") % words
        case ahead if 1 < ahead < DAYS:
            words["day"] = weekday(day.weekday())
    return _("%(day)s at %(time)s") % words


def grouped(week: Week) -> list[tuple[str, Windows]]:
    """Return the week with days in a row that have the same hours taken together."""
    found: list[tuple[int, int, Windows]] = []
    for number, windows in enumerate(week):
        if found and found[-1][2] == windows:
            found[-1] = (found[-1][0], number, windows)
        else:
            found.append((number, number, windows))
    return [(_stretch(first, last), windows) for first, last, windows in found]


def week_total(minutes: int) -> str:
    """Return how long a week's hours are: 40 hours a week."""
    hours, rest = divmod(minutes, 60)
    if rest:
        words = {"hours": hours, "minutes": rest}
        return _("%(hours)s h %(minutes)s min a week") % words
    text = ngettext("%(hours)s hour a week", "%(hours)s hours a week", hours)
    return text % {"hours": hours}


def closure_name(closure: ComingClosure) -> str:
    """Return what a closure is called, in general words where it has no name."""
    usual = _("Shorter hours") if closure.windows else _("Closing day")
    return called(closure.name) or usual


def capital(text: str) -> str:
    """Return a text that begins a line."""
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[str]) -> str:
    """Return sentences one after the other."""
    return " ".join(part for part in parts if part)


def _stretch(first: int, last: int) -> str:
    words = {"first": weekday(first), "last": weekday(last)}
    if first == last:
        return capital(words["first"])
    if last == first + 1:
        return capital(_("%(first)s and %(last)s") % words)
    return capital(_("%(first)s to %(last)s") % words)
