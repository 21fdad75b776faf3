from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdportal.kernel.actor import Actor, Grant, Role
from hdportal.portfolio.domain.applications import (
    ApplicationFacts,
    IncompleteApplication,
    is_for,
)
from hdportal.portfolio.domain.codes import NotACode, code_from_form, read_code
from hdportal.portfolio.domain.projects import (
    IncompleteProject,
    ProjectFacts,
    ProjectState,
    may_close,
    may_edit,
    project_keys,
    project_scope,
    slug,
)

ADMIN = Actor(1, "Admin", grants=frozenset({Grant(Role.ADMINISTRATOR)}))
AGENT = Actor(2, "Agent", grants=frozenset({Grant(Role.AGENT)}))


@given(st.integers(0, 9999))
def test_every_spelling_of_a_code_reads_as_one(number: int) -> None:
    code = f"HDBP{number:04d}"

    for text in (code, code.lower(), f"REG{number:04d}", f" hdbp {number} "):
        assert read_code(text) == code


@pytest.mark.parametrize("text", ["HD0269", "HDBP", "pacemaker", "HDBP12a", "٣"])
def test_a_wrong_code_is_refused(text: str) -> None:
    with pytest.raises(NotACode):
        code_from_form(text)


def test_no_code_yet_is_no_mistake() -> None:
    assert code_from_form("  ") == ""


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        (ProjectFacts(name="QERMID: pacemakers", code="reg0016"), "HDBP0016"),
        (ProjectFacts(name="Rare diseases", abbreviation="CRRD"), "CRRD"),
        (ProjectFacts(name="Genetic tests (BE)"), "GENETIC-TESTS-BE"),
        (ProjectFacts(name="x"), "PROJECT-X"),
        (ProjectFacts(name="数据"), "PROJECT"),
    ],
)
def test_the_key_is_the_code_or_a_slug(facts: ProjectFacts, key: str) -> None:
    assert facts.key == key


@given(st.text())
def test_every_slug_fits_a_role_scope(text: str) -> None:
    key = slug(text)

    assert 2 <= len(key) <= 40
    assert key.replace("-", "").isalnum()
    assert key.isascii()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " … "},
        {"name": "Running", "ended_on": date(2023, 12, 31)},
    ],
)
def test_facts_that_do_not_fit_are_refused(wrong: dict) -> None:
    with pytest.raises(IncompleteProject):
        ProjectFacts(**wrong)


def test_an_application_needs_a_name() -> None:
    with pytest.raises(IncompleteApplication):
        ApplicationFacts(key="x", name=" ")


@pytest.mark.parametrize(
    ("roles", "role", "answer"),
    [
        (["researcher"], "researcher", True),
        (["researcher"], "sponsor", False),
        (["researcher"], "", True),  # nobody asked for a role
        ([], "sponsor", True),  # for everybody
    ],
)
def test_applications_are_sieved_by_role(
    roles: list[str], role: str, answer: bool
) -> None:
    assert is_for(roles, role) is answer


def test_only_administrators_edit_and_close() -> None:
    assert may_edit(ADMIN)
    assert may_close(ADMIN, ProjectState.PRODUCTION)
    assert not may_edit(AGENT)
    assert not may_close(AGENT, ProjectState.PRODUCTION)


def test_a_closed_project_cannot_be_closed() -> None:
    assert may_close(ADMIN, ProjectState.CLOSED).reason
    assert not may_close(None, ProjectState.CLOSED)
    assert may_close(None, ProjectState.PRODUCTION)


def test_a_scope_leads_back_to_its_project() -> None:
    scopes = frozenset({project_scope("HDBP0016"), "organisation:3", ""})

    assert project_keys(scopes) == {"HDBP0016"}
