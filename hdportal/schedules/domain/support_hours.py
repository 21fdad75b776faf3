"""Support time: how much of it lies between two moments, and when some has passed.

Moments are timezone-aware and counted in whole seconds: what a moment has below the
second is cut off, in `_seconds`. Answers are in UTC. A window of the local day holds
every moment at which the local clock shows a time within it; so a window in the hour
that is lost in March shrinks, and one in the hour that comes twice in October counts
twice.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.schedules.domain.compiled import SupportHours
from hdportal.schedules.domain.stretches import DAY_SECONDS, EPOCH, SECOND

__all__ = [
    "HoursUnknown",
    "NeverOpen",
    "SupportHours",
    "add_support_time",
    "is_known",
    "is_open",
    "next_closing",
    "next_opening",
    "seconds_of_many",
    "support_time_between",
]

# How far ahead an answer is looked for.
HORIZON_SECONDS = 10 * 366 * 24 * 3600


class HoursUnknown(DomainError):
    """The hours of the desk are unknown for part of the time that was asked about."""

    def __init__(self) -> None:
        super().__init__(N_("The support hours of that time are not known."))


class NeverOpen(DomainError, ValueError):
    """The desk is not open long enough within ten years."""

    def __init__(self) -> None:
        super().__init__(N_("The desk is not open long enough within ten years."))


def support_time_between(
    start: datetime, end: datetime, hours: SupportHours
) -> timedelta:
    """Return the support time from `start` up to `end`.

    >>> friday = datetime(2024, 3, 1, 15, tzinfo=UTC)
    >>> support_time_between(friday, friday + timedelta(days=3), OFFICE_HOURS)
    datetime.timedelta(seconds=28800)

    Raises:
        ValueError: `end` is before `start`.
        HoursUnknown: they are, somewhere in between.
    """
    return timedelta(0, _between(_seconds(start), _seconds(end), hours))


def seconds_of_many(
    intervals: Iterable[tuple[int, int]], hours: SupportHours
) -> list[int]:
    """Return the seconds of support time in each (start, end) of epoch seconds.

    For reports: the answers of `support_time_between`, and its errors, many at once.
    """
    pairs = intervals if isinstance(intervals, list) else list(intervals)
    if not pairs:
        return []
    first = min(pair[0] for pair in pairs)
    last = max(pair[1] for pair in pairs)
    compiled = hours.known_over(first, last)
    if compiled is None:
        # Perhaps in none of them: ask one by one.
        return [_between(start, end, hours) for start, end in pairs]
    # As `Compiled.between` does it, without a call for each: half as long.
    starts, ends, sums = compiled.starts, compiled.ends, compiled.sums
    answers: list[int] = []
    note, find = answers.append, bisect_right
    for start, end in pairs:
        if end < start:
            raise ValueError(_BACKWARDS)
        head = find(starts, start) - 1
        tail = find(starts, end) - 1
        spent = sums[tail] - sums[head]
        if (rest := ends[head] - start) > 0:
            spent += rest
        if (rest := ends[tail] - end) > 0:
            spent -= rest
        note(spent)
    return answers


def add_support_time(
    start: datetime, amount: timedelta, hours: SupportHours
) -> datetime:
    """Return the UTC moment when `amount` of support time has passed since `start`.

    Nights, weekends and closing days do not count. An amount that runs out at closing
    time is over then, not at the next opening; no amount at all is over at `start`.

    >>> friday = datetime(2024, 3, 1, 15, tzinfo=UTC)
    >>> add_support_time(friday, timedelta(hours=2), OFFICE_HOURS)
    datetime.datetime(2024, 3, 4, 9, 0, tzinfo=datetime.timezone.utc)

    Raises:
        ValueError: `amount` is negative.
        NeverOpen: the desk is not open long enough within ten years.
        HoursUnknown: they are, before the amount has passed.
    """
    begin, wanted = _seconds(start), amount // SECOND
    if amount < timedelta():
        raise ValueError("An amount of support time is never negative.")
    if wanted == 0:
        return _moment(begin)
    limit, is_cut_off = _limit(begin, hours)
    if limit == begin:
        raise HoursUnknown
    compiled = hours.until_sum(begin, wanted, limit)
    target = compiled.passed(begin) + wanted
    if compiled.passed(limit) < target:
        raise HoursUnknown if is_cut_off else NeverOpen
    index = bisect_left(compiled.sums, target)
    return _moment(compiled.ends[index] - (compiled.sums[index] - target))


def is_open(at: datetime, hours: SupportHours) -> bool:
    """Return whether the desk is open; never while its hours are unknown.

    >>> is_open(datetime(2024, 3, 1, 8, tzinfo=UTC), OFFICE_HOURS)
    True
    """
    second = _seconds(at)
    compiled = hours.over(second, second)
    return compiled.ends[bisect_right(compiled.starts, second) - 1] > second


def is_known(at: datetime, hours: SupportHours) -> bool:
    """Return whether the hours are known at that moment.

    >>> is_known(datetime(1999, 12, 31, tzinfo=UTC), OFFICE_HOURS)
    False
    """
    second = _seconds(at)
    return hours.first_unknown(second, second + 1) is None


def next_opening(at: datetime, hours: SupportHours) -> datetime | None:
    """Return when the desk opens for the first time after `at`, in UTC.

    None: not within ten years, or the hours are unknown before that.

    >>> next_opening(datetime(2024, 3, 1, 16, tzinfo=UTC), OFFICE_HOURS)
    datetime.datetime(2024, 3, 4, 8, 0, tzinfo=datetime.timezone.utc)
    """
    return _next(at, hours, is_opening=True)


def next_closing(at: datetime, hours: SupportHours) -> datetime | None:
    """Return when the desk closes for the first time after `at`, in UTC.

    None: not within ten years, or the hours are unknown before that.

    >>> next_closing(datetime(2024, 3, 1, 15, tzinfo=UTC), OFFICE_HOURS)
    datetime.datetime(2024, 3, 1, 16, 0, tzinfo=datetime.timezone.utc)
    """
    return _next(at, hours, is_opening=False)


_BACKWARDS = "The end of an interval is before its start."


def _between(start: int, end: int, hours: SupportHours) -> int:
    if end < start:
        raise ValueError(_BACKWARDS)
    compiled = hours.known_over(start, end)
    if compiled is None:
        raise HoursUnknown
    return compiled.between(start, end)


def _next(at: datetime, hours: SupportHours, *, is_opening: bool) -> datetime | None:
    second = _seconds(at)
    limit, _is_cut_off = _limit(second, hours)
    if limit == second:
        return None
    compiled = hours.until_edges(second, limit)
    edges = compiled.starts if is_opening else compiled.ends
    index = bisect_right(edges, second)
    if index == len(edges) or edges[index] >= limit:
        return None
    return _moment(edges[index])


def _limit(begin: int, hours: SupportHours) -> tuple[int, bool]:
    """Return how far to look, and whether unknown hours are the reason."""
    horizon = begin + HORIZON_SECONDS
    unknown = hours.first_unknown(begin, horizon)
    return (horizon, False) if unknown is None else (unknown, True)


def _seconds(at: datetime) -> int:
    # The one place where a moment loses what it has below the second.
    # Less an aware moment of another zone, so that folds and gaps count.
    since = at - EPOCH
    return since.days * DAY_SECONDS + since.seconds


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)
