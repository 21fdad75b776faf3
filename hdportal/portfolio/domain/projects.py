"""What a project is, and what may happen to one."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hdportal.kernel.actor import Actor, Role
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.kernel.verdict import ALLOWED, Verdict, denied
from hdportal.portfolio.domain.codes import code_from_form
from hdportal.portfolio.domain.words import normalise

SCOPE = "project:"
LONGEST_KEY = 40


class ProjectState(StrEnum):
    """Incidents are about projects in production; the others say so when chosen."""

    PREPARATION = "preparation"
    PRODUCTION = "production"
    CLOSED = "closed"


class MembershipKind(StrEnum):
    """Why a person belongs to a project."""

    RESEARCHER = "researcher"
    LEAD = "lead"
    MEMBER = "member"


class IncompleteProject(DomainError):
    """The facts about a project do not fit together."""


class ChangedMeanwhile(DomainError):
    """Somebody saved a newer version after this person opened the record."""


@dataclass(frozen=True)
class ProjectFacts:
    """What the project page says; an empty text is shown as "Not available"."""

    name: str
    abbreviation: str = ""
    code: str = ""
    state: ProjectState = ProjectState.PRODUCTION
    ended_on: date | None = None
    overseen_by: str = ""
    partners: str = ""
    commissioned_by: str = ""
    supported_by: str = ""
    description: str = ""
    legal_basis: str = ""
    contact: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "code", code_from_form(self.code))
        if not normalise(self.name):
            raise IncompleteProject(N_("Enter the name of the project."))
        if self.ended_on and self.state is not ProjectState.CLOSED:
            raise IncompleteProject(N_("Only a closed project has an end date."))

    @property
    def key(self) -> str:
        """The public name of a new project: its code, or else a slug."""
        return self.code or slug(self.abbreviation or self.name)


def slug(text: str) -> str:
    """Return `text` as a key: capitals, digits and hyphens, as role scopes take them.

    >>> slug("NSIH-SEP/BSI")
    'NSIH-SEP-BSI'
    """
    words = re.sub(r"[^a-z0-9]+", "-", normalise(text)).strip("-").upper()
    key = words[:LONGEST_KEY].strip("-")
    return key if len(key) > 1 else f"PROJECT-{key}".strip("-")


def project_scope(key: str) -> str:
    """Return the scope of a role that holds for one project.

    >>> project_scope("HDBP0016")
    'project:HDBP0016'
    """
    return f"{SCOPE}{key}"


def project_keys(scopes: frozenset[str]) -> frozenset[str]:
    """Return the keys of the projects among `scopes`."""
    return frozenset(s.removeprefix(SCOPE) for s in scopes if s.startswith(SCOPE))


def may_edit(actor: Actor) -> Verdict:
    """Return whether the actor may add and change projects and applications."""
    if not actor.holds(Role.ADMINISTRATOR):
        return denied(N_("Only an administrator can change projects and applications."))
    return ALLOWED


def may_close(actor: Actor | None, state: ProjectState) -> Verdict:
    """Return whether the actor, or the portal itself, may close a project."""
    if state is ProjectState.CLOSED:
        return denied(N_("This project is closed already."))
    return may_edit(actor) if actor else ALLOWED


def same_version(stored: int, seen: int) -> None:
    """Refuse to save over a change that the person has not seen."""
    if stored != seen:
        raise ChangedMeanwhile(
            N_("Somebody changed this meanwhile. Compare, then save again.")
        )
