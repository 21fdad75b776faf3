"""May this person do it, and if not, why?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hdportal.desk.domain import sop
from hdportal.desk.domain.incident import STATE_LABELS, HoldReason, State
from hdportal.desk.domain.sop import Step
from hdportal.kernel.actor import Actor
from hdportal.kernel.text import N_
from hdportal.kernel.verdict import ALLOWED, Verdict, denied


@dataclass(frozen=True)
class Facts:
    """What the rules need to know of an incident.

    `people` are its caller and, where another person opened it, that person.
    """

    state: State
    caller_id: int
    people: frozenset[int]
    assigned_to_id: int | None = None
    hold_reason: str = ""
    resolved_at: datetime | None = None

    @property
    def awaits_caller(self) -> bool:
        """Whether the desk waits for the caller's answer."""
        waits = self.hold_reason == HoldReason.AWAITING_CALLER
        return self.state is State.ON_HOLD and waits


_DESK_ONLY = N_("Only the Service Desk can do this.")
_CLOSED = N_(
    "This incident is closed. Create a new one and mention its number: "
    "the Service Desk will find the history."
)
# One sentence a step, for when the state stands in the way.
_NOT_FROM: Mapping[Step, str] = {
    Step.TAKE: N_("An incident that is “%(state)s” cannot be taken."),
    Step.HAND_ON: N_("An incident that is “%(state)s” cannot be handed on."),
    Step.HOLD: N_("An incident that is “%(state)s” cannot be put on hold."),
    Step.RESUME: N_("Only an incident on hold can be taken up again."),
    Step.RESOLVE: N_("An incident that is “%(state)s” cannot be resolved."),
    Step.REOPEN: N_("Only a resolved incident can be reopened."),
}


def may_work_here(actor: Actor) -> Verdict:
    """Return whether `actor` may open the desk's own pages."""
    if actor.is_desk:
        return ALLOWED
    return denied(N_("Only the Service Desk works on this page."))


def may_step(actor: Actor, step: Step, facts: Facts) -> Verdict:
    """Return whether the desk may take `step`; what else it asks, its own rule says.

    Raises:
        KeyError: the step is not the desk's but the caller's, or the clock's.
    """
    refusal = _NOT_FROM[step]
    if not actor.is_desk:
        return denied(_DESK_ONLY)
    if facts.state is State.CLOSED:
        return denied(_CLOSED)
    if not sop.can(step, facts.state):
        return denied(refusal, state=STATE_LABELS[facts.state])
    return ALLOWED


def may_take(actor: Actor, facts: Facts) -> Verdict:
    """Return whether `actor` may take the incident upon themselves."""
    verdict = may_step(actor, Step.TAKE, facts)
    is_own = facts.assigned_to_id == actor.person_id
    if verdict and is_own and facts.state is not State.NEW:
        return denied(N_("It is yours already."))
    return verdict


def may_resolve(actor: Actor, facts: Facts) -> Verdict:
    """Return whether `actor` may resolve it (step I08)."""
    if actor.is_desk and facts.state is State.NEW:
        return denied(N_("Take it first: a new incident cannot be resolved."))
    return may_step(actor, Step.RESOLVE, facts)


def may_reopen(actor: Actor, facts: Facts, *, now: datetime) -> Verdict:
    """Return whether `actor` may reopen: the desk, or its people within 14 days."""
    if facts.state is State.CLOSED:
        return denied(_CLOSED)
    if actor.person_id not in facts.people and not actor.is_desk:
        return denied(N_("Only the caller and the Service Desk can reopen it."))
    if not sop.can(Step.REOPEN, facts.state) or facts.resolved_at is None:
        return denied(_NOT_FROM[Step.REOPEN])
    if not actor.is_desk and now > sop.reopens_until(facts.resolved_at):
        return denied(N_("It was resolved more than 14 days ago. Create a new one."))
    return ALLOWED


def may_write_note(actor: Actor, facts: Facts) -> Verdict:
    """Return whether `actor` may add a work note."""
    if not actor.is_desk:
        return denied(N_("Only the Service Desk writes work notes."))
    return denied(_CLOSED) if facts.state is State.CLOSED else ALLOWED


def may_change(actor: Actor, facts: Facts) -> Verdict:
    """Return whether `actor` may correct the properties (step I03)."""
    if not actor.is_desk:
        return denied(_DESK_ONLY)
    return denied(_CLOSED) if facts.state is State.CLOSED else ALLOWED


def may_comment(actor: Actor, facts: Facts) -> Verdict:
    """Return whether `actor` may add to the customer communication."""
    if facts.state is State.CLOSED:
        return denied(_CLOSED)
    if actor.person_id in facts.people or actor.is_desk:
        return ALLOWED
    return denied(N_("Only the caller and the Service Desk can write here."))


def may_withdraw(actor: Actor, facts: Facts) -> Verdict:
    """Return whether `actor` may withdraw an incident: its caller, while it is open."""
    if actor.person_id != facts.caller_id:
        return denied(N_("Only the caller can withdraw an incident."))
    if not sop.can(Step.WITHDRAW, facts.state):
        return denied(N_("Only an open incident can be withdrawn."))
    return ALLOWED
