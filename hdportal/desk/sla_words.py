"""What an incident's clocks mean for its caller, in words.

Pages and mails say them alike, so they stand beside the layers of the desk.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from hdportal.desk.day_words import when
from hdportal.desk.domain.incident import Channel
from hdportal.desk.domain.sla import (
    Clock,
    ClockState,
    Hours,
    Measure,
    counted_to,
    marked,
    state_of,
)
from hdportal.kernel.text import N_
from hdportal.schedules.domain.support_hours import next_opening

# What the caller wrote; the desk wrote the others down.
WRITTEN_BY_CALLER = frozenset({Channel.PORTAL, Channel.EMAIL})
# How a moment is said, seen from another one.
Say = Callable[[datetime, datetime], str]


@dataclass(frozen=True)
class Told:
    """How a clock stands at `now`, as far as words need it.

    `due_at` is None where nobody knows it. `opens_at` is there while the desk is
    closed, and `has_begun` says whether any support time has passed; `is_counted`,
    whether it is known how much.
    """

    measure: Measure
    state: ClockState
    started_at: datetime
    now: datetime
    due_at: datetime | None = None
    opens_at: datetime | None = None
    completed_at: datetime | None = None
    is_late: bool = False
    has_begun: bool = True
    is_counted: bool = True


@dataclass(frozen=True)
class Reader:
    """Who is told: whether they wrote the incident, and whether the desk awaits them.

    `say` puts moments into words.
    """

    wrote: bool = True
    is_awaited: bool = False
    say: Say = when


class _Case(StrEnum):
    """What there is to say of a clock."""

    STARTS = "starts"
    GOES_ON = "goes_on"
    OPEN = "open"
    LATE = "late"
    UNKNOWN = "unknown"
    AWAITED = "awaited"
    HELD = "held"
    IN_TIME = "in_time"
    TOO_LATE = "too_late"
    DONE = "done"


_PAUSED = {
    _Case.AWAITED: N_("The Service Desk waits for you: the clock stands still."),
    _Case.HELD: N_("It is on hold: the clock stands still."),
}
_ANSWER_TO_WRITER = {
    _Case.STARTS: N_(
        "You wrote %(wrote)s; the clock starts %(opens)s; an answer is due %(due)s."
    ),
    _Case.GOES_ON: N_(
        "You wrote %(wrote)s; the clock goes on %(opens)s; an answer is due %(due)s."
    ),
    _Case.OPEN: N_(
        "You wrote %(wrote)s; the Service Desk is open; an answer is due %(due)s."
    ),
    _Case.LATE: N_("You wrote %(wrote)s; an answer was due %(due)s: it is late."),
    _Case.UNKNOWN: N_(
        "You wrote %(wrote)s; the support hours are not known yet, so nobody can say "
        "when an answer is due."
    ),
    _Case.IN_TIME: N_("You wrote %(wrote)s and had an answer %(done)s, in time."),
    _Case.TOO_LATE: N_(
        "You wrote %(wrote)s and had an answer %(done)s, late: it was due %(due)s."
    ),
    _Case.DONE: N_("You wrote %(wrote)s and had an answer %(done)s."),
}
_ANSWER = {
    _Case.STARTS: N_(
        "This was reported %(wrote)s; the clock starts %(opens)s; an answer is due "
        "%(due)s."
    ),
    _Case.GOES_ON: N_(
        "This was reported %(wrote)s; the clock goes on %(opens)s; an answer is due "
        "%(due)s."
    ),
    _Case.OPEN: N_(
        "This was reported %(wrote)s; the Service Desk is open; an answer is due "
        "%(due)s."
    ),
    _Case.LATE: N_(
        "This was reported %(wrote)s; an answer was due %(due)s: it is late."
    ),
    _Case.UNKNOWN: N_(
        "This was reported %(wrote)s; the support hours are not known yet, so nobody "
        "can say when an answer is due."
    ),
    _Case.IN_TIME: N_("This was reported %(wrote)s and answered %(done)s, in time."),
    _Case.TOO_LATE: N_(
        "This was reported %(wrote)s and answered %(done)s, late: an answer was due "
        "%(due)s."
    ),
    _Case.DONE: N_("This was reported %(wrote)s and answered %(done)s."),
}
_SOLUTION = {
    _Case.STARTS: N_("The clock starts %(opens)s; a solution is due %(due)s."),
    _Case.GOES_ON: N_(
        "The Service Desk is closed; the clock goes on %(opens)s; a solution is due "
        "%(due)s."
    ),
    _Case.OPEN: N_("The Service Desk is open; a solution is due %(due)s."),
    _Case.LATE: N_("A solution was due %(due)s: it is late."),
    _Case.UNKNOWN: N_(
        "The support hours are not known yet, so nobody can say when a solution is due."
    ),
    _Case.IN_TIME: N_("The solution came in time."),
    _Case.TOO_LATE: N_("The solution came late: it was due %(due)s."),
}


def told_of(clock: Clock, now: datetime, hours: Hours) -> Told:
    """Return how a clock stands at a moment."""
    state = state_of(clock, now, hours)
    counted = counted_to(clock, now, hours).elapsed_seconds
    opens_at = None
    if state is ClockState.OUT_OF_WINDOW and hours is not None:
        opens_at = next_opening(now, hours)
    return Told(
        clock.measure,
        state,
        clock.started_at,
        now,
        due_at=clock.due_at or clock.breached_at,
        opens_at=opens_at,
        completed_at=clock.completed_at,
        is_late=marked(clock, now).is_breached,
        has_begun=counted != 0,
        is_counted=counted is not None,
    )


def sentences(
    clocks: Mapping[Measure, Clock], now: datetime, hours: Hours, reader: Reader
) -> list[str]:
    """Return what the clocks of an incident say to a reader.

    Nothing is said of a clock without a target. Until the first answer, that is all it
    is about; once there is a solution, that one is.
    """
    told = {
        measure: told_of(clock, now, hours)
        for measure, clock in clocks.items()
        if clock.target
    }
    said = (sentence(one, reader) for one in _worth_telling(told))
    return [words for words in said if words]


def _worth_telling(told: Mapping[Measure, Told]) -> Iterator[Told]:
    answer, solution = told.get(Measure.RESPONSE), told.get(Measure.RESOLUTION)
    is_solved = solution is not None and solution.completed_at is not None
    if answer and not is_solved:
        yield answer
    if solution and (is_solved or not answer or answer.completed_at):
        yield solution


def sentence(told: Told, reader: Reader) -> str:
    """Return what a clock says to a reader, "" for nothing."""
    case = _case(told, reader)
    if case in _PAUSED:
        return _(_PAUSED[case])
    words = _SOLUTION
    if told.measure is Measure.RESPONSE:
        words = _ANSWER_TO_WRITER if reader.wrote else _ANSWER
    moments = {
        "wrote": told.started_at,
        "opens": told.opens_at,
        "due": told.due_at,
        "done": told.completed_at,
    }
    named = {n: reader.say(at, told.now) for n, at in moments.items() if at}
    return _(words[case]) % named if case in words else ""


def _case(told: Told, reader: Reader) -> _Case:
    if told.completed_at is not None:
        if told.is_late:
            return _Case.TOO_LATE
        return _Case.IN_TIME if told.is_counted else _Case.DONE
    if told.state is ClockState.PAUSED:
        return _Case.AWAITED if reader.is_awaited else _Case.HELD
    if told.due_at is None:
        return _Case.UNKNOWN
    if told.is_late:
        return _Case.LATE
    if told.opens_at is None:
        return _Case.OPEN
    return _Case.GOES_ON if told.has_begun else _Case.STARTS
