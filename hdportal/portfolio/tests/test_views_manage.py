import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hdportal.kernel.actor import Role
from hdportal.portfolio.models import Application, Project
from hdportal.portfolio.tests import factories

pytestmark = pytest.mark.django_db
ANSWERS = {"name": "Amputation", "code": "hdbp 111", "state": "production"}
PAGES = [
    "/support/manage/projects/new/",
    "/support/manage/projects/HDBP0111/",
    "/support/manage/applications/",
    "/support/manage/applications/new/",
    "/support/manage/applications/hd4dp/",
]


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(factories.person("admin", Role.ADMINISTRATOR))
    return client


@pytest.mark.parametrize("address", PAGES)
def test_only_administrators_edit(client: Client, address: str) -> None:
    factories.project("Amputation", code="HDBP0111")
    factories.application("hd4dp")
    assert client.get(address).status_code == 302

    client.force_login(factories.person("agent", Role.AGENT))
    assert client.get(address).status_code == 403

    client.force_login(factories.person("admin", Role.ADMINISTRATOR))
    assert client.get(address).status_code == 200


def test_the_way_to_editing_is_shown_to_administrators(client: Client) -> None:
    project = factories.project("Amputation", code="HDBP0111")
    assert "/support/manage/" not in client.get("/support/").content.decode()

    client.force_login(factories.person("admin", Role.ADMINISTRATOR))

    assert "/support/manage/projects/new/" in client.get("/support/").content.decode()
    page = client.get(project.get_absolute_url()).content.decode()
    assert "/support/manage/projects/HDBP0111/" in page


def test_a_project_is_added(admin: Client) -> None:
    response = admin.post(PAGES[0], ANSWERS)

    assert response.headers["Location"] == "/support/projects/HDBP0111/"
    assert Project.objects.get().code == "HDBP0111"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Name"),
        ({"name": "…"}, "Enter a name with letters or digits."),
        ({"code": "HD12"}, "Write the code as HDBP and four digits"),
        ({"ended_on": "2023-12-31"}, "Only a closed project has an end date."),
        ({"code": "REG0016"}, "Another project has this code."),
        ({"code": "", "name": "Rare diseases!"}, "The project Rare diseases has"),
        ({"name": "x" * 300}, "250"),
        ({"code": "HDBP123456789"}, "12"),
    ],
)
def test_a_wrong_answer_is_explained_and_kept(
    admin: Client, wrong: dict[str, str], sentence: str
) -> None:
    factories.project("Pacemakers", code="HDBP0016")
    factories.project("Rare diseases")

    response = admin.post(PAGES[0], {**ANSWERS, "partners": "Two labs", **wrong})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Two labs" in response.content.decode()
    assert Project.objects.count() == 2


def test_a_project_is_closed_in_the_form(admin: Client) -> None:
    factories.project("Amputation", code="HDBP0111")
    end = {"state": "closed", "ended_on": "2023-12-31", "version": "1"}

    admin.post(PAGES[1], {**ANSWERS, **end})

    page = admin.get("/support/projects/HDBP0111/").content.decode()
    assert "This project is closed since 31 Dec 2023." in page
    assert 'value="2023-12-31"' in admin.get(PAGES[1]).content.decode()


def test_a_newer_change_is_shown_and_not_overwritten(admin: Client) -> None:
    factories.project("Amputation", code="HDBP0111", partners="Three labs")
    Project.objects.update(version=2)

    response = admin.post(PAGES[1], {**ANSWERS, "partners": "Two labs", "version": "1"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Somebody changed this meanwhile." in page
    assert "Saved meanwhile: Three labs" in page
    assert "Two labs" in page
    assert 'name="version" value="2"' in page


def test_the_code_of_another_project_is_refused(admin: Client) -> None:
    factories.project("Amputation", code="HDBP0111")
    factories.project("Pacemakers", code="HDBP0016")

    response = admin.post(PAGES[1], {**ANSWERS, "code": "0016", "version": "1"})

    assert "Another project has this code." in response.content.decode()


def test_an_application_is_added_and_changed(admin: Client) -> None:
    admin.post(PAGES[3], {"name": "HD4DP v2 (Local)", "order": "1", "is_offered": "on"})
    entry = Application.objects.get(key="hd4dp-v2-local", is_offered=True)
    change = {"name": "HD4DP", "order": "1", "roles": ["researcher"], "version": "1"}

    admin.post(f"/support/manage/applications/{entry.key}/", change)

    page = admin.get(PAGES[2]).content.decode()
    assert "Researcher" in page
    assert Application.objects.get(name="HD4DP").is_offered is False


def test_a_newer_change_of_an_application_is_shown(admin: Client) -> None:
    factories.application("hd4dp", "researcher")

    answers = {"name": "HD4DP", "order": "0", "version": "zero"}
    page = admin.post(PAGES[4], answers).content.decode()

    assert "Somebody changed this meanwhile." in page
    assert "Saved meanwhile: researcher" in page


def test_two_applications_of_one_name_are_refused(admin: Client) -> None:
    factories.application("hd4dp")

    response = admin.post(PAGES[3], {"name": "hd4DP", "order": "1"})

    assert response.status_code == 422
    assert "There is already an application" in response.content.decode()


@pytest.mark.parametrize("number", [3, 20])
def test_the_list_of_applications_takes_as_many_queries_for_more(
    admin: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(number):
        factories.application(f"app{place}", "sponsor")

    with django_assert_num_queries(3):
        admin.get(PAGES[2])
