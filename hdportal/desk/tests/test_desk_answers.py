"""Where the caller spoke last, the list says so."""

from uuid import uuid4

import pytest

from hdportal.desk.actions import comments, endings
from hdportal.desk.models import Incident
from hdportal.desk.queries.desk_answers import answered
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def one(agent):
    """Return an incident that the agent works on."""
    incident = make.incident(make.caller())
    steps.take(incident, agent)
    return incident


def write(incident, by, text="It is the second file."):
    stands = Incident.objects.get(pk=incident.pk)
    comments.add(incident=stands, text=clean(text), form_token=uuid4(), by=by)


def is_answered(incident):
    return answered([incident.pk]) == {incident.pk}


def test_a_new_one_says_nothing_yet():
    assert not is_answered(make.incident(make.caller()))


def test_what_the_caller_writes_is_said_until_the_desk_does_something(agent, one):
    write(one, one.caller)
    assert is_answered(one)

    write(one, agent, "Thank you, I look at it.")

    assert not is_answered(one)


def test_an_answer_that_the_desk_waited_for_is_said(agent, one):
    steps.hold(one, agent)
    assert not is_answered(one)

    write(one, one.caller)

    assert is_answered(one)


def test_work_that_the_desk_takes_up_again_is_not_an_answer(agent, one):
    steps.hold(one, agent)
    steps.resume(one, agent)

    assert not is_answered(one)


def test_a_reopened_one_is_said_if_its_caller_reopened_it(agent, one):
    steps.resolve(one, agent)
    why = clean("It is refused again.")
    endings.reopen(incident=one, reason=why, by=one.caller, form_token=uuid4())

    assert is_answered(one)


def test_each_incident_of_a_page_is_told_apart(agent, one):
    other = make.incident(make.caller("caller2"))
    write(other, other.caller)

    assert answered([one.pk, other.pk]) == {other.pk}
    assert answered([]) == set()


def test_the_row_says_it_in_words(client, agent, one):
    client.force_login(agent)
    assert "Caller answered" not in client.get("/desk/").text

    write(one, one.caller)

    assert "Caller answered" in client.get("/desk/").text
