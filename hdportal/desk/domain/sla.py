"""A clock of an incident: it runs in support time until what was promised is done.

Moments are counted in whole seconds, as support time is.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from hdportal.kernel.text import N_
from hdportal.schedules.domain.support_hours import (
    HoursUnknown,
    NeverOpen,
    SupportHours,
    add_support_time,
    is_open,
    support_time_between,
)

# At how many percent of the target the desk is warned; at the last one it is late.
WARNED_AT = (50, 75, 100)
_SECOND = timedelta(seconds=1)


class Measure(StrEnum):
    """What a clock measures."""

    RESPONSE = "response"
    RESOLUTION = "resolution"


MEASURE_LABELS = {
    Measure.RESPONSE: N_("Response"),
    Measure.RESOLUTION: N_("Resolution"),
}


class Happening(StrEnum):
    """What sets a clock going, stops it or changes its target."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    REOPEN = "reopen"
    RETARGET = "retarget"


class ClockState(StrEnum):
    """How a clock stands at a moment; a clock that is late stays so: `is_breached`."""

    IN_PROGRESS = "in_progress"
    OUT_OF_WINDOW = "out_of_window"
    PAUSED = "paused"
    BREACHED = "breached"
    COMPLETED = "completed"


STATE_LABELS = {
    ClockState.IN_PROGRESS: N_("In progress"),
    ClockState.OUT_OF_WINDOW: N_("Outside the support hours"),
    ClockState.PAUSED: N_("Paused"),
    ClockState.BREACHED: N_("Late"),
    ClockState.COMPLETED: N_("Completed"),
}


@dataclass(frozen=True)
class Target:
    """How much support time there is; `key` names the definition that says so."""

    key: int
    seconds: int


@dataclass(frozen=True)
class Clock:
    """A clock as it stood at `counted_to`, the last time that anything happened to it.

    `elapsed_seconds` is support time, None where the hours of some of it are unknown;
    `actual_seconds` is all time. What passes while it is paused counts in neither.
    `due_at` is None while it is paused, without a target, and where the hours are
    unknown. A completed clock keeps the moment that was due.
    """

    measure: Measure
    started_at: datetime
    counted_to: datetime
    target: Target | None = None
    elapsed_seconds: int | None = 0
    actual_seconds: int = 0
    running: bool = True
    due_at: datetime | None = None
    completed_at: datetime | None = None
    breached_at: datetime | None = None

    @property
    def is_breached(self) -> bool:
        """Whether it is, or was, late for its present target."""
        return self.breached_at is not None

    @property
    def is_paused(self) -> bool:
        """Whether it stands still and will go on."""
        return not self.running and self.completed_at is None


Hours = SupportHours | None


def started(
    measure: Measure, at: datetime, target: Target | None, hours: Hours
) -> Clock:
    """Return a clock that starts at `at`."""
    at = at.replace(microsecond=0)
    return _with_due(Clock(measure, at, at, target), hours)


def event(
    clock: Clock,
    at: datetime,
    what: Happening,
    hours: Hours,
    target: Target | None = None,
) -> Clock:
    """Return the clock after something happened to it; `target` is for RETARGET.

    What cannot happen to it, as a second stop, leaves it as it is. A new target leaves
    the time that was used and the pauses as they are: who had used more than that is
    late from `at`, and who has time left again is late no more.
    """
    # Two machines may differ by a little: no clock runs backwards.
    at = max(at.replace(microsecond=0), clock.counted_to)
    is_over = clock.completed_at is not None
    match what:
        case Happening.PAUSE if clock.running:
            counted = counted_to(clock, at, hours)
            return replace(counted, running=False, due_at=None)
        case Happening.RESUME if clock.is_paused:
            return _going_on(clock, at, hours)
        case Happening.STOP if not is_over:
            counted = counted_to(clock, at, hours)
            return replace(counted, running=False, completed_at=at)
        case Happening.REOPEN if is_over:
            return _going_on(replace(clock, completed_at=None), at, hours)
        case Happening.RETARGET if not is_over and target != clock.target:
            return _retargeted(counted_to(clock, at, hours), at, target, hours)
        case _:
            return clock


def counted_to(clock: Clock, at: datetime, hours: Hours) -> Clock:
    """Return the clock with the time up to `at` counted, and late if it is by then."""
    at = max(at.replace(microsecond=0), clock.counted_to)
    if not clock.running:
        return clock
    passed = _between(clock.counted_to, at, hours)
    used = clock.elapsed_seconds
    return replace(
        marked(clock, at),
        elapsed_seconds=None if used is None or passed is None else used + passed,
        actual_seconds=clock.actual_seconds + (at - clock.counted_to) // _SECOND,
        counted_to=at,
    )


def marked(clock: Clock, at: datetime) -> Clock:
    """Return the clock with its mark if it is late at `at`; nothing is counted."""
    due = clock.due_at
    is_late = clock.running and due is not None and at.replace(microsecond=0) > due
    return (
        replace(clock, breached_at=due) if is_late and not clock.breached_at else clock
    )


def state_of(clock: Clock, at: datetime, hours: Hours) -> ClockState:
    """Return how the clock stands at a moment."""
    if clock.completed_at is not None:
        return ClockState.COMPLETED
    if not clock.running:
        return ClockState.PAUSED
    if marked(clock, at).is_breached:
        return ClockState.BREACHED
    if hours is not None and _is_known_closed(at, hours):
        return ClockState.OUT_OF_WINDOW
    return ClockState.IN_PROGRESS


def percent_used(clock: Clock, at: datetime, hours: Hours) -> int | None:
    """Return how much of the target is used at a moment; None where nobody knows.

    It goes beyond 100.
    """
    used = counted_to(clock, at, hours).elapsed_seconds
    if used is None or clock.target is None:
        return None
    return used * 100 // clock.target.seconds


def seconds_left(clock: Clock, at: datetime, hours: Hours) -> int | None:
    """Return the support time that is left; less than 0 is how late it is."""
    used = counted_to(clock, at, hours).elapsed_seconds
    return None if used is None or clock.target is None else clock.target.seconds - used


def next_warning(clock: Clock, warned: int, hours: Hours) -> datetime | None:
    """Return when the desk is to be warned next, after the level `warned`.

    It may have passed already. At 100 percent it is a second after the due moment: up
    to that one it is in time.
    """
    level = next((level for level in WARNED_AT if level > warned), None)
    used, target, due = clock.elapsed_seconds, clock.target, clock.due_at
    if level is None or not clock.running:
        return None
    if due is None or used is None or target is None:
        return None
    if level == WARNED_AT[-1]:
        return due + _SECOND
    wanted = -(-target.seconds * level // 100) - used
    return _after(clock.counted_to, wanted, hours) if wanted > 0 else clock.counted_to


def level_reached(clock: Clock, at: datetime, hours: Hours) -> int:
    """Return the highest level that is reached at a moment, 0 for none."""
    if marked(clock, at).is_breached:
        return WARNED_AT[-1]
    used = percent_used(clock, at, hours) or 0
    return max((level for level in WARNED_AT[:-1] if level <= used), default=0)


def _going_on(clock: Clock, at: datetime, hours: Hours) -> Clock:
    return _with_due(replace(clock, running=True, counted_to=at), hours)


def _retargeted(
    clock: Clock, at: datetime, target: Target | None, hours: Hours
) -> Clock:
    used = clock.elapsed_seconds
    late_at = clock.breached_at
    if used is None or target is None or used < target.seconds:
        late_at = None
    elif used > target.seconds:
        late_at = late_at or at
    return _with_due(replace(clock, target=target, breached_at=late_at), hours)


def _with_due(clock: Clock, hours: Hours) -> Clock:
    """Give a clock the moment at which it is due, as it stands."""
    if not clock.running or clock.target is None or clock.elapsed_seconds is None:
        return replace(clock, due_at=None)
    left = clock.target.seconds - clock.elapsed_seconds
    if clock.breached_at or left <= 0:
        return replace(clock, due_at=clock.breached_at or clock.counted_to)
    return replace(clock, due_at=_after(clock.counted_to, left, hours))


def _after(at: datetime, seconds: int, hours: Hours) -> datetime | None:
    if hours is None:
        return None
    try:
        return add_support_time(at, timedelta(seconds=seconds), hours)
    except (HoursUnknown, NeverOpen):
        return None


def _between(start: datetime, end: datetime, hours: Hours) -> int | None:
    if start == end:
        return 0
    if hours is None:
        return None
    try:
        return support_time_between(start, end, hours) // _SECOND
    except HoursUnknown:
        return None


def _is_known_closed(at: datetime, hours: SupportHours) -> bool:
    return _between(at, at + _SECOND, hours) is not None and not is_open(at, hours)
