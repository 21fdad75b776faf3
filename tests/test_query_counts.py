"""A page takes the same number of queries however much it shows."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hdportal.accounts.models import User
from hdportal.accounts.tests.factories import (
    make_account_request,
    make_administrator,
    make_organisation,
    make_user,
)
from hdportal.desk.actions import comments
from hdportal.desk.models import Incident
from hdportal.desk.tests.factories import (
    about_application,
    agent,
    caller,
    hospital,
    incident,
    researcher,
)
from hdportal.intake.tests.factories import attached, draft
from hdportal.kernel.actor import Role
from hdportal.portfolio.tests.factories import application, project
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db


def queries(client: Client, address: str) -> int:
    """Return how many queries a visit takes."""
    # An earlier visit fills what is remembered for the life of the process.
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def reporter(*people: User) -> Callable[[int], None]:
    """Return what reports so many incidents about one project, in turn by `people`."""
    answers = about_application()

    def report(number: int) -> None:
        for turn in range(number):
            incident(people[turn % len(people)], **answers)

    return report


def discuss(one: Incident, number: int, *, files: int = 0) -> None:
    """Write so many comments, with so many files each."""
    for count in range(number):
        token = uuid4()
        for picture in range(files):
            attached(token, one.caller, f"picture-{picture}.png")
        comments.add(
            incident=one,
            text=clean(f"Comment {count} with {files} files"),
            form_token=token,
            draft_token=token,
            by=one.caller,
        )


@pytest.mark.parametrize("address", ["/incidents/", "/incidents/?state=all", "/"])
def test_my_incidents_and_home_for_10_and_20_rows(client, address):
    person = caller()
    client.force_login(person)
    report = reporter(person)
    report(10)
    ten = queries(client, address)

    report(10)

    assert queries(client, address) == ten


def test_the_search_of_my_incidents_for_10_and_30_rows(client):
    person = caller()
    client.force_login(person)
    report = reporter(person)
    report(10)
    ten = queries(client, "/incidents/?q=CSV")

    report(20)

    # On PostgreSQL what is common is found with fewer queries than what is rare.
    assert queries(client, "/incidents/?q=CSV") <= ten


def test_the_incidents_of_my_organisation_for_10_and_20_rows(client):
    sharing = hospital("Sharing hospital", shares=True)
    people = [caller(f"colleague{number}", at=sharing) for number in range(5)]
    client.force_login(people[0])
    report = reporter(*people)
    address = f"/incidents/?list=organisation:{sharing.pk}"
    report(10)
    ten = queries(client, address)

    report(10)

    assert queries(client, address) == ten


def test_the_incidents_of_a_project_for_10_and_20_rows(client):
    people = [caller(f"caller{number}") for number in range(5)]
    report = reporter(*people)
    client.force_login(researcher("HDBP0016"))
    address = "/incidents/?list=project:HDBP0016"
    report(10)
    ten = queries(client, address)

    report(10)

    assert queries(client, address) == ten


@pytest.mark.parametrize("query", ["", "?person=nobody&group=service-desk&sort=age"])
def test_the_list_of_the_desk_for_10_and_50_rows(client, query):
    client.force_login(agent())
    report = reporter(*[caller(f"caller{number}") for number in range(5)])
    report(10)
    ten = queries(client, f"/desk/{query}")

    report(40)

    assert queries(client, f"/desk/{query}") == ten


@pytest.mark.parametrize("words", ["upload", "comment", "demo"])
def test_the_search_of_the_desk_for_5_and_20_rows_with_long_histories(client, words):
    client.force_login(agent())
    report = reporter(*[caller(f"caller{number}") for number in range(5)])
    address = f"/desk/search/?q={words}"
    report(5)
    for one in Incident.objects.all():
        discuss(one, 1)
    few = queries(client, address)

    report(20)
    for one in Incident.objects.all():
        discuss(one, 3)

    # As above: never more, on PostgreSQL fewer.
    assert queries(client, address) <= few


@pytest.mark.parametrize("query", ["", "?all=1"])
def test_an_incident_with_10_and_30_entries(client, query):
    one = incident(caller())
    client.force_login(one.caller)
    address = one.get_absolute_url() + query
    discuss(one, 10)
    ten = queries(client, address)

    discuss(one, 20)

    assert queries(client, address) == ten


def test_an_incident_with_1_and_6_files(client):
    one = incident(caller())
    client.force_login(one.caller)
    address = one.get_absolute_url()
    discuss(one, 1, files=1)
    once = queries(client, address)

    discuss(one, 1, files=5)

    assert queries(client, address) == once


def test_a_draft_with_1_and_6_files(client):
    person = caller()
    client.force_login(person)
    begun = draft(person)
    address = f"/help/new/?draft={begun.token}"
    attached(begun.token, person)
    once = queries(client, address)

    for number in range(5):
        attached(begun.token, person, f"another-{number}.png")

    assert queries(client, address) == once


def test_a_folded_timeline_asks_once_more_however_long_it_is(client):
    one = incident(caller())
    client.force_login(one.caller)
    short = queries(client, one.get_absolute_url())
    discuss(one, 50)
    folded = queries(client, one.get_absolute_url())

    discuss(one, 10)

    assert queries(client, one.get_absolute_url()) == folded == short + 1


@pytest.mark.parametrize("address", ["/support/", "/support/?q=registry"])
def test_the_support_service_with_10_and_20_projects(client, address):
    for number in range(10):
        project(f"Registry {number}", code=f"HDBP10{number:02}")
    ten = queries(client, address)

    for number in range(10, 20):
        project(f"Registry {number}", code=f"HDBP10{number:02}")

    assert queries(client, address) == ten


@pytest.mark.parametrize("address", ["/help/new/", "/forms/options/projects/?q=reg"])
def test_the_form_and_its_choices_for_10_and_20_projects(client, address):
    client.force_login(caller())
    for number in range(10):
        project(f"Registry {number}", code=f"HDBP10{number:02}")
        application(f"app-{number}")
    ten = queries(client, address)

    for number in range(10, 20):
        project(f"Registry {number}", code=f"HDBP10{number:02}")
        application(f"app-{number}")

    assert queries(client, address) == ten


@pytest.mark.parametrize(
    "address", ["/accounts/people/", "/accounts/organisations/", "/accounts/invite/"]
)
def test_people_and_organisations_for_10_and_20_rows(client, address):
    client.force_login(make_administrator())
    for _each in range(10):
        make_user(roles=[Role.AGENT, Role.EDITOR], organisation=make_organisation())
    ten = queries(client, address)

    for _each in range(10):
        make_user(roles=[Role.AGENT, Role.EDITOR], organisation=make_organisation())

    assert queries(client, address) == ten


def test_requests_for_an_account_for_10_and_20_rows(client):
    client.force_login(make_administrator())
    for number in range(10):
        make_account_request(f"first{number}@hospital.example")
    ten = queries(client, "/accounts/requests/")

    for number in range(10):
        make_account_request(f"second{number}@hospital.example")

    assert queries(client, "/accounts/requests/") == ten


def test_applications_for_10_and_20_rows(client):
    address = "/support/manage/applications/"
    client.force_login(make_administrator())
    for number in range(10):
        application(f"app-{number}")
    ten = queries(client, address)

    for number in range(10, 20):
        application(f"app-{number}")

    assert queries(client, address) == ten
