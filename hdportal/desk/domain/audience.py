"""Who may see an incident, as scopes: short names stored beside it (DESIGN 5)."""

from collections.abc import Iterable
from enum import StrEnum

from hdportal.kernel.actor import EVERYWHERE, Actor, Role

DESK = "desk"


class Reading(StrEnum):
    """How much of an incident its reader sees."""

    # Work notes included.
    DESK = "desk"
    # Everything but the work notes.
    WHOLE = "whole"
    # Number, state, dates, category and subject.
    LIFE_CYCLE = "life_cycle"


def caller_scope(person_id: int) -> str:
    """Return the scope of a person's own incidents."""
    return f"caller:{person_id}"


def is_caller_scope(scope: str) -> bool:
    """Return whether a scope is that of one person's own incidents.

    >>> is_caller_scope(caller_scope(12)), is_caller_scope(DESK)
    (True, False)
    """
    return scope.startswith("caller:")


def organisation_scope(organisation_id: int) -> str:
    """Return the scope of the incidents of an organisation's people."""
    return f"organisation:{organisation_id}"


def project_scope(project_key: str) -> str:
    """Return the scope of a project's incidents."""
    return f"project:{project_key}"


def scopes_of_incident(
    people: Iterable[int], organisation_id: int | None, project_key: str | None
) -> set[str]:
    """Return every scope that an incident belongs to; `people` are its caller."""
    scopes = {DESK} | {caller_scope(person) for person in people}
    if organisation_id is not None:
        scopes.add(organisation_scope(organisation_id))
    if project_key:
        scopes.add(project_scope(project_key))
    return scopes


def full_scopes(actor: Actor, *, colleagues_share: bool) -> set[str]:
    """Return the scopes whose incidents the actor sees whole, texts included."""
    scopes = {caller_scope(actor.person_id)}
    if colleagues_share and actor.organisation_id is not None:
        scopes.add(organisation_scope(actor.organisation_id))
    if actor.is_desk:
        scopes.add(DESK)
    return scopes


def life_cycle_scopes(actor: Actor) -> set[str]:
    """Return the scopes of which the actor sees the life cycle only.

    A researcher follows the incidents of own projects: number, state, dates, category
    and subject, but not the texts of other hospitals.
    """
    scopes = actor.scopes_of(Role.RESEARCHER)
    return {scope for scope in scopes if scope.startswith("project:")} - {EVERYWHERE}
