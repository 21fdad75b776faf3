from datetime import date

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from hdportal.portfolio import queries
from hdportal.portfolio.domain.projects import ProjectState
from hdportal.portfolio.domain.words import is_found
from hdportal.portfolio.models import Project
from hdportal.portfolio.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def _some_projects() -> None:
    factories.project(
        "QERMID: pacemakers",
        abbreviation="PACEMAKER",
        code="HDBP0016",
        overseen_by="RIZIV-INAMI",
    )
    factories.project("Pacemaker follow-up 16", code="HDBP0160")
    factories.project("Quality indicators", abbreviation="NSIH_QI", code="HDBP0034")
    factories.project("Quality, NSIH QI extra", abbreviation="NSIH_QI_X")
    factories.project("Diabète de l’enfant", abbreviation="IQECAD")


def keys(text: str) -> list[str]:
    return [project.key for project in queries.find_projects(text)]


@pytest.mark.usefixtures("_some_projects")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hdbp 16", ["HDBP0016", "HDBP0160"]),  # the exact code first
        ("REG0016", ["HDBP0016"]),
        ("16", ["HDBP0016", "HDBP0160"]),
        ("nsih-qi", ["HDBP0034", "NSIH-QI-X"]),  # exact abbreviation, then its start
        ("nsihqi", ["HDBP0034", "NSIH-QI-X"]),
        ("pacemaker", ["HDBP0016", "HDBP0160"]),  # abbreviation, then name
        ("inami pace", ["HDBP0016"]),
        ("DIABETE", ["IQECAD"]),
        ("maker", []),
        ("%", []),
        ("_", []),
        ("\x00", []),
    ],
)
def test_search_finds_the_best_match_first(text: str, found: list[str]) -> None:
    assert keys(text) == found


@pytest.mark.usefixtures("_some_projects")
@pytest.mark.parametrize("text", ["", "qu", "hdbp", "16 pace", "x y", "nsih qi", "!"])
def test_the_database_finds_what_the_rule_says(text: str) -> None:
    by_rule = {p.key for p in Project.objects.all() if is_found(p.search_key, text)}

    assert set(keys(text)) == by_rule


@pytest.mark.parametrize("number", [10, 60])
def test_search_takes_one_query_and_keeps_its_limit(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    factories.many_projects(number)

    with django_assert_num_queries(1):
        assert len(queries.search_projects("registry", limit=7)) == 7


@pytest.mark.usefixtures("_some_projects")
@pytest.mark.parametrize("key", ["HDBP0016", "hdbp0016", "REG0016", "hdbp 16", "16"])
def test_a_project_is_found_by_any_spelling_of_its_key(key: str) -> None:
    assert queries.find_project(key).key == "HDBP0016"


@pytest.mark.parametrize("key", ["", "HDBP9999", "x" * 10_000, "\x00", "-"])
def test_an_unknown_key_finds_nothing(key: str) -> None:
    factories.project("Without code")

    assert queries.find_project(key) is None
    assert queries.project_option(key) is None


def test_a_choice_says_what_there_is_to_know() -> None:
    factories.project(
        "Amputation",
        abbreviation="AMPUTATION",
        code="HDBP0111",
        overseen_by="Sciensano",
        state=ProjectState.CLOSED,
        ended_on=date(2023, 12, 31),
    )

    (option,) = queries.search_projects("amputation")

    assert option.value == "HDBP0111"
    assert option.label == "AMPUTATION – Amputation (HDBP0111)"
    assert option.hint == "Overseen by Sciensano"
    assert option.note == (
        "This project is closed since 31 Dec 2023. You can still report an incident."
    )


@pytest.mark.parametrize(
    ("state", "note"),
    [
        (ProjectState.PRODUCTION, ""),
        (
            ProjectState.PREPARATION,
            "This project is not in production yet. You can still report an incident.",
        ),
        (
            ProjectState.CLOSED,
            "This project is closed. You can still report an incident.",
        ),
    ],
)
def test_only_a_project_in_production_needs_no_note(
    state: ProjectState, note: str
) -> None:
    project = factories.project("Same", abbreviation="Same", state=state)

    with translation.override("en"):
        assert queries.project_note(project) == note
    assert project.label == "Same"


def test_all_projects_can_be_offered_at_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    factories.project("A", state=ProjectState.CLOSED)
    factories.many_projects(60)

    with django_assert_num_queries(1):
        options = queries.project_options()

    assert len(options) == 61
    assert options[-1].value == "PROJECT-A"  # those in production first


def test_a_choice_is_only_known_by_its_key() -> None:
    factories.project("Any", code="HDBP0016")

    assert queries.project_option("HDBP0016")
    assert queries.project_option("REG0016") is None


def test_applications_come_by_role_and_in_order(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    factories.application("hd4res", "researcher", order=2)
    factories.application("hd4dp", "data_provider", order=1, description="Capture")
    factories.application("portal", order=3)
    factories.application("old", is_offered=False)

    with django_assert_num_queries(1):
        offered = queries.application_options("researcher")

    assert [option.value for option in offered] == ["hd4res", "portal"]
    assert [o.value for o in queries.application_options()][0] == "hd4dp"
    assert queries.application_options("")[0].hint == "Capture"
