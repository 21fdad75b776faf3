"""May this person do it, and if not, why?"""

from hdportal.desk.domain.incident import OPEN_STATES, State
from hdportal.kernel.actor import Actor
from hdportal.kernel.text import N_
from hdportal.kernel.verdict import ALLOWED, Verdict, denied


def may_comment(actor: Actor, *, people: set[int], state: State) -> Verdict:
    """Return whether `actor` may add to the customer communication.

    `people` are the caller and the one who opened the incident.
    """
    if state is State.CLOSED:
        return denied(
            N_(
                "This incident is closed. Create a new one and mention its number: "
                "the Service Desk will find the history."
            )
        )
    if actor.person_id in people or actor.is_desk:
        return ALLOWED
    return denied(N_("Only the caller and the Service Desk can write here."))


def may_withdraw(actor: Actor, *, caller_id: int, state: State) -> Verdict:
    """Return whether `actor` may withdraw an incident: its caller, while it is open."""
    if actor.person_id != caller_id:
        return denied(N_("Only the caller can withdraw an incident."))
    if state not in OPEN_STATES:
        return denied(N_("Only an open incident can be withdrawn."))
    return ALLOWED
