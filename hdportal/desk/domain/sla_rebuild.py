"""The clocks of an incident, told by its journal alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hdportal.desk.domain.incident import OPEN_STATES, EntryKind, State
from hdportal.desk.domain.properties import Property
from hdportal.desk.domain.sla import (
    Clock,
    Happening,
    Hours,
    Measure,
    event,
    marked,
    started,
)
from hdportal.desk.domain.sla_targets import Targets

BOTH = (Measure.RESPONSE, Measure.RESOLUTION)
Clocks = dict[Measure, Clock]
# The entries of a journal that a clock can depend on: all that change a state among
# them. What a clock itself writes into the journal is none of these.
CLOCK_KINDS = frozenset(
    {
        EntryKind.CREATED,
        EntryKind.COMMENT,
        EntryKind.WITHDRAWN,
        EntryKind.TAKEN,
        EntryKind.HELD,
        EntryKind.RESUMED,
        EntryKind.RESOLVED,
        EntryKind.REOPENED,
        EntryKind.CLOSED,
        EntryKind.CHANGED,
    }
)
_WORKED_ON = OPEN_STATES - {State.ON_HOLD}


@dataclass(frozen=True)
class Line:
    """An entry of a journal, as far as clocks look at it."""

    kind: EntryKind
    at: datetime
    is_by_caller: bool
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Promise:
    """By what the targets of an incident are chosen: priority, and a project's key."""

    priority: int
    project: str = ""

    def before(self, lines: Sequence[Line]) -> "Promise":
        """Return what it was before these lines of the journal."""
        priority, project = self.priority, self.project
        for line in reversed(lines):
            if levels := line.facts.get("priority"):
                priority = levels[0]
            if _is_of_project(line):
                project = line.facts["was"]
        return Promise(priority, project)

    def after(self, line: Line) -> "Promise":
        """Return what it is after a line of the journal."""
        levels = line.facts.get("priority")
        project = line.facts["now"] if _is_of_project(line) else self.project
        return Promise(levels[1] if levels else self.priority, project)


def happenings_of(line: Line) -> Iterator[tuple[Measure, Happening]]:
    """Yield what a line of the journal does to which clock, beside a new target.

    The first words of the desk to the caller are the response, and so is a resolution
    without any. A pause pauses both; a reopening goes on with the resolution only.
    """
    if line.kind is EntryKind.COMMENT and not line.is_by_caller:
        yield Measure.RESPONSE, Happening.STOP
    was, now = line.facts.get("state") or (None, None)
    what = _between_states(was, now)
    if what is Happening.REOPEN:
        yield Measure.RESOLUTION, what
    elif what is not None:
        yield from ((measure, what) for measure in BOTH)


def _between_states(was: str | None, now: str | None) -> Happening | None:
    if now == State.ON_HOLD:
        return Happening.PAUSE
    if now in {State.RESOLVED, State.CLOSED}:
        return Happening.STOP
    if now in _WORKED_ON and was == State.ON_HOLD:
        return Happening.RESUME
    if now in _WORKED_ON and was == State.RESOLVED:
        return Happening.REOPEN
    return None


def concerns(line: Line) -> bool:
    """Return whether a line of the journal may do anything to a clock."""
    changes_target = bool(line.facts.get("priority")) or _is_of_project(line)
    return changes_target or any(happenings_of(line))


def begun(at: datetime, promise: Promise, targets: Targets, hours: Hours) -> Clocks:
    """Return both clocks of an incident that was reported at `at`."""
    return {
        measure: started(
            measure,
            at,
            targets.of(measure, promise.priority, promise.project, at),
            hours,
        )
        for measure in BOTH
    }


def advanced(
    clocks: Clocks, line: Line, promise: Promise, targets: Targets, hours: Hours
) -> Clocks:
    """Return the clocks after a line; `promise` is what holds after it."""
    clocks = dict(clocks)
    for measure, what in happenings_of(line):
        clocks[measure] = event(clocks[measure], line.at, what, hours)
    return retargeted(clocks, line.at, promise, targets, hours)


def retargeted(
    clocks: Clocks, at: datetime, promise: Promise, targets: Targets, hours: Hours
) -> Clocks:
    """Return the clocks with the targets that count at `at`."""
    return {
        measure: event(
            clock,
            at,
            Happening.RETARGET,
            hours,
            targets.of(measure, promise.priority, promise.project, at),
        )
        for measure, clock in clocks.items()
    }


def rebuilt(
    lines: Sequence[Line],
    *,
    started_at: datetime,
    promise: Promise,
    targets: Targets,
    hours: Hours,
    until: datetime,
) -> Clocks:
    """Return the clocks at `until`, from the whole journal in its order.

    `promise` is what holds after it; `started_at` is when the caller wrote.
    """
    holds = promise.before(lines)
    clocks = begun(started_at, holds, targets, hours)
    changes = (moment for moment in targets.moments if started_at < moment <= until)
    for at, line in _in_turn(lines, changes):
        if line is None:
            clocks = retargeted(clocks, at, holds, targets, hours)
            continue
        holds = holds.after(line)
        clocks = advanced(clocks, line, holds, targets, hours)
    return {measure: marked(clock, until) for measure, clock in clocks.items()}


def _in_turn(
    lines: Sequence[Line], changes: Iterable[datetime]
) -> Iterator[tuple[datetime, Line | None]]:
    """Yield the lines, and between them the moments at which targets changed."""
    pending = list(changes)
    for line in lines:
        while pending and pending[0] <= line.at:
            yield pending.pop(0), None
        yield line.at, line
    yield from ((moment, None) for moment in pending)


def _is_of_project(line: Line) -> bool:
    return line.facts.get("property") == Property.PROJECT
