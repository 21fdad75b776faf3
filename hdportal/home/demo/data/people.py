"""The demo accounts (DESIGN, section 2): roles, not persons."""

from dataclasses import dataclass

from hdportal.home.demo.data.organisations import (
    BRUGMANN,
    COMPANY,
    INSTITUTE,
    MIDDELARES,
    UNIVERSITY,
)
from hdportal.kernel.actor import Grant, Role
from hdportal.portfolio.domain.projects import MembershipKind, project_scope

Memberships = tuple[tuple[str, MembershipKind], ...]


@dataclass(frozen=True)
class DemoPerson:
    """One account; `projects` are keys, each with why the person belongs to it."""

    account: str
    last_name: str
    organisation: str = INSTITUTE
    grants: tuple[Grant, ...] = ()
    projects: Memberships = ()
    language: str = "en"
    first_name: str = "Demo"

    @property
    def email(self) -> str:
        return f"{self.account}@demo.example"


def _on(*keys: str, kind: MembershipKind) -> Memberships:
    return tuple((key, kind) for key in keys)


def _everywhere(role: Role) -> tuple[Grant, ...]:
    return (Grant(role),)


def _in_group(role: Role, key: str) -> tuple[Grant, ...]:
    return (Grant(role, f"group:{key}"),)


def _for(role: Role, projects: Memberships) -> tuple[Grant, ...]:
    return tuple(Grant(role, project_scope(key)) for key, _kind in projects)


_RESEARCHED = _on("HDBP0016", "HDBP0271", "HDBP0275", kind=MembershipKind.RESEARCHER)
_LED = _on("HDBP0016", "HDBP0034", kind=MembershipKind.LEAD)
_STAFFED = _on("HDBP0016", "HDBP0034", "CRRD", kind=MembershipKind.MEMBER)
_STAFFED_TOO = _on("HDBP0037", "HDBP0079", kind=MembershipKind.MEMBER)
_CONSULTED = _on("HDBP0016", kind=MembershipKind.MEMBER)

PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson("caller", "Caller", MIDDELARES),
    DemoPerson("caller2", "Caller (second hospital)", BRUGMANN, language="fr"),
    DemoPerson(
        "researcher",
        "Researcher",
        UNIVERSITY,
        _for(Role.RESEARCHER, _RESEARCHED),
        _RESEARCHED,
    ),
    DemoPerson("agent", "Agent", grants=_everywhere(Role.AGENT)),
    # Helps out in a second line too.
    DemoPerson(
        "agent2",
        "Agent (second)",
        grants=_everywhere(Role.AGENT) + _in_group(Role.ANALYST, "dc"),
        language="nl",
    ),
    DemoPerson("analyst", "Analyst", grants=_in_group(Role.ANALYST, "dwh")),
    DemoPerson("coordinator", "Coordinator", grants=_in_group(Role.COORDINATOR, "iat")),
    DemoPerson(
        "manager", "Incident Manager", grants=_everywhere(Role.INCIDENT_MANAGER)
    ),
    DemoPerson("dpo", "Data Protection Officer", grants=_everywhere(Role.DPO)),
    DemoPerson("pmo", "Project Management Office", grants=_everywhere(Role.PMO)),
    DemoPerson(
        "employee", "Employee", grants=_everywhere(Role.EMPLOYEE), projects=_STAFFED
    ),
    DemoPerson(
        "employee2",
        "Employee (second)",
        grants=_everywhere(Role.EMPLOYEE),
        projects=_STAFFED_TOO,
    ),
    DemoPerson(
        "consultant",
        "Consultant",
        COMPANY,
        _everywhere(Role.CONSULTANT),
        _CONSULTED,
    ),
    DemoPerson("lead", "Project Lead", grants=_for(Role.LEAD, _LED), projects=_LED),
    DemoPerson("linemanager", "Line Manager", grants=_everywhere(Role.LINE_MANAGER)),
    DemoPerson("finance", "Finance", grants=_everywhere(Role.FINANCE)),
    DemoPerson("auditor", "Auditor", grants=_everywhere(Role.AUDITOR)),
    DemoPerson("editor", "Editor", grants=_everywhere(Role.EDITOR)),
    DemoPerson("admin", "Administrator", grants=_everywhere(Role.ADMINISTRATOR)),
)
