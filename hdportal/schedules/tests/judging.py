"""Compare the arithmetic with the oracle on random cases."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from hdportal.schedules.domain.support_hours import (
    SupportHours,
    add_support_time,
    is_open,
    seconds_of_many,
    support_time_between,
)
from hdportal.schedules.tests.slow_oracle import Oracle, moment, random_plan

FIRST_DAYS = (date(2011, 9, 1), date(2024, 2, 1), date(2026, 9, 1), date(2027, 12, 1))


def judge(seed: int, cases: int, days: int) -> list[str]:
    """Return a line for every case in which the two do not agree."""
    random = Random(seed)
    first = FIRST_DAYS[seed % len(FIRST_DAYS)]
    plan = random_plan(random, first, days)
    hours = SupportHours(plan.calendar())
    oracle = Oracle(plan, datetime(first.year, first.month, 1, tzinfo=UTC), days)
    pairs = [_pair(random, oracle, days) for _ in range(cases)]
    wrong = []
    for (start, end), in_bulk in zip(pairs, seconds_of_many(pairs, hours), strict=True):
        expected = oracle.seconds(start, end)
        found = support_time_between(moment(start), moment(end), hours)
        is_right = found.total_seconds() == expected == in_bulk
        if not (is_right and _adds_up(oracle, hours, start, end, expected)):
            wrong.append(f"seed {seed}: {plan.zone} {start} {end}: {found}, {expected}")
    return wrong


def _pair(random: Random, oracle: Oracle, days: int) -> tuple[int, int]:
    last = oracle.begin + days * 86400 - 1
    start = random.randrange(oracle.begin, last)
    # As many short intervals as long ones.
    return start, min(last, start + int((last - start) ** random.random()))


def _adds_up(
    oracle: Oracle, hours: SupportHours, start: int, end: int, expected: int
) -> bool:
    if is_open(moment(end), hours) is not oracle.is_open[(end - oracle.begin) // 60]:
        return False
    if expected == 0:
        return True
    amount = timedelta(seconds=expected)
    due = int(add_support_time(moment(start), amount, hours).timestamp())
    # The first moment of all with so much before it.
    return (
        oracle.seconds(start, due) == expected
        and oracle.seconds(start, due - 1) == expected - 1
    )
