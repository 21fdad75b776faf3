"""Who is responsible, accountable, consulted and informed (RACI matrix of the SOP)."""

from collections.abc import Mapping
from enum import StrEnum

from hdportal.kernel.actor import Role
from hdportal.kernel.text import N_


class Part(StrEnum):
    """The columns of the RACI matrix, in its order."""

    END_USER = "end_user"
    SERVICE_DESK_AGENT = "service_desk_agent"
    ANALYST = "analyst"
    COORDINATOR = "coordinator"
    INCIDENT_MANAGER = "incident_manager"


PART_LABELS: Mapping[Part, str] = {
    Part.END_USER: N_("End User"),
    Part.SERVICE_DESK_AGENT: N_("Service Desk Agent"),
    Part.ANALYST: N_("L2/L3 Incident Analyst"),
    Part.COORDINATOR: N_("Incident Coordinator"),
    Part.INCIDENT_MANAGER: N_("Incident Manager"),
}
PART_MEANINGS: Mapping[Part, str] = {
    Part.END_USER: N_(
        "Anybody outside the team of healthdata.be who uses its services. "
        "Reports incidents and says whether they are solved."
    ),
    Part.SERVICE_DESK_AGENT: N_(
        "Speaks with the end users every day and sees to it that their incidents "
        "are solved."
    ),
    Part.ANALYST: N_(
        "Investigates what the Service Desk cannot solve, in a team of its own: "
        "the second and the third line."
    ),
    Part.COORDINATOR: N_("Watches over the incidents that lie with one group."),
    Part.INCIDENT_MANAGER: N_(
        "Designs the procedure, runs it from day to day and answers for it, "
        "on every line."
    ),
}
PART_ROLES: Mapping[Part, Role] = {
    Part.SERVICE_DESK_AGENT: Role.AGENT,
    Part.ANALYST: Role.ANALYST,
    Part.COORDINATOR: Role.COORDINATOR,
    Part.INCIDENT_MANAGER: Role.INCIDENT_MANAGER,
}


class Raci(StrEnum):
    """What a part has to do with an activity."""

    R = "R"
    A = "A"
    C = "C"
    I = "I"  # noqa: E741 - the letter of the matrix


RACI_LABELS: Mapping[Raci, str] = {
    Raci.R: N_("Responsible: does it"),
    Raci.A: N_("Accountable: answers for it"),
    Raci.C: N_("Consulted: is asked"),
    Raci.I: N_("Informed: is told"),
}


def raci(row: str) -> Mapping[Part, tuple[Raci, ...]]:
    """Return a row of the matrix, written as one group of letters a column.

    >>> raci("I R - R RA")[Part.INCIDENT_MANAGER]
    (<Raci.R: 'R'>, <Raci.A: 'A'>)
    """
    columns = zip(Part, row.split(), strict=True)
    return {part: _letters(group) for part, group in columns}


def _letters(group: str) -> tuple[Raci, ...]:
    return tuple(Raci(letter) for letter in group if letter != "-")
