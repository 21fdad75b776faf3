import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hdportal.portfolio.domain.projects import ProjectState
from hdportal.portfolio.tests import factories

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str, **extra: str) -> str:
    response = client.get(address, **extra)
    assert response.status_code == 200
    return response.content.decode()


def test_anybody_reads_what_the_desk_covers(client: Client) -> None:
    page = text_of(client, "/support/")

    assert "HD4DP, HD4RES, healthstat.be" in page
    assert settings.SUPPORT_EMAIL in page
    assert "No projects yet" in page


def test_hours_and_telephone_are_not_invented(client: Client) -> None:
    page = text_of(client, "/support/")

    assert "Our hours are not known yet." in page
    assert "No telephone number is published here." in page
    assert "tel:" not in page


def test_the_list_says_who_manages_a_project(client: Client) -> None:
    factories.project("BELMOD", code="HDBP0237", overseen_by="FPS Social Security")
    factories.project("Hand hygiene", state=ProjectState.CLOSED)

    page = text_of(client, "/support/?q=social")

    assert "FPS Social Security" in page
    assert "Hand hygiene" not in page


def test_an_empty_result_says_what_to_try(client: Client) -> None:
    factories.project("BELMOD")

    page = text_of(client, "/support/?q=<b>nothing")

    assert "No project matches “&lt;b&gt;nothing”" in page
    assert "Show all projects" in page


@pytest.mark.parametrize("text", ["x" * 10_240, "%00", "%ff%fe", "%25_%5C", "&q=a"])
def test_strange_queries_get_an_answer(client: Client, text: str) -> None:
    factories.project("BELMOD")

    assert "BELMOD" not in text_of(client, f"/support/?q=zz{text}")


def test_script_gets_the_list_alone(client: Client) -> None:
    factories.project("BELMOD")

    part = text_of(client, "/support/?q=belmod", HTTP_HX_REQUEST="true")

    assert part.lstrip().startswith('<div id="projects"')
    assert 'hx-swap-oob="innerHTML">1 project.</p>' in part
    assert "<html" not in part


def test_pages_follow_one_another(client: Client) -> None:
    factories.many_projects(60)

    page = text_of(client, "/support/?q=registry&page=2")

    assert "Projects 21 to 40; there are more." in page
    assert "/support/?q=registry#projects" in page
    assert "/support/?q=registry&amp;page=3#projects" in page


@pytest.mark.parametrize("page", ["", "0", "-1", "x", "٣", "9" * 400])
def test_a_strange_page_number_is_the_first_page(client: Client, page: str) -> None:
    factories.project("BELMOD")

    assert "BELMOD" in text_of(client, f"/support/?page={page}")


def test_the_last_page_has_no_next(client: Client) -> None:
    factories.many_projects(21)

    page = text_of(client, "/support/?page=2")

    assert "Projects 21 to 21." in page
    assert 'rel="next"' not in page


def test_a_page_past_the_end_leads_back(client: Client) -> None:
    factories.project("BELMOD")

    assert "There are no more projects" in text_of(client, "/support/?page=9999")


@pytest.mark.parametrize("number", [10, 60])
def test_the_list_takes_one_query(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    factories.many_projects(number)
    # An earlier visit fills what is remembered: the hours.
    client.get("/support/")

    with django_assert_num_queries(1):
        client.get("/support/")


def test_a_project_page_shows_what_is_known(client: Client) -> None:
    factories.project(
        "Multiple sclerosis",
        code="HDBP0070",
        overseen_by="Sciensano",
        contact="ms@institute.example",
    )

    page = text_of(client, "/support/projects/HDBP0070/")

    assert "mailto:ms@institute.example" in page
    assert "which manages this project" in page
    assert "Not available" in page


def test_a_project_without_contact_says_so(client: Client) -> None:
    factories.project("Hand hygiene", state=ProjectState.CLOSED)

    page = text_of(client, "/support/projects/HAND-HYGIENE/")

    assert "No contact address is published." in page
    assert "We do not know yet which organisation manages this project." in page
    assert "This project is closed." in page


def test_another_spelling_of_the_code_leads_to_the_project(client: Client) -> None:
    factories.project("Multiple sclerosis", code="HDBP0070")

    response = client.get("/support/projects/reg0070/")

    assert response.headers["Location"] == "/support/projects/HDBP0070/"


@pytest.mark.parametrize("key", ["HDBP9999", "-", "x" * 3000, "%00"])
def test_an_unknown_project_is_not_found(client: Client, key: str) -> None:
    factories.project("Without code")

    assert client.get(f"/support/projects/{key}/").status_code == 404


def test_the_page_cannot_be_written_to(client: Client) -> None:
    assert client.post("/support/").status_code == 405
