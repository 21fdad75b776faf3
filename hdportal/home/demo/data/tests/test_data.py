import re

import pytest

from hdportal.home.demo.data import (
    APPLICATIONS,
    INCIDENT_SUBJECTS,
    ORGANISATIONS,
    PEOPLE,
    PROJECTS,
)
from hdportal.portfolio.domain.projects import project_keys

PROJECT_KEYS = [facts.key for facts in PROJECTS]
APPLICATION_KEYS = {facts.key for facts in APPLICATIONS if facts.is_offered}
ACCOUNTS = (
    "caller caller2 researcher agent agent2 analyst coordinator manager dpo pmo "
    "employee employee2 consultant lead linemanager finance auditor editor admin"
)


def test_the_twenty_nine_published_codes_are_there() -> None:
    codes = {facts.code for facts in PROJECTS if facts.code}

    assert len(codes) == 29
    assert len(set(PROJECT_KEYS)) == len(PROJECTS)


def test_every_demo_account_is_there_once() -> None:
    assert " ".join(person.account for person in PEOPLE) == ACCOUNTS


def test_people_work_at_known_places_and_on_known_projects() -> None:
    names = {organisation.name for organisation in ORGANISATIONS}
    for person in PEOPLE:
        scopes = frozenset(grant.scope for grant in person.grants)
        keys = project_keys(scopes) | {key for key, _kind in person.projects}

        assert person.organisation in names
        assert keys <= set(PROJECT_KEYS)


@pytest.mark.parametrize("incident", INCIDENT_SUBJECTS, ids=lambda one: one.subject)
def test_each_incident_can_be_reported_as_it_is(incident) -> None:
    assert len(incident.subject) <= 100
    assert 2 <= len(incident.lines) <= 6
    assert bool(incident.application) == (incident.problem_type == "application")
    assert incident.application in {"", *APPLICATION_KEYS}
    assert incident.project in {"", *PROJECT_KEYS}
    assert not re.search(r"\d{5}|@", incident.description)


def test_there_are_enough_incidents_in_every_language() -> None:
    languages = [incident.language for incident in INCIDENT_SUBJECTS]

    assert len({incident.subject for incident in INCIDENT_SUBJECTS}) == len(languages)
    assert len(languages) >= 60
    assert min(map(languages.count, ("en", "nl", "fr"))) >= 14
