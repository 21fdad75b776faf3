"""A calendar: the week in force on each day, less the closing days."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hdportal.schedules.domain.closures import Closure, Rule, closed_days
from hdportal.schedules.domain.names import Name
from hdportal.schedules.domain.week import (
    MINUTES_OF_DAY,
    Week,
    Window,
    Windows,
    common_part,
)

_WHOLE_DAY: Windows = (Window(0, MINUTES_OF_DAY),)


@dataclass(frozen=True)
class Edition:
    """The week from the day it is in force; None: the hours are unknown from there."""

    in_force: date
    week: Week | None


@dataclass(frozen=True)
class Calendar:
    """The hours of one office in the time zone `zone`.

    `editions` may be in any order; two of the same day: the last one counts. Before
    the first edition the hours are unknown.
    """

    zone: str = "Europe/Brussels"
    editions: tuple[Edition, ...] = ()
    rules: tuple[Rule, ...] = ()
    closures: tuple[Closure, ...] = ()

    @cached_property
    def in_order(self) -> list[Edition]:
        """The editions by their date, one a date."""
        by_date = {edition.in_force: edition for edition in self.editions}
        return [by_date[day] for day in sorted(by_date)]

    @cached_property
    def _closed_by_rule(self) -> dict[int, dict[date, Name]]:
        return {}

    def closed_by_rule(self, year: int) -> dict[date, Name]:
        """Return the days of `year` that a rule closes, by name; worked out once."""
        if year not in self._closed_by_rule:
            self._closed_by_rule[year] = closed_days(self.rules, (), year)
        return self._closed_by_rule[year]


@dataclass(frozen=True)
class Closing:
    """Why a day is not an ordinary one: closed, or open only within `windows`."""

    name: Name
    windows: Windows = ()


def week_on(calendar: Calendar, day: date) -> Week | None:
    """Return the week in force on `day`; None: its hours are unknown."""
    found = None
    for edition in calendar.in_order:
        if edition.in_force <= day:
            found = edition.week
    return found


def closing_on(calendar: Calendar, day: date) -> Closing | None:
    """Return what closes or shortens `day`; None: nothing does.

    Closures by hand outweigh rules; of several by hand only what all leave open.
    """
    by_hand = [closure for closure in calendar.closures if closure.covers(day)]
    if by_hand:
        windows = _WHOLE_DAY
        for closure in by_hand:
            windows = common_part(windows, closure.windows)
        return Closing(by_hand[0].name, windows)
    name = calendar.closed_by_rule(day.year).get(day)
    return None if name is None else Closing(name)


def ordinary_windows(calendar: Calendar, day: date) -> Windows | None:
    """Return the hours `day` has by its weekday alone; None: unknown."""
    week = week_on(calendar, day)
    return None if week is None else week[day.weekday()]


def windows_on(calendar: Calendar, day: date) -> Windows | None:
    """Return the hours of `day`; empty: closed; None: unknown."""
    ordinary = ordinary_windows(calendar, day)
    if not ordinary:
        return ordinary
    closing = closing_on(calendar, day)
    return ordinary if closing is None else common_part(ordinary, closing.windows)
