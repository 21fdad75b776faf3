"""Which state follows which: the one table of transitions (Incident SOP)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from hdportal.desk.domain.incident import REOPEN_DAYS, State


class Step(StrEnum):
    """What somebody does to an incident that may change its state."""

    TAKE = "take"
    HAND_ON = "hand_on"
    HOLD = "hold"
    RESUME = "resume"
    REPLY = "reply"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    CLOSE = "close"
    WITHDRAW = "withdraw"


_NEW, _HELD = State.NEW, State.ON_HOLD
_WORK, _DONE, _OVER = State.WORK_IN_PROGRESS, State.RESOLVED, State.CLOSED

# From each state in which a step can be taken to the state that follows.
TRANSITIONS: Mapping[Step, Mapping[State, State]] = {
    Step.TAKE: {_NEW: _WORK, _WORK: _WORK, _HELD: _HELD},
    Step.HAND_ON: {_NEW: _NEW, _WORK: _WORK, _HELD: _HELD},
    Step.HOLD: {_NEW: _HELD, _WORK: _HELD},
    Step.RESUME: {_HELD: _WORK},
    # The caller's answer to what the desk waits for.
    Step.REPLY: {_HELD: _WORK},
    Step.RESOLVE: {_WORK: _DONE, _HELD: _DONE},
    Step.REOPEN: {_DONE: _WORK},
    Step.CLOSE: {_DONE: _OVER},
    Step.WITHDRAW: {_NEW: _OVER, _WORK: _OVER, _HELD: _OVER},
}


def can(step: Step, state: State) -> bool:
    """Return whether the table lets `step` be taken from `state`.

    >>> can(Step.RESOLVE, State.NEW), can(Step.REOPEN, State.RESOLVED)
    (False, True)
    """
    return state in TRANSITIONS[step]


def after(step: Step, state: State) -> State:
    """Return the state that follows.

    Raises:
        KeyError: the step cannot be taken from `state`.
    """
    return TRANSITIONS[step][state]


def reopens_until(resolved_at: datetime) -> datetime:
    """Return the last moment at which the caller may reopen: 14 days of 24 hours."""
    return resolved_at + timedelta(days=REOPEN_DAYS)
