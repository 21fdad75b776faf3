"""Who may change forms."""

from hdportal.kernel.actor import Actor, Role
from hdportal.kernel.text import N_
from hdportal.kernel.verdict import ALLOWED, Verdict, denied


def may_change_forms(actor: Actor) -> Verdict:
    """Return whether `actor` may publish forms and choose the one in use."""
    if actor.holds(Role.ADMINISTRATOR):
        return ALLOWED
    return denied(N_("Only an administrator can change forms."))


def may_write_draft(actor: Actor, *, person_id: int) -> Verdict:
    """Return whether `actor` may go on with the draft of the person `person_id`."""
    if actor.person_id == person_id:
        return ALLOWED
    return denied(N_("This draft is of another person."))
