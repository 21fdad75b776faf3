"""Libraries that count business time, each set up to do what the portal's does.

They are given every help: local times where they want those, made before the clock
starts, and one calculator per window where they know no breaks.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.metadata import version
from typing import Any

import businesstimedelta
import pytz
from worktimecalc.calc import WorkTimeCalculator

from hdportal.schedules.domain.support_hours import SupportHours, support_time_between
from hdportal.schedules.domain.week import Windows

Interval = tuple[datetime, datetime]
Measure = Callable[[datetime, datetime], timedelta]


@dataclass(frozen=True)
class Hours:
    """The same windows on so many weekdays, less the closing days."""

    name: str
    windows: Windows
    weekdays: int
    closed: tuple[date, ...]
    hours: SupportHours


@dataclass(frozen=True)
class Counter:
    """One way to count; `prepared` turns a moment in UTC into what it takes."""

    name: str
    measure: Measure
    prepared: Callable[[datetime], datetime] = lambda moment: moment


def counters(hours: Hours) -> list[Counter]:
    """Return the portal's own way first, then each library."""
    return [
        Counter("hdportal", _own(hours.hours)),
        Counter(_named("worktimecalc"), _worktimecalc(hours), _local),
        Counter(_named("businesstimedelta"), _businesstimedelta(hours)),
    ]


def _named(package: str) -> str:
    return f"{package} {version(package)}"


def _own(hours: SupportHours) -> Measure:
    return lambda start, end: support_time_between(start, end, hours)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(pytz.timezone("Europe/Brussels")).replace(tzinfo=None)


def _worktimecalc(hours: Hours) -> Measure:
    week = "1" * hours.weekdays + "0" * (7 - hours.weekdays)
    each = [
        WorkTimeCalculator(*_times(window), week, holidays=list(hours.closed))
        for window in _spans(hours.windows)
    ]

    def measure(start: datetime, end: datetime) -> timedelta:
        return timedelta(0, sum(one(start, end).seconds for one in each))

    return measure


def _businesstimedelta(hours: Hours) -> Measure:
    spans = _spans(hours.windows)
    whole = (spans[0][0], spans[-1][1])
    breaks = [(one[1], two[0]) for one, two in zip(spans, spans[1:], strict=False)]
    common: dict[str, Any] = {
        "working_days": list(range(hours.weekdays)),
        "tz": pytz.timezone("Europe/Brussels"),
    }
    rules: list[Any] = [_rule(businesstimedelta.WorkDayRule, whole, common)]
    rules += [_rule(businesstimedelta.LunchTimeRule, one, common) for one in breaks]
    closed = dict.fromkeys(hours.closed, "closed")
    rules.append(businesstimedelta.HolidayRule(closed, tz=common["tz"]))
    combined = businesstimedelta.Rules(rules)

    def measure(start: datetime, end: datetime) -> timedelta:
        found = combined.difference(start, end)
        return timedelta(0, found.hours * 3600 + found.seconds)

    return measure


def _rule(kind: Any, span: tuple[int, int], common: dict[str, Any]) -> Any:
    start, end = _times(span)
    return kind(start_time=start, end_time=end, **common)


def _spans(windows: Windows) -> list[tuple[int, int]]:
    return [(window.opens, window.closes) for window in windows]


def _times(span: Iterable[int]) -> list[time]:
    return [time(minute // 60, minute % 60) for minute in span]
