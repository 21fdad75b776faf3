"""Who may see an incident, as scopes."""

import pytest

from hdportal.desk.domain import audience
from hdportal.kernel.actor import DESK_ROLES, Actor, Grant, Role


def actor(*grants: Grant, organisation: int | None = 3) -> Actor:
    return Actor(7, "Somebody", organisation, frozenset(grants))


@pytest.mark.parametrize(
    ("organisation", "project", "more"),
    [
        (None, None, set()),
        (3, None, {"organisation:3"}),
        (None, "HDBP0016", {"project:HDBP0016"}),
        (3, "HDBP0016", {"organisation:3", "project:HDBP0016"}),
    ],
)
def test_an_incident_belongs_to_people_desk_organisation_and_project(
    organisation, project, more
):
    scopes = audience.scopes_of_incident({7, 8}, organisation, project)

    assert scopes == {"desk", "caller:7", "caller:8", *more}


@pytest.mark.parametrize(
    ("organisation", "share", "more"),
    [
        (3, True, {"organisation:3"}),
        (3, False, set()),
        (None, True, set()),
    ],
)
def test_colleagues_see_one_another_only_where_that_is_switched_on(
    organisation, share, more
):
    person = actor(organisation=organisation)

    scopes = audience.full_scopes(person, colleagues_share=share)

    assert scopes == {"caller:7", *more}


@pytest.mark.parametrize("role", Role)
def test_whoever_works_behind_the_desk_sees_everything_whole_in_any_group(role):
    scopes = audience.full_scopes(
        actor(Grant(role, "group:dwh")), colleagues_share=False
    )

    assert ("desk" in scopes) is (role in DESK_ROLES)


@pytest.mark.parametrize(
    ("grant", "followed"),
    [
        (Grant(Role.RESEARCHER, "project:HDBP0016"), {"project:HDBP0016"}),
        # Everywhere is no project, and a scope of another kind opens nothing.
        (Grant(Role.RESEARCHER), set()),
        (Grant(Role.RESEARCHER, "organisation:3"), set()),
        (Grant(Role.LEAD, "project:HDBP0016"), set()),
    ],
)
def test_a_researcher_follows_the_incidents_of_own_projects(grant, followed):
    assert audience.life_cycle_scopes(actor(grant)) == followed
