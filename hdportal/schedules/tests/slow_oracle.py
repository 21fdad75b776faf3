"""A second opinion on support time: look at the clock on the wall, minute by minute.

Shares no code with the arithmetic it judges: no windows in UTC, no search, only a
local date and time for every minute, and a count.
"""

from array import array
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

from hdportal.schedules.domain.calendar import Calendar, Edition
from hdportal.schedules.domain.closures import Closure
from hdportal.schedules.domain.week import Window, checked_week

# Clock changes at night, by half an hour, at midnight, and none; a date left out.
ZONES = (
    "Europe/Brussels",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Havana",
    "Asia/Kathmandu",
    "Pacific/Apia",
)


@dataclass
class Plan:
    """Hours as the oracle reads them: minutes of the day from and to, per weekday."""

    zone: str
    week: list[list[tuple[int, int]]]
    from_day: date = date(2000, 1, 1)
    later_week: list[list[tuple[int, int]]] | None = None
    changes_on: date = date(2200, 1, 1)
    closed: set[date] = field(default_factory=set)
    until: dict[date, int] = field(default_factory=dict)

    def is_open(self, local: datetime) -> bool:
        """Return whether the desk is open when the wall shows `local`."""
        day, minute = local.date(), local.hour * 60 + local.minute
        if day in self.closed or minute >= self.until.get(day, 1440):
            return False
        week = self.later_week if day >= self.changes_on else self.week
        return any(a <= minute < b for a, b in (week or [])[day.weekday()])

    def calendar(self) -> Calendar:
        """Return the same hours as the arithmetic reads them."""
        editions = [Edition(self.from_day, _week(self.week))]
        if self.later_week is not None:
            editions.append(Edition(self.changes_on, _week(self.later_week)))
        shut = [Closure(day, day) for day in self.closed]
        early = [
            Closure(day, day, (Window(0, minute),))
            for day, minute in self.until.items()
            if day not in self.closed
        ]
        return Calendar(self.zone, tuple(editions), (), (*shut, *early))


def _week(days: list[list[tuple[int, int]]]) -> tuple[tuple[Window, ...], ...]:
    return checked_week([[Window(a, b) for a, b in day] for day in days])


class Oracle:
    """Counts open seconds from `first` for so many days."""

    def __init__(self, plan: Plan, first: datetime, days: int) -> None:
        self.begin = int(first.timestamp())
        zone, minutes = ZoneInfo(plan.zone), range(days * 1440)
        self.is_open = [
            plan.is_open(datetime.fromtimestamp(self.begin + n * 60, zone))
            for n in minutes
        ]
        self.before = array("q", accumulate(self.is_open, initial=0))

    def seconds(self, start: int, end: int) -> int:
        """Return the open seconds from `start` up to `end` (epoch seconds)."""
        return self._up_to(end) - self._up_to(start)

    def _up_to(self, second: int) -> int:
        minute, rest = divmod(second - self.begin, 60)
        partly = rest if rest and self.is_open[minute] else 0
        return self.before[minute] * 60 + partly


def random_plan(random: Random, first: date, days: int) -> Plan:
    """Return hours of all kinds: nights, breaks, closing days, a change of week."""
    some_days = [first + timedelta(days=n) for n in range(days)]
    closed = set(random.sample(some_days, days // 12))
    plan = Plan(random.choice(ZONES), _random_week(random), closed=closed)
    plan.until = {day: random.randrange(1, 1440) for day in some_days[:: days // 7]}
    if random.random() < 0.5:
        plan.later_week, plan.changes_on = (
            _random_week(random),
            random.choice(some_days),
        )
    return plan


def _random_week(random: Random) -> list[list[tuple[int, int]]]:
    week = [_random_day(random) for _ in range(7)]
    return week if any(week) else [[(540, 720), (780, 1020)]] * 7


def _random_day(random: Random) -> list[tuple[int, int]]:
    edges = sorted(random.sample(range(1441), 2 * random.choice((0, 1, 1, 2, 2, 3))))
    if edges and random.random() < 0.3:
        # Up to and from midnight, so that windows of two days touch.
        edges[0], edges[-1] = 0, 1440
    return list(zip(edges[::2], edges[1::2], strict=True))


def moment(second: int) -> datetime:
    """Return epoch seconds as a moment."""
    return datetime.fromtimestamp(second, UTC)
