"""Who may look after people, and what a person may change alone."""

from hdportal.kernel.actor import Actor, Role
from hdportal.kernel.text import N_
from hdportal.kernel.verdict import ALLOWED, Verdict, denied


def may_manage_people(actor: Actor) -> Verdict:
    """Say whether `actor` may invite people and give them roles."""
    if not actor.holds(Role.ADMINISTRATOR):
        return denied(N_("Only an administrator can invite people and give roles."))
    return ALLOWED


def may_deactivate(actor: Actor, *, person_id: int) -> Verdict:
    """Say whether `actor` may close the account of `person_id`."""
    if actor.person_id == person_id:
        return denied(
            N_("You cannot close your own account. Ask another administrator.")
        )
    return may_manage_people(actor)


def may_revoke(actor: Actor, *, person_id: int, role: Role) -> Verdict:
    """Say whether `actor` may take `role` away from `person_id`."""
    if actor.person_id == person_id and role is Role.ADMINISTRATOR:
        return denied(
            N_("You cannot stop being an administrator. Ask another administrator.")
        )
    return may_manage_people(actor)


def may_choose_organisation(actor: Actor, *, is_first_time: bool) -> Verdict:
    """Say whether `actor` may name the own organisation.

    `is_first_time`: the profile has not been completed before.
    """
    if actor.holds(Role.ADMINISTRATOR):
        return ALLOWED
    if actor.organisation_id is not None or not is_first_time:
        return denied(
            N_(
                "Only an administrator can change your organisation, because it "
                "decides which incidents colleagues see."
            )
        )
    return ALLOWED


def may_join(
    actor: Actor, *, is_first_time: bool, organisation_id: int | None, is_shared: bool
) -> Verdict:
    """Say whether `actor` may name `organisation_id` as the own organisation.

    `is_shared`: colleagues there see one another's incidents, so joining opens them.
    """
    if organisation_id == actor.organisation_id:
        return ALLOWED
    verdict = may_choose_organisation(actor, is_first_time=is_first_time)
    if verdict and is_shared and not actor.holds(Role.ADMINISTRATOR):
        return denied(
            N_(
                "Colleagues in this organisation see one another's incidents. "
                "Only an administrator can add you to it."
            )
        )
    return verdict


def may_add_caller(actor: Actor, *, is_shared: bool) -> Verdict:
    """Say whether `actor` may note a caller who has no account.

    `is_shared`: colleagues in the organisation see one another's incidents, so whoever
    is of it has been checked by an administrator.
    """
    if not actor.is_desk:
        return denied(N_("Only the Service Desk can add a caller."))
    if is_shared:
        return denied(
            N_(
                "Colleagues in this organisation see one another's incidents, so only "
                "an administrator can add somebody to it. Choose “Not known yet”."
            )
        )
    return ALLOWED
