"""May this person do it, and if not, why?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hdportal.desk.domain import sop
from hdportal.desk.domain.incident import (
    FIRST_LINE,
    OPEN_STATES,
    STATE_LABELS,
    HoldReason,
    State,
)
from hdportal.desk.domain.sop import TAKERS, Step
from hdportal.kernel.actor import DESK_ROLES, EVERYWHERE, Actor, Role
from hdportal.kernel.text import N_
from hdportal.kernel.verdict import ALLOWED, Verdict, denied


@dataclass(frozen=True)
class Facts:
    """What the rules need to know of an incident.

    `people` are its caller, never who opened it for them. `group` is the key of the
    group it lies with.
    """

    state: State
    caller_id: int
    people: frozenset[int]
    group: str = FIRST_LINE
    group_name: str = ""
    assigned_to_id: int | None = None
    hold_reason: str = ""
    resolved_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.state in OPEN_STATES

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
    Step.HAND_BACK: N_("An incident that is “%(state)s” cannot be handed back."),
    Step.HOLD: N_("An incident that is “%(state)s” cannot be put on hold."),
    Step.RESUME: N_("Only an incident on hold can be taken up again."),
    Step.RESOLVE: N_("An incident that is “%(state)s” cannot be resolved."),
    Step.REOPEN: N_("Only a resolved incident can be reopened."),
}
_ANOTHER_GROUPS = N_(
    "It lies with %(group)s: only that group and an incident manager can do this. "
    "You can still write a work note."
)
# What somebody of the right group is told whose role does not take the step.
_NOT_WITH_ROLE: Mapping[Step, str] = {
    Step.HAND_ON: N_("Hand it back to the Service Desk, which hands it on."),
    Step.HAND_BACK: N_("Only its group hands it back; you can hand it on."),
    Step.RESOLVE: N_(
        "Hand it back to the Service Desk, which resolves it with the caller."
    ),
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
    return _takes(actor, step, facts)


def _takes(actor: Actor, step: Step, facts: Facts) -> Verdict:
    """Return whether the actor has a role that takes the step, where it lies."""
    roles = roles_at(actor, facts)
    if roles & TAKERS[step]:
        return ALLOWED
    if roles:
        return denied(_NOT_WITH_ROLE[step])
    return denied(_ANOTHER_GROUPS, group=facts.group_name)


def roles_at(actor: Actor, facts: Facts) -> frozenset[Role]:
    """Return the actor's desk roles that count where the incident lies.

    Those of its group and those without a group; an incident manager's always.
    """
    here = {EVERYWHERE, f"group:{facts.group}"}
    return frozenset(
        grant.role
        for grant in actor.grants
        if grant.role in DESK_ROLES
        and (grant.scope in here or grant.role is Role.INCIDENT_MANAGER)
    )


def may_take(actor: Actor, facts: Facts) -> Verdict:
    """Return whether `actor` may take the incident upon themselves."""
    verdict = may_step(actor, Step.TAKE, facts)
    is_own = facts.assigned_to_id == actor.person_id
    if verdict and is_own and facts.state is not State.NEW:
        return denied(N_("It is yours already."))
    return verdict


def may_hand_back(actor: Actor, facts: Facts) -> Verdict:
    """Return whether `actor` may hand it back to the Service Desk (step I14)."""
    verdict = may_step(actor, Step.HAND_BACK, facts)
    if actor.is_desk and facts.is_open and facts.group == FIRST_LINE:
        return denied(N_("It lies with the Service Desk already."))
    return verdict


def may_resolve(actor: Actor, facts: Facts) -> Verdict:
    """Return whether `actor` may resolve it (step I08)."""
    if actor.is_desk and facts.state is State.NEW:
        takes = _takes(actor, Step.RESOLVE, facts)
        first = N_("Take it first: a new incident cannot be resolved.")
        return denied(first) if takes else takes
    return may_step(actor, Step.RESOLVE, facts)


def may_reopen(actor: Actor, facts: Facts, *, now: datetime) -> Verdict:
    """Return whether `actor` may reopen: the desk, or its people within 14 days."""
    is_own = actor.person_id in facts.people
    if facts.state is State.CLOSED:
        return denied(_CLOSED)
    if not is_own and not actor.is_desk:
        return denied(N_("Only the caller and the Service Desk can reopen it."))
    if not sop.can(Step.REOPEN, facts.state) or facts.resolved_at is None:
        return denied(_NOT_FROM[Step.REOPEN])
    as_desk = _takes(actor, Step.REOPEN, facts)
    if as_desk or not is_own:
        return as_desk
    if now > sop.reopens_until(facts.resolved_at):
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
    if facts.state is State.CLOSED:
        return denied(_CLOSED)
    if _speaks_for_all(actor) or roles_at(actor, facts):
        return ALLOWED
    sentence = N_("It lies with %(group)s, which looks after these details.")
    return denied(sentence, group=facts.group_name)


def may_comment(actor: Actor, facts: Facts) -> Verdict:
    """Return whether `actor` may add to the customer communication."""
    if facts.state is State.CLOSED:
        return denied(_CLOSED)
    if actor.person_id in facts.people or _speaks_for_all(actor):
        return ALLOWED
    if not actor.is_desk:
        return denied(N_("Only the caller and the Service Desk can write here."))
    if roles_at(actor, facts):
        return ALLOWED
    sentence = N_(
        "It lies with %(group)s, which writes to the caller. "
        "You can still write a work note."
    )
    return denied(sentence, group=facts.group_name)


def _speaks_for_all(actor: Actor) -> bool:
    # Of those behind the desk only analysts keep to their own group.
    return actor.holds(*(DESK_ROLES - {Role.ANALYST}))


def may_withdraw(actor: Actor, facts: Facts) -> Verdict:
    """Return whether `actor` may withdraw an incident: its caller, while it is open."""
    if actor.person_id != facts.caller_id:
        return denied(N_("Only the caller can withdraw an incident."))
    if not sop.can(Step.WITHDRAW, facts.state):
        return denied(N_("Only an open incident can be withdrawn."))
    return ALLOWED
