"""From one incident of a list to the next."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from hdportal.desk.actions import handling
from hdportal.desk.presenters import desk_lists
from hdportal.desk.tests import factories as make
from hdportal.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent(client):
    """Return an agent who is signed in."""
    person = make.agent()
    client.force_login(person)
    return person


@pytest.fixture
def three():
    """Return three incidents, oldest first; the second presses most."""
    start, reporter, made = clock.now() - timedelta(days=1), make.caller(), []
    for hours, urgency in enumerate("313"):
        with clock.standing_at(start + timedelta(hours=hours)):
            made.append(make.incident(reporter, urgency=urgency))
    return made


def follow(client, number, query=""):
    return client.get(desk_lists.next_address(number, query))


def ticket(incident, query=""):
    address = f"/desk/incidents/{incident.number}/"
    return f"{address}?{urlencode({'from': query})}" if query else address


def test_the_next_one_follows_in_the_order_of_the_list(client, agent, three):
    first, second, third = three

    assert follow(client, second.number).url == ticket(first)
    assert follow(client, first.number).url == ticket(third)
    assert follow(client, second.number, "sort=age").url == ticket(third, "sort=age")


def test_it_is_found_after_the_incident_left_the_list(client, agent, three):
    first, second, _third = three
    handling.take(incident=second, by=agent, form_token=uuid4())

    query = "state=new&person=nobody"

    assert follow(client, second.number, query).url == ticket(first, query)


def test_after_the_last_one_the_list_says_so(client, agent, three):
    last = follow(client, three[2].number, "priority=5&at=abc")

    assert last.url == "/desk/?priority=5"
    assert "That was the last one of this list." in client.get(last.url).text


def test_without_an_incident_it_is_the_first_of_the_list(client, agent, three):
    assert client.get("/desk/next/").url == ticket(three[1])


@pytest.mark.parametrize(
    "number", ["INC9999999", "nonsense", "INC\x000001", "INC" + "9" * 40]
)
def test_an_incident_that_is_not_there_is_not_found(client, agent, three, number):
    assert client.get("/desk/next/", {"after": number}).status_code == 404


def test_the_address_of_the_next_one_keeps_the_list_only():
    address = desk_lists.next_address("INC0000001", "person=me&at=abc&next=//evil")

    assert address == "/desk/next/?after=INC0000001&person=me"
