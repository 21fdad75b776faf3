"""A page costs the same number of queries however much it shows."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hdportal.accounts.models import User
from hdportal.accounts.tests.factories import make_administrator, make_user
from hdportal.desk.actions import comments
from hdportal.desk.models import Incident
from hdportal.desk.tests.factories import (
    about_application,
    caller,
    hospital,
    incident,
    researcher,
)
from hdportal.portfolio.tests.factories import many_projects
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db


def queries(client, address: str) -> int:
    """Return how many queries the second visit of a page takes."""
    # The first visit fills what is remembered for the life of the process.
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection, ) as captured:
        client.get(address)
    return len(captured)


def report(number: int, by: User) -> None:
    """Report incidents, each with a project and an application."""
    for _each in range(number):
        incident(by, **about_application())


def comment(number: int, on: Incident) -> None:
    """Write comments."""
    for count in range(number):
        text = clean(f"Comment {count}")
        comments.add(incident=on, text=text, form_token=uuid4(), by=on.caller)


@pytest.mark.parametrize(
    "address",
    [
        "/incidents/",
        "/incidents/?state=all",
        "/incidents/?q=CSV",
        "/",
    ],
)
def test_own_lists_cost_the_same_for_10_and_20_rows(client, address):
    person = caller()
    client.force_login(person)
    report(10, person)
    ten = queries(client, address)

    report(10, person)

    assert queries(client, address) == ten
