"""The procedure on the ticket: what was done, what comes next, what is recorded."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hdportal.desk.actions import endings
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.models import Incident
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.handling_steps import analyst, hand_on, resolve, take
from hdportal.desk.tests.linking import known_error, set_known_error
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db
IN_PLACE = {"HTTP_HX_REQUEST": "true"}
NATIONAL_NUMBER = "93.05.18-223.61"


@pytest.fixture
def agent(client):
    person = make.agent()
    client.force_login(person)
    return person


@pytest.fixture
def incident():
    return make.incident(make.caller())


def address(incident, name="procedure"):
    return f"/desk/incidents/{incident.number}/{name}/"


def step(page, ref):
    """Return what the card says of a step."""
    card = page.content.decode() if hasattr(page, "content") else page
    return card.split(f'id="step-{ref}"')[1].split("</li>")[0]


def send(client, incident, ref="I04", outcome="none", remark="", **headers):
    posted = {"ref": ref, "outcome": outcome, "remark": remark, "form_token": uuid4()}
    return client.post(address(incident, "check"), posted, **headers)


def ticks(incident):
    return incident.journal.filter(kind=EntryKind.CHECKED)


def test_the_ticket_offers_the_card_without_asking_for_it(client, agent, incident):
    page = client.get(f"/desk/incidents/{incident.number}/").content.decode()

    fold = page.split('id="procedure-card"')[1].split("</details>")[0]
    assert f'hx-get="{address(incident)}"' in fold
    assert f'href="{address(incident)}"' in fold
    assert "I05" not in fold


def test_the_card_shows_fifteen_steps_and_what_comes_next(client, agent, incident):
    take(incident, agent)

    page = client.get(address(incident))

    text = page.content.decode()
    assert len(re.findall(r'id="step-I\d\d"', text)) == 15
    assert "Next: I03 Incident Categorization" in text
    assert "Done" in step(page, "I02")
    assert "To do" in step(page, "I05")
    assert "Not needed" in step(page, "I11")


def test_it_says_who_did_a_step_and_how_often(client, agent, incident):
    for _turn in range(3):
        send(client, incident, "I04")

    said = step(client.get(address(incident)), "I04")

    assert agent.get_full_name() in said
    assert "2 times before" in said


def test_htmx_gets_the_card_and_others_a_page(client, agent, incident):
    part = client.get(address(incident), **IN_PLACE).content.decode()

    assert "<html" not in part
    assert "<html" in client.get(address(incident)).content.decode()


def test_recording_leads_back_to_the_card(client, agent, incident):
    answer = send(client, incident, remark="Searched by its message.")

    page = client.get(answer["Location"])
    assert "Recorded: I04 Known error." in page.content.decode()
    assert "Looked up: no known error" in step(page, "I04")
    assert "Searched by its message." in step(page, "I04")


def test_a_recorded_step_stands_on_the_timeline(client, agent, incident):
    send(client, incident, remark="Searched by its message.")

    page = client.get(f"/desk/incidents/{incident.number}/").content.decode()

    assert "Searched by its message." in page


def test_the_caller_sees_nothing_of_it(client, agent, incident):
    send(client, incident, remark="Searched by its message.")
    client.force_login(incident.caller)

    page = client.get(f"/incidents/{incident.number}/").content.decode()

    assert "Searched" not in page
    assert "Known error" not in page


def test_a_national_number_is_refused_and_the_words_come_back(client, agent, incident):
    answer = send(client, incident, remark=f"It is {NATIONAL_NUMBER}")

    assert answer.status_code == 422
    assert "national register number" in step(answer, "I04")
    assert NATIONAL_NUMBER in step(answer, "I04")
    assert not ticks(incident).exists()


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"ref": "I99", "outcome": "none"},
        {"ref": "I04"},
        {"ref": "I04", "outcome": "perhaps"},
        {"ref": "I04", "outcome": "none", "remark": "x" * 501},
        {"ref": "I04", "outcome": "none", "remark": "a\0b"},
    ],
)
def test_what_makes_no_sense_is_not_recorded(client, agent, incident, posted):
    answer = client.post(address(incident, "check"), posted)

    assert answer.status_code == 422
    assert not ticks(incident).exists()


def test_whose_step_it_is_not_is_told_why(client, agent, incident):
    hand_on(incident, agent, "dwh")

    answer = send(client, incident, "I12", "no", remark="We need a change.")

    assert answer.status_code == 403
    assert "L2/L3 Incident Analyst" in answer.content.decode()
    assert not ticks(incident).exists()


def test_the_card_offers_no_form_for_the_steps_of_others(client, agent, incident):
    hand_on(incident, agent, "dwh")

    assert "<form" not in step(client.get(address(incident)), "I12")
    client.force_login(analyst("dwh"))
    assert "<form" in step(client.get(address(incident)), "I12")


def test_what_is_reopened_is_to_be_resolved_again(client, agent, incident):
    resolve(take(incident, agent), agent)
    endings.reopen(incident=incident, reason=clean(""), by=agent, form_token=uuid4())

    shown = step(client.get(address(incident)), "I08")

    assert "To do" in shown
    assert "Earlier: " in shown


def test_a_linked_known_error_is_the_newer_answer(client, agent, incident):
    send(client, incident, "I04", "none", remark="Searched by its message.")
    assert "no known error" in step(client.get(address(incident)), "I04")
    set_known_error(incident, known_error(agent), agent)

    shown = step(client.get(address(incident)), "I04")

    assert '"procedure__outcome">Looked up: it is a known error' in shown
    assert "Searched by its message." not in shown


def test_a_resolved_incident_shows_what_left_no_trace(client, agent, incident):
    take(incident, agent)
    resolve(incident, agent)

    page = client.get(address(incident))

    assert "4 steps show no trace." in page.content.decode()
    assert "No trace" in step(page, "I05")


def test_words_survive_the_end_of_the_session(client, agent, incident):
    client.logout()
    answer = send(client, incident, remark="Searched by its message.")

    assert 'name="kept"' in answer.content.decode()


def test_the_card_asks_few_questions_whatever_happened(client, agent, incident):
    counts = []
    for _turn in range(2):
        client.get(address(incident))
        with CaptureQueriesContext(connection) as asked:
            client.get(address(incident))
        counts.append(len(asked))
        for ref in ("I04", "I05", "I07") * 5:
            outcome = {"I04": "none", "I05": "diagnosed", "I07": "consulted"}[ref]
            send(client, incident, ref, outcome)

    assert counts[0] == counts[1]
    assert Incident.objects.count() == 1
