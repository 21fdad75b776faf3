import doctest

import pytest

from hdportal.accounts.domain import policy, roles, scope, telephone
from hdportal.kernel.actor import Actor, Grant, Role

ADMINISTRATOR = Actor(1, "Ada", 7, frozenset({Grant(Role.ADMINISTRATOR)}))
CALLER = Actor(2, "Cas", 7)
STRANGER = Actor(3, "Stan")


@pytest.mark.parametrize("module", [scope, telephone])
def test_examples_in_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


def test_only_administrators_manage_people():
    assert policy.may_manage_people(ADMINISTRATOR)
    assert not policy.may_manage_people(CALLER)


def test_nobody_closes_the_own_account():
    assert not policy.may_deactivate(ADMINISTRATOR, person_id=1)
    assert policy.may_deactivate(ADMINISTRATOR, person_id=2)
    assert not policy.may_deactivate(CALLER, person_id=3)


def test_an_administrator_cannot_stop_being_one_alone():
    role = Role.ADMINISTRATOR
    assert not policy.may_revoke(ADMINISTRATOR, person_id=1, role=role)
    assert policy.may_revoke(ADMINISTRATOR, person_id=1, role=Role.AGENT)
    assert policy.may_revoke(ADMINISTRATOR, person_id=2, role=role)


@pytest.mark.parametrize(
    ("actor", "is_first_time", "organisation_id", "is_shared", "is_allowed"),
    [
        (CALLER, False, 7, True, True),  # stays where one is
        (CALLER, False, 8, False, False),  # moves: sees other colleagues
        (CALLER, True, 8, False, False),  # was invited into another one
        (STRANGER, True, 8, False, True),  # first choice, opens nothing
        (STRANGER, True, 8, True, False),  # first choice, opens incidents
        (STRANGER, False, 8, False, False),  # too late
        (ADMINISTRATOR, False, 8, True, True),
    ],
)
def test_who_may_join_an_organisation(
    actor, is_first_time, organisation_id, is_shared, is_allowed
):
    verdict = policy.may_join(
        actor,
        is_first_time=is_first_time,
        organisation_id=organisation_id,
        is_shared=is_shared,
    )

    assert bool(verdict) is is_allowed


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("+32 2 642 51 11", True),
        ("02/642.51.11", True),
        ("0475 12 34 56", True),
        ("+1 (555) 010-9999 ext 12", True),
        ("0031-20-1234567", True),
        ("12345", False),  # too short
        ("call me", False),
        ("1" * 30, False),
        ("", False),
    ],
)
def test_telephone_numbers_from_here_and_abroad(text, is_right):
    assert telephone.is_telephone(text) is is_right


@pytest.mark.parametrize("text", ["project:", "moon:3", "organisation:x", "everywhere"])
def test_places_that_do_not_exist_are_no_scope(text):
    assert not scope.is_scope(scope.normalised(text))


def test_every_role_has_a_name():
    assert set(roles.ROLE_LABELS) == set(Role)
