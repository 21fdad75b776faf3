"""Closing days: by rule for every year, and by hand for one stretch of days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.schedules.domain.names import NAMELESS, Name
from hdportal.schedules.domain.week import Windows

ONE_DAY = timedelta(days=1)

_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
_EASTER = re.compile(r"easter([+-]\d{1,3})?")
# So far from Easter a day is still in the same year, however early or late it falls.
_EARLIEST, _LATEST = -80, 250
# Has a 29 February, and so names every day a rule may name.
_LEAP_YEAR = 2000


class WrongRule(DomainError):
    """A text is no rule for closing days; `text` is what was given."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            N_(
                "%(text)s is no rule: write 07-21 (month and day), easter+39 "
                "(days from Easter) or 12-27..12-31 (first and last day)."
            ),
            text=text,
        )


@dataclass(frozen=True)
class Rule:
    """Days that come back each year; made by `read_rule`.

    From `first` to `last`, both included and written as (month, day); with `easter`
    the one day that many days after Easter instead.
    """

    text: str
    name: Name = NAMELESS
    first: tuple[int, int] = (1, 1)
    last: tuple[int, int] = (1, 1)
    easter: int | None = None

    def days(self, year: int) -> tuple[date, ...]:
        """Return its days in `year`, in order; 29 February only in leap years."""
        if self.easter is not None:
            return (easter(year) + timedelta(days=self.easter),)
        if self.first <= self.last:
            return _days_between(year, self.first, self.last)
        # Over New Year: the end of the stretch comes first in the calendar year.
        return _days_between(year, (1, 1), self.last) + _days_between(
            year, self.first, (12, 31)
        )


@dataclass(frozen=True)
class Closure:
    """A stretch of days entered by hand, `last` included.

    With `windows` the desk keeps shorter hours on these days instead of closing: of
    the ordinary hours, those within the windows. A closure by hand outweighs a rule.
    """

    first: date
    last: date
    windows: Windows = ()
    name: Name = NAMELESS

    def covers(self, day: date) -> bool:
        """Return whether `day` is one of its days."""
        return self.first <= day <= self.last


def read_rule(text: str, name: Name = NAMELESS) -> Rule:
    """Return the rule that a person typed.

    >>> read_rule("easter+1").days(2026)
    (datetime.date(2026, 4, 6),)

    Raises:
        WrongRule: the text is none of the three forms, or names a day that never is.
    """
    tidy = "".join(text.split()).lower()
    if found := _EASTER.fullmatch(tidy):
        offset = int(found.group(1) or 0)
        if not _EARLIEST <= offset <= _LATEST:
            raise WrongRule(text)
        return Rule(tidy, name, easter=offset)
    first, dots, last = tidy.partition("..")
    begin = _month_day(first, text)
    end = _month_day(last, text) if dots else begin
    return Rule(tidy, name, first=begin, last=end)


def _month_day(part: str, text: str) -> tuple[int, int]:
    found = _MONTH_DAY.fullmatch(part)
    if found is None:
        raise WrongRule(text)
    month, day = int(found.group(1)), int(found.group(2))
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError as error:
        raise WrongRule(text) from error
    return month, day


def _days_between(
    year: int, first: tuple[int, int], last: tuple[int, int]
) -> tuple[date, ...]:
    begin = date(_LEAP_YEAR, *first)
    count = (date(_LEAP_YEAR, *last) - begin).days + 1
    days = (begin + timedelta(days=nth) for nth in range(count))
    return tuple(
        day.replace(year=year)
        for day in days
        if (day.month, day.day) != (2, 29) or _is_leap(year)
    )


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def easter(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar (Meeus, chapter 8).

    >>> easter(2026)
    datetime.date(2026, 4, 5)
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, leap_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - moon_shift + 15) % 30
    years, year_rest = divmod(of_century, 4)
    weekday = (32 + 2 * leap_rest + 2 * years - moon - year_rest) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def closed_days(
    rules: Iterable[Rule], closures: Iterable[Closure], year: int
) -> dict[date, Name]:
    """Return the days of `year` on which the desk stays closed, in order, by name.

    Days of shorter hours are not among them.
    """
    closed = {day: rule.name for rule in rules for day in rule.days(year)}
    by_hand = tuple(closures)
    for closure in by_hand:
        if closure.windows:
            for day in _days_of(closure, year):
                closed.pop(day, None)
    for closure in by_hand:
        if not closure.windows:
            closed |= dict.fromkeys(_days_of(closure, year), closure.name)
    return dict(sorted(closed.items()))


def _days_of(closure: Closure, year: int) -> list[date]:
    first = max(closure.first, date(year, 1, 1))
    last = min(closure.last, date(year, 12, 31))
    return [first + nth * ONE_DAY for nth in range((last - first).days + 1)]
