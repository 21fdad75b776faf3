"""Support time: the portal's arithmetic beside libraries for business time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import median
from time import process_time
from typing import Any

from bench.business_time import Counter, Hours, Interval, counters
from hdportal.schedules.domain.calendar import Calendar, Edition
from hdportal.schedules.domain.closures import closed_days
from hdportal.schedules.domain.stock_rules import DESK_RULES
from hdportal.schedules.domain.support_hours import (
    SupportHours,
    add_support_time,
    seconds_of_many,
    support_time_between,
)
from hdportal.schedules.domain.week import checked_week, read_windows

RUNS = 5
TURN_SECONDS = 0.3
TRIAL = 20
JUDGED = 500
MANY = 200_000
LEAST_TIMES = 5
LEAST_BULK = 500_000
YEARS = range(2024, 2029)


def measure() -> Iterator[dict[str, Any]]:
    """Yield a line for each way to count, then the goals."""
    office = hours_of("office hours", "09:00-12:00, 13:00-17:00", weekdays=5)
    nights = hours_of("night hours", "00:30-02:30, 03:30-06:00", weekdays=7)
    cases = intervals(JUDGED, Random(6))
    wrong = {
        hours.name: [_wrong(one, hours, cases) for one in counters(hours)]
        for hours in (office, nights)
    }
    ways = counters(office)
    speeds = _speeds(ways, cases)
    for nth, way in enumerate(ways):
        yield {
            "what": "support_time",
            "library": way.name,
            "per_second": round(speeds[nth]),
            "wrong_in_office_hours": wrong["office hours"][nth],
            "wrong_at_night": wrong["night hours"][nth],
            "of": JUDGED,
        }
    right = [
        speed
        for speed, fails in zip(speeds, wrong["office hours"], strict=True)
        if not fails
    ]
    yield from _goals(office, speeds[0] / max(right[1:], default=float("nan")))


def hours_of(name: str, windows: str, weekdays: int) -> Hours:
    """Return hours with the closing days of the desk."""
    each = read_windows(windows)
    week = checked_week([each] * weekdays + [()] * (7 - weekdays))
    calendar = Calendar(editions=(Edition(date(2020, 1, 1), week),), rules=DESK_RULES)
    closed = [day for year in YEARS for day in closed_days(DESK_RULES, (), year)]
    return Hours(name, each, weekdays, tuple(closed), SupportHours(calendar))


def intervals(count: int, random: Random) -> list[Interval]:
    """Return stretches of up to two weeks in 2025 to 2027, as incidents take."""
    first, last = datetime(2025, 1, 1, tzinfo=UTC), datetime(2027, 12, 1, tzinfo=UTC)
    span = int((last - first).total_seconds())
    starts = [first + timedelta(seconds=random.randrange(span)) for _ in range(count)]
    return [
        (start, start + timedelta(seconds=random.randrange(14 * 86_400)))
        for start in starts
    ]


def _wrong(way: Counter, hours: Hours, cases: list[Interval]) -> int:
    return sum(
        way.measure(way.prepared(start), way.prepared(end))
        != support_time_between(start, end, hours.hours)
        for start, end in cases
    )


def _speeds(ways: list[Counter], cases: list[Interval]) -> list[float]:
    """Return intervals per second of each way: turn by turn, the median of all."""
    given = [[(way.prepared(a), way.prepared(b)) for a, b in cases] for way in ways]
    turns: list[list[float]] = [[] for _ in ways]
    for _ in range(RUNS):
        for way, pairs, found in zip(ways, given, turns, strict=True):
            found.append(_speed(way, pairs))
    return [median(found) for found in turns]


def _speed(way: Counter, pairs: list[Interval]) -> float:
    measure, counted, begin = way.measure, 0, process_time()
    while (spent := process_time() - begin) < TURN_SECONDS:
        for start, end in pairs[:TRIAL] if counted == 0 else pairs:
            measure(start, end)
        counted += TRIAL if counted == 0 else len(pairs)
    return counted / spent


def _goals(office: Hours, times: float) -> Iterator[dict[str, Any]]:
    yield _goal(
        "one at a time, times the fastest library that is right in office hours",
        LEAST_TIMES,
        round(times, 1),
    )
    yield _goal("in bulk, intervals a second", LEAST_BULK, round(_bulk(office)))
    yield {
        "what": "due_moments",
        "per_second": round(_due_moments(office)),
    }


def _goal(name: str, wanted: int, found: float) -> dict[str, Any]:
    return {
        "what": "support_time_goal",
        "goal": name,
        "wanted": wanted,
        "found": found,
        "met": found >= wanted,
    }


def _bulk(office: Hours) -> float:
    pairs = [
        (int(start.timestamp()), int(end.timestamp()))
        for start, end in intervals(MANY, Random(7))
    ]
    return median(
        MANY / _taken(lambda: seconds_of_many(pairs, office.hours)) for _ in range(RUNS)
    )


def _due_moments(office: Hours) -> float:
    starts = [start for start, _end in intervals(JUDGED, Random(8))] * 20
    amount = timedelta(hours=8)

    def all_of_them() -> None:
        for start in starts:
            add_support_time(start, amount, office.hours)

    return median(len(starts) / _taken(all_of_them) for _ in range(RUNS))


def _taken(work: Any) -> float:
    begin = process_time()
    work()
    return process_time() - begin
