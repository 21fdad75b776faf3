"""What the desk answers to addresses and forms that no page of it made."""

from uuid import uuid4

import pytest
from django.test import Client

from hdportal.desk.domain.incident import State
from hdportal.desk.domain.sop import Step, can
from hdportal.desk.models import Incident
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.handling_steps import hold, resolve, take, traces

pytestmark = pytest.mark.django_db

NUL, HUGE = "a\0b", "9" * 400
MARKUP = "<b>x</b>"
NONSENSE = [NUL, HUGE, "-1", "x", MARKUP, "1:2:3", "١٢", "a" * 10_000]

FORMS = {
    Step.TAKE: {},
    Step.HOLD: {"hold_reason": "awaiting_vendor"},
    Step.RESUME: {},
    Step.RESOLVE: {"close_code": "known_error", "close_notes": "It is known."},
    Step.REOPEN: {"reopen_reason": "It is back."},
}
NOT_SO = [
    (step, state) for step in FORMS for state in State if not can(step, State(state))
]


@pytest.fixture
def agent(client):
    person = make.agent()
    client.force_login(person)
    return person


@pytest.fixture
def incident(db):
    return make.incident(make.caller())


def brought(incident, agent, state):
    """Return the incident in that state, brought there by its steps."""
    if state in {State.WORK_IN_PROGRESS, State.ON_HOLD, State.RESOLVED}:
        take(incident, agent)
    if state == State.ON_HOLD:
        hold(incident, agent)
    if state == State.RESOLVED:
        resolve(incident, agent)
    if state == State.CLOSED:
        Incident.objects.filter(pk=incident.pk).update(state="closed", is_open=False)
    return incident


def send(client, incident, verb, **typed):
    address = f"/desk/incidents/{incident.number}/{verb}/"
    return client.post(address, {"form_token": str(uuid4()), **typed})


@pytest.mark.parametrize(("step", "state"), NOT_SO)
def test_a_step_that_its_state_does_not_know_is_refused_with_the_reason(
    client, agent, incident, step, state
):
    before = traces(brought(incident, agent, state))

    response = send(client, incident, step, **FORMS[step])

    assert response.status_code == 403
    assert b"Nothing was changed." in response.content
    assert response.content.count(b'id="refused-title"') == 1
    assert traces(incident) == before


@pytest.mark.parametrize("step", ["close", "withdraw", "reply", "delete", "Take"])
def test_steps_that_are_not_the_desks_have_no_address(client, agent, incident, step):
    assert send(client, incident, step).status_code == 404


@pytest.mark.parametrize("name", ["form_token", "was-with", "seen-entry"])
@pytest.mark.parametrize("verb", ["take", "hand-on", "resolve", "note", "comment"])
def test_damaged_hidden_fields_are_no_error(client, agent, incident, verb, name):
    for strange in NONSENSE:
        typed = {"kind": verb, "words": "Some words", name: strange}

        response = send(client, incident, verb, **typed)

        assert response.status_code in {302, 400, 403, 409, 422}, strange


@pytest.mark.parametrize(
    ("verb", "name"),
    [
        *[("hold", "hold_reason"), ("resolve", "close_code")],
        *[("hand-on", "group"), ("hand-on", "person"), ("note", "kind")],
        *[("edit/urgency", "value"), ("edit/project", "value")],
    ],
)
def test_a_choice_that_was_not_offered_is_not_taken(
    client, agent, incident, verb, name
):
    before = traces(take(incident, agent))
    group = str(incident.assignment_group_id)

    for strange in NONSENSE:
        typed = {"group": group, "words": "Some words", name: strange}
        assert send(client, incident, verb, **typed).status_code in {400, 422}, strange

    assert traces(incident) == before


@pytest.mark.parametrize("name", ["from", "done", "edit", "all", "draft", "people"])
def test_nonsense_in_the_address_of_a_ticket_shows_the_ticket(
    client, agent, incident, name
):
    for strange in NONSENSE:
        response = client.get(f"/desk/incidents/{incident.number}/", {name: strange})

        assert response.status_code == 200, strange
        assert MARKUP not in response.content.decode()


@pytest.mark.parametrize("name", ["at", "sort", "state", "group", "person", "priority"])
def test_nonsense_in_the_address_of_the_list_shows_a_list(
    client, agent, incident, name
):
    for strange in NONSENSE:
        shown = client.get("/desk/", {name: strange}).content.decode()

        assert incident.number in shown, strange
        assert MARKUP not in shown


def test_there_is_nothing_after_what_is_no_number(client, agent, incident):
    for strange in NONSENSE:
        response = client.get("/desk/next/", {"after": strange, "sort": strange})

        assert response.status_code == 404, strange


@pytest.mark.parametrize("came_from", ["//evil.example", "https://evil.example/"])
def test_the_way_back_leads_nowhere_else(client, agent, incident, came_from):
    taken = client.post(f"/desk/incidents/{incident.number}/take/?from={came_from}")
    shown = client.get(taken["Location"]).content.decode()

    assert taken["Location"].startswith("/desk/incidents/")
    assert 'href="//evil' not in shown
    assert 'href="https://evil' not in shown


def test_a_form_secret_is_asked_for(incident):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.agent())

    assert send(client, incident, "take").status_code == 403
    assert traces(incident)["row"]["state"] == State.NEW
