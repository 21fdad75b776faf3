"""Groups, and who can be given their incidents."""

import pytest

from hdportal.accounts.tests.factories import make_user
from hdportal.desk.actions import groups
from hdportal.desk.models import AssignmentGroup
from hdportal.desk.queries.groups import (
    active_groups,
    desk_people,
    first_line,
    is_member,
    members,
)
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.kernel.actor import Grant, Role

pytestmark = pytest.mark.django_db


def test_the_groups_that_come_with_the_portal_stand_in_their_order():
    assert [group.key for group in active_groups()] == [
        *("service-desk", "iat", "dc", "dwh", "sob", "dpo", "pmo")
    ]
    assert first_line().name == "Service Desk"


def test_a_new_incident_is_the_first_lines_and_nobodys():
    incident = make.incident(make.caller())

    assert incident.assignment_group == first_line()
    assert incident.assigned_to is None


def test_adding_what_is_missing_leaves_what_an_administrator_changed():
    AssignmentGroup.objects.filter(key="iat").update(name="Infrastructure", position=9)

    groups.add_missing({"iat": "IAT", "new": "New group"})

    assert AssignmentGroup.objects.get(key="iat").name == "Infrastructure"
    assert AssignmentGroup.objects.get(key="new").position == 1


def test_what_is_no_longer_active_is_not_offered():
    AssignmentGroup.objects.filter(key="sob").update(is_active=False)

    assert "sob" not in {group.key for group in active_groups()}


@pytest.mark.parametrize(
    ("grant", "belongs"),
    [
        (Grant(Role.ANALYST, "group:dwh"), True),
        # Without a scope, everywhere.
        (Grant(Role.AGENT), True),
        (Grant(Role.INCIDENT_MANAGER), True),
        (Grant(Role.ANALYST, "group:iat"), False),
        (Grant(Role.ANALYST, "project:HDBP0016"), False),
        # No role behind the desk, whatever its scope.
        (Grant(Role.RESEARCHER, "group:dwh"), False),
        (Grant(Role.ADMINISTRATOR), False),
    ],
)
def test_who_belongs_to_a_group_says_the_scope_of_a_role(grant, belongs):
    person = make_user(roles=[grant])

    assert is_member(person, steps.group("dwh")) is belongs
    assert (person in members(steps.group("dwh"))) is belongs


def test_two_roles_together_are_not_a_third():
    roles = [Grant(Role.ANALYST, "group:iat"), Grant(Role.RESEARCHER, "group:dwh")]
    person = make_user(roles=[*roles, Grant(Role.EDITOR)])

    assert not is_member(person, steps.group("dwh"))


def test_everybody_is_there_once_by_name_and_nobody_who_left():
    both = [Grant(Role.AGENT), Grant(Role.ANALYST, "group:dwh")]
    zoe = make_user(roles=both, last_name="Zoe")
    ann = make_user(roles=[Role.AGENT], last_name="Ann")
    gone = make_user(roles=[Role.AGENT], last_name="Gone")
    gone.is_active = False
    gone.save()

    assert list(members(steps.group("dwh"))) == [ann, zoe]
    assert list(desk_people()) == [ann, zoe]
