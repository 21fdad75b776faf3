"""Whom the procedure informs, and what is usual for whom."""

import pytest

from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.desk.domain import sop
from hdportal.desk.domain.incident import FIRST_LINE
from hdportal.desk.domain.sop import PART_ROLES, Raci, Step
from hdportal.desk.domain.staff_notices import (
    ACTIVITIES,
    BY_CLOCKS,
    StaffOccasion,
    counts_in,
    roles_told,
    soonest,
    standard_for,
    when_told,
)
from hdportal.desk.sop_versions import published
from hdportal.kernel.actor import Grant, Role

DAILY, NONE = MailChoice.DAILY, MailChoice.NONE
OF_STEP = {
    StaffOccasion.HANDED_ON: Step.HAND_ON,
    StaffOccasion.HANDED_BACK: Step.HAND_BACK,
    StaffOccasion.REOPENED: Step.REOPEN,
    StaffOccasion.ANSWERED: Step.REPLY,
}


@pytest.mark.parametrize("occasion", sorted(set(StaffOccasion) - BY_CLOCKS))
def test_whom_mails_tell_is_what_the_published_table_says(occasion):
    newest = published()[-1].definition
    table = {one["ref"]: one["raci"] for one in newest["activities"]}

    informed = {
        PART_ROLES[part]
        for ref in ACTIVITIES[occasion]
        for part in PART_ROLES
        if Raci.I in table[ref][part]
    }

    assert roles_told(occasion) == informed


@pytest.mark.parametrize("occasion", sorted(BY_CLOCKS))
def test_what_clocks_say_is_told_to_the_coordinator_at_once(occasion):
    assert roles_told(occasion) == {Role.COORDINATOR}
    assert when_told(occasion, MailChoice.DAILY) is MailChoice.NOW
    assert when_told(occasion, MailChoice.NONE) is MailChoice.NONE
    answered = StaffOccasion.ANSWERED
    assert when_told(answered, MailChoice.DAILY) is MailChoice.DAILY


def test_the_activities_are_those_of_the_step():
    for occasion, step in OF_STEP.items():
        refs = {one.ref for one in sop.ACTIVITIES if step in one.steps}
        assert refs <= set(ACTIVITIES[occasion]), occasion


def test_handing_on_tells_analysts_and_coordinators_and_the_incident_manager():
    told = roles_told(StaffOccasion.HANDED_ON)

    assert told >= {Role.ANALYST, Role.COORDINATOR, Role.INCIDENT_MANAGER}


def test_an_end_user_is_never_told_as_staff():
    for occasion in StaffOccasion:
        assert roles_told(occasion) <= set(PART_ROLES.values())


@pytest.mark.parametrize(
    ("grant", "group", "usual"),
    [
        (Grant(Role.ANALYST, "group:dwh"), "dwh", DAILY),
        (Grant(Role.ANALYST, "group:dwh"), "iat", NONE),
        (Grant(Role.AGENT), FIRST_LINE, DAILY),
        (Grant(Role.AGENT), "dwh", NONE),
        (Grant(Role.AGENT, "group:dwh"), "dwh", DAILY),
        (Grant(Role.COORDINATOR), "dwh", DAILY),
        (Grant(Role.INCIDENT_MANAGER, "group:iat"), "dwh", DAILY),
        # Roles that are not of the desk, whatever their scope says.
        (Grant(Role.RESEARCHER, "group:dwh"), "dwh", NONE),
    ],
)
def test_own_groups_are_told_in_the_morning_and_others_not(grant, group, usual):
    assert standard_for([grant], group) == usual


def test_a_role_of_another_group_does_not_count():
    assert not counts_in(Grant(Role.ANALYST, "group:dwh"), "iat")


def test_of_several_groups_the_soonest_counts():
    assert soonest([NONE, MailChoice.NOW, DAILY]) is MailChoice.NOW
    assert soonest([]) is NONE
