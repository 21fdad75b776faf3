"""Which state follows which, and who may take each step (Incident SOP)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from hdportal.desk.domain.incident import REOPEN_DAYS, State
from hdportal.kernel.actor import Role
from hdportal.kernel.text import N_


class Step(StrEnum):
    """What somebody does to an incident that may change its state."""

    TAKE = "take"
    HAND_ON = "hand_on"
    HAND_BACK = "hand_back"
    HOLD = "hold"
    RESUME = "resume"
    REPLY = "reply"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    CLOSE = "close"
    WITHDRAW = "withdraw"


STEP_LABELS: Mapping[Step, str] = {
    Step.TAKE: N_("Take"),
    Step.HAND_ON: N_("Hand on"),
    Step.HAND_BACK: N_("Hand back"),
    Step.HOLD: N_("Put on hold"),
    Step.RESUME: N_("Take up again"),
    Step.REPLY: N_("The caller answers"),
    Step.RESOLVE: N_("Resolve"),
    Step.REOPEN: N_("Reopen"),
    Step.CLOSE: N_("Close after 14 days"),
    Step.WITHDRAW: N_("Withdraw"),
}


class Party(StrEnum):
    """Who else takes steps, beside the roles behind the desk."""

    CALLER = "caller"
    CLOCK = "clock"


PARTY_LABELS: Mapping[Party, str] = {
    Party.CALLER: N_("The caller"),
    Party.CLOCK: N_("The portal, by the clock"),
}

_NEW, _HELD = State.NEW, State.ON_HOLD
_WORK, _DONE, _OVER = State.WORK_IN_PROGRESS, State.RESOLVED, State.CLOSED
_STAYS: Mapping[State, State] = {_NEW: _NEW, _WORK: _WORK, _HELD: _HELD}

# From each state in which a step can be taken to the state that follows.
TRANSITIONS: Mapping[Step, Mapping[State, State]] = {
    Step.TAKE: {_NEW: _WORK, _WORK: _WORK, _HELD: _HELD},
    Step.HAND_ON: _STAYS,
    # From the second line to the first (I14).
    Step.HAND_BACK: _STAYS,
    Step.HOLD: {_NEW: _HELD, _WORK: _HELD},
    Step.RESUME: {_HELD: _WORK},
    # The caller's answer to what the desk waits for.
    Step.REPLY: {_HELD: _WORK},
    Step.RESOLVE: {_WORK: _DONE, _HELD: _DONE},
    Step.REOPEN: {_DONE: _WORK},
    Step.CLOSE: {_DONE: _OVER},
    Step.WITHDRAW: {_NEW: _OVER, _WORK: _OVER, _HELD: _OVER},
}

_DESK = frozenset({Role.AGENT, Role.ANALYST, Role.COORDINATOR, Role.INCIDENT_MANAGER})

# A role counts where its scope reaches: `policy.may_step`.
TAKERS: Mapping[Step, frozenset[Role | Party]] = {
    Step.TAKE: _DESK,
    Step.HOLD: _DESK,
    Step.RESUME: _DESK,
    Step.HAND_ON: _DESK - {Role.ANALYST},
    Step.HAND_BACK: _DESK - {Role.AGENT},
    # An analyst hands back; the desk resolves with the caller (I14, I15).
    Step.RESOLVE: _DESK - {Role.ANALYST},
    Step.REOPEN: _DESK | {Party.CALLER},
    Step.REPLY: frozenset({Party.CALLER}),
    Step.WITHDRAW: frozenset({Party.CALLER}),
    Step.CLOSE: frozenset({Party.CLOCK}),
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
