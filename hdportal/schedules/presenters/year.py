"""The years as a picture: a small grid of days for each month."""

from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS

from hdportal.schedules.domain.calendar import Calendar, closing_on, ordinary_windows
from hdportal.schedules.domain.week import DAYS
from hdportal.schedules.domain.year import closing_days_in, closures_in, days_of
from hdportal.schedules.presenters.now import ClosureRow, closure_row
from hdportal.schedules.presenters.words import capital, weekday


@dataclass(frozen=True)
class MonthPicture:
    """One month; `days` are (number, kind), `first` the column of the 1st, from 1."""

    name: str
    first: int
    days: list[tuple[int, str]]


@dataclass(frozen=True)
class YearPicture:
    """A year: its months as a picture, and its closures as a list, which agree."""

    year: int
    months: list[MonthPicture]
    closures: list[ClosureRow]
    count: int


def year_picture(calendar: Calendar, year: int) -> YearPicture:
    """Return a year with the days on which the desk is closed."""
    months: dict[int, list[tuple[int, str]]] = {}
    for day in days_of(year):
        months.setdefault(day.month, []).append((day.day, _kind(calendar, day)))
    return YearPicture(
        year=year,
        months=[
            MonthPicture(
                name=capital(str(MONTHS[number])),
                first=date(year, number, 1).weekday() + 1,
                days=days,
            )
            for number, days in months.items()
        ],
        closures=[closure_row(one) for one in closures_in(calendar, year)],
        count=closing_days_in(calendar, year),
    )


def weekday_letters() -> list[str]:
    """Return the weekdays as heads of narrow columns."""
    return [capital(weekday(number))[:1] for number in range(DAYS)]


def _kind(calendar: Calendar, day: date) -> str:
    closing = closing_on(calendar, day)
    if closing is not None:
        return "short" if closing.windows else "closed"
    return "off" if ordinary_windows(calendar, day) == () else ""
