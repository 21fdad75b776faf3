"""Whom of the desk to tell what: the cells "I" of the RACI table, and their choice."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.desk.domain.incident import FIRST_LINE
from hdportal.desk.domain.sop import PART_ROLES, Raci, activity
from hdportal.kernel.actor import DESK_ROLES, EVERYWHERE, Grant, Role


class StaffOccasion(StrEnum):
    """What a mail to somebody of the desk tells; the value is part of its kind."""

    ASSIGNED = "assigned"
    HANDED_ON = "handed_on"
    HANDED_BACK = "handed_back"
    REOPENED = "reopened"
    ANSWERED = "answered"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


# The activities that each of them belongs to: their cells "I" are who is told. Handing
# on is assigning it (I10) and the beginning of the investigation (I11).
ACTIVITIES: Mapping[StaffOccasion, tuple[str, ...]] = {
    StaffOccasion.ASSIGNED: (),
    StaffOccasion.HANDED_ON: ("I10", "I11"),
    StaffOccasion.HANDED_BACK: ("I14",),
    StaffOccasion.REOPENED: ("I08",),
    StaffOccasion.ANSWERED: ("I07",),
    StaffOccasion.DUE_SOON: (),
    StaffOccasion.OVERDUE: (),
}
# What clocks say, no activity does. Each coordinator answers for a queue's times.
_TOLD_BY_CLOCKS = frozenset({Role.COORDINATOR})
BY_CLOCKS = frozenset({StaffOccasion.DUE_SOON, StaffOccasion.OVERDUE})
# Whoever has the incident is told whatever the table says.
TOLD_TO_HOLDER = frozenset(
    {StaffOccasion.ASSIGNED, StaffOccasion.REOPENED, StaffOccasion.ANSWERED} | BY_CLOCKS
)
STANDARD_FOR_OWN = MailChoice.NOW
_SOONEST_FIRST = (MailChoice.NOW, MailChoice.DAILY, MailChoice.NONE)


def roles_told(occasion: StaffOccasion) -> frozenset[Role]:
    """Return the roles behind the desk that the procedure informs of it.

    >>> sorted(roles_told(StaffOccasion.HANDED_BACK))
    [<Role.COORDINATOR: 'coordinator'>, <Role.INCIDENT_MANAGER: 'incident_manager'>]
    """
    if occasion in BY_CLOCKS:
        return _TOLD_BY_CLOCKS
    informed = {p for ref in ACTIVITIES[occasion] for p in activity(ref).parts(Raci.I)}
    return frozenset(PART_ROLES[part] for part in informed if part in PART_ROLES)


def counts_in(grant: Grant, group: str) -> bool:
    """Return whether a role of the desk counts in the group of that key.

    Its own, every one without a scope, and an incident manager's always.
    """
    if grant.role not in DESK_ROLES:
        return False
    is_here = grant.scope in {EVERYWHERE, f"group:{group}"}
    return is_here or grant.role is Role.INCIDENT_MANAGER


def standard_for(grants: Iterable[Grant], group: str) -> MailChoice:
    """Return what somebody gets about a group's incidents without having chosen.

    The mail of the morning about own groups. An agent without a group is of the first
    line; any other role without one is at home in every group.

    >>> standard_for([Grant(Role.AGENT)], "dwh")
    <MailChoice.NONE: 'none'>
    """
    is_own = any(
        counts_in(grant, group)
        and (grant.role is not Role.AGENT or grant.scope or group == FIRST_LINE)
        for grant in grants
    )
    return MailChoice.DAILY if is_own else MailChoice.NONE


def when_told(occasion: StaffOccasion, choice: MailChoice) -> MailChoice:
    """Return when somebody is told who chose `choice`.

    What is due soon is late by the next morning: whoever is told at all is told now.

    >>> when_told(StaffOccasion.OVERDUE, MailChoice.DAILY)
    <MailChoice.NOW: 'now'>
    """
    is_urgent = occasion in BY_CLOCKS and choice is MailChoice.DAILY
    return MailChoice.NOW if is_urgent else choice


def soonest(choices: Iterable[MailChoice]) -> MailChoice:
    """Return the choice that tells soonest; none of none.

    >>> soonest([MailChoice.NONE, MailChoice.DAILY])
    <MailChoice.DAILY: 'daily'>
    """
    return min(choices, key=_SOONEST_FIRST.index, default=MailChoice.NONE)
