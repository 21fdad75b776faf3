"""Who acts: a person with roles and the scope of each."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The roles of DESIGN section 1; each is also a Django group of this name."""

    AGENT = "agent"
    ANALYST = "analyst"
    COORDINATOR = "coordinator"
    INCIDENT_MANAGER = "incident_manager"
    DPO = "dpo"
    PMO = "pmo"
    RESEARCHER = "researcher"
    EMPLOYEE = "employee"
    CONSULTANT = "consultant"
    LEAD = "lead"
    LINE_MANAGER = "line_manager"
    FINANCE = "finance"
    AUDITOR = "auditor"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


DESK_ROLES = frozenset(
    {Role.AGENT, Role.ANALYST, Role.COORDINATOR, Role.INCIDENT_MANAGER}
)

EVERYWHERE = ""


@dataclass(frozen=True)
class Grant:
    """One role within one scope, e.g. researcher of `project:HDBP0016`."""

    role: Role
    scope: str = EVERYWHERE


@dataclass(frozen=True)
class Actor:
    """A person as the rules see one.

    `person_id` and `organisation_id` are the database keys; a person without an
    organisation has None.
    """

    person_id: int
    name: str
    organisation_id: int | None = None
    grants: frozenset[Grant] = frozenset()

    def holds(self, *roles: Role) -> bool:
        """Return whether the actor holds one of `roles` in any scope."""
        return any(grant.role in roles for grant in self.grants)

    def scopes_of(self, role: Role) -> frozenset[str]:
        """Return the scopes in which the actor holds `role`."""
        return frozenset(g.scope for g in self.grants if g.role is role)

    @property
    def is_desk(self) -> bool:
        """Whether the actor works behind the Service Desk."""
        return self.holds(*DESK_ROLES)
