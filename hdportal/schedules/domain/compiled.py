"""A calendar made into sorted lists of seconds, a year at a time."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from threading import Lock
from zoneinfo import ZoneInfo

from hdportal.schedules.domain.calendar import Calendar
from hdportal.schedules.domain.stretches import (
    LONG_AGO,
    Stretch,
    open_stretches,
    unknown_stretches,
    year_of,
    year_start,
)


@dataclass(frozen=True)
class Compiled:
    """The open stretches from `begin` up to `end`, all in epoch seconds.

    Entry 0 of `starts` and `ends` is a stretch of no length, long ago, so that every
    moment has a stretch before it. `sums[n]` is the open time up to the end of
    stretch n. From `known_from` up to `known_to` no hours are unknown.
    """

    begin: int
    end: int
    known_from: int
    known_to: int
    starts: list[int]
    ends: list[int]
    sums: list[int]

    def passed(self, second: int) -> int:
        """Return the open time from `begin` up to `second`."""
        index = bisect_right(self.starts, second) - 1
        rest = self.ends[index] - second
        return self.sums[index] - rest if rest > 0 else self.sums[index]

    def between(self, first: int, last: int) -> int:
        """Return the open time from `first` up to `last`."""
        starts, ends, sums = self.starts, self.ends, self.sums
        head, tail = bisect_right(starts, first) - 1, bisect_right(starts, last) - 1
        spent = sums[tail] - sums[head]
        if (rest := ends[head] - first) > 0:
            spent += rest
        if (rest := ends[tail] - last) > 0:
            spent -= rest
        return spent

    def left_after(self, second: int) -> int:
        """Return the open time from `second` up to `end`."""
        return self.sums[-1] - self.passed(second)

    def stretches_after(self, second: int) -> int:
        """Return how many stretches begin after `second`."""
        return len(self.starts) - bisect_right(self.starts, second)


class SupportHours:
    """The hours of a calendar, ready for arithmetic; safe to share between threads.

    Years are worked out when they are first asked for, and kept.
    """

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._zone = ZoneInfo(calendar.zone)
        self._unknown = unknown_stretches(calendar, self._zone)
        self._lock = Lock()
        self._years: dict[int, list[Stretch]] = {}
        self._compiled: Compiled | None = None

    def first_unknown(self, start: int, end: int) -> int | None:
        """Return where the first unknown part of `start` up to `end` begins."""
        for begin, finish in self._unknown:
            if (since := max(begin, start)) < min(finish, end):
                return since
        return None

    def known_over(self, first: int, last: int) -> Compiled | None:
        """Return the open stretches of these years; None: some hours are unknown."""
        compiled = self._compiled
        if compiled and compiled.known_from <= first and last <= compiled.known_to:
            return compiled
        if self.first_unknown(first, last) is not None:
            return None
        return self.over(first, last)

    def over(self, first: int, last: int) -> Compiled:
        """Return the open stretches of at least all years from `first` to `last`."""
        compiled = self._compiled
        if compiled and compiled.begin <= first and last < compiled.end:
            return compiled
        return self._grown(year_of(first), year_of(last))

    def until_sum(self, begin: int, wanted: int, limit: int) -> Compiled:
        """Return stretches with `wanted` open seconds after `begin`, or to `limit`."""
        compiled = self.over(begin, begin)
        while compiled.end < limit and compiled.left_after(begin) < wanted:
            compiled = self.over(begin, compiled.end)
        return compiled

    def until_edges(self, begin: int, limit: int) -> Compiled:
        """Return stretches with two that begin after `begin`, or to `limit`.

        Two, because the last one may go on in the next year.
        """
        compiled = self.over(begin, begin)
        while compiled.end < limit and compiled.stretches_after(begin) < 2:
            compiled = self.over(begin, compiled.end)
        return compiled

    def _grown(self, first: int, last: int) -> Compiled:
        # Readers keep the lists they hold; a larger set takes their place whole.
        with self._lock:
            if have := self._compiled:
                first = min(first, year_of(have.begin))
                last = max(last, year_of(have.end - 1))
            for year in range(first, last + 1):
                if year not in self._years:
                    self._years[year] = open_stretches(self.calendar, self._zone, year)
            years = [self._years[year] for year in range(first, last + 1)]
            begin, end = year_start(first), year_start(last + 1)
            starts, ends, sums = _joined(years)
            known = self._known_within(begin, end)
            self._compiled = Compiled(begin, end, *known, starts, ends, sums)
            return self._compiled

    def _known_within(self, begin: int, end: int) -> Stretch:
        """Return the longest stretch in which no hours are unknown, perhaps empty."""
        edges = zip(self._unknown, self._unknown[1:], strict=False)
        known = ((max(one[1], begin), min(two[0], end)) for one, two in edges)
        return max(known, key=lambda stretch: stretch[1] - stretch[0])


def _joined(years: Iterable[list[Stretch]]) -> tuple[list[int], list[int], list[int]]:
    starts, ends = [LONG_AGO], [LONG_AGO]
    for stretches in years:
        for start, stop in stretches:
            if start == ends[-1]:
                # Open over New Year.
                ends[-1] = stop
            else:
                starts.append(start)
                ends.append(stop)
    lengths = (stop - start for start, stop in zip(starts, ends, strict=True))
    return starts, ends, list(accumulate(lengths))
