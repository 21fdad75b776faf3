"""A caller reopens what is not solved: asked why, told until when, once."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from hdportal.desk.actions import endings
from hdportal.desk.models import Incident
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.intake.models import Draft
from hdportal.kernel import clock
from hdportal.privacy.domain.generator import make_national_number

pytestmark = pytest.mark.django_db

RESOLVED_AT = datetime(2026, 11, 24, 13, 5, tzinfo=UTC)
SOON = RESOLVED_AT + timedelta(hours=1)
LATE = RESOLVED_AT + timedelta(days=14, seconds=1)


@pytest.fixture(autouse=True)
def _standing_clock():
    with clock.standing_at(SOON):
        yield


@pytest.fixture
def caller(client):
    person = make.caller()
    client.force_login(person)
    return person


@pytest.fixture
def incident(caller):
    agent = make.agent()
    incident = steps.take(make.incident(caller), agent)
    with clock.standing_at(RESOLVED_AT):
        return steps.resolve(incident, agent)


def address(incident):
    return f"{incident.get_absolute_url()}reopen/"


def post(client, incident, reason="It is back.", token=None, **more):
    data = {"reopen_reason": reason, "form_token": str(token or uuid4())}
    return client.post(address(incident), data, **more)


def state(incident):
    return Incident.objects.get(pk=incident.pk).state


def test_the_page_says_what_happens_and_until_when(client, incident):
    page = client.get(address(incident)).content.decode()

    assert "The work goes on where it stopped." in page
    assert "until Tuesday 8 December 2026, 14:05" in page
    assert incident.short_description in page
    assert state(incident) == "resolved"


def test_the_reason_takes_it_back_to_work_and_stands_on_the_timeline(client, incident):
    page = post(client, incident, follow=True).content.decode()

    assert state(incident) == "work_in_progress"
    for words in ("is open again", "Reopened by Demo Caller", "It is back."):
        assert words in page


def test_sending_it_twice_reopens_once(client, incident):
    token = uuid4()

    answers = [post(client, incident, token=token) for _turn in range(2)]

    assert {a["Location"] for a in answers} == {incident.get_absolute_url()}
    assert incident.journal.filter(kind="reopened").count() == 1


def test_without_a_reason_it_stays_resolved(client, incident):
    response = post(client, incident, "  ")

    assert response.status_code == 422
    assert "Fill in “What does not work yet?”." in response.content.decode()
    assert state(incident) == "resolved"


def test_a_national_number_is_refused_and_can_be_masked(client, incident):
    number = make_national_number(random.Random(3), date(1985, 7, 30))

    refused = post(client, incident, f"It is {number}")
    data = {"reopen_reason": f"It is {number}"}
    masked = client.post(f"{address(incident)}mask/", data)

    assert (refused.status_code, state(incident)) == (422, "resolved")
    assert number not in masked.content.decode()


def test_what_came_back_is_kept_as_a_draft_and_used_up(client, incident, caller):
    token = uuid4()
    purpose = f"reopen:{incident.number}"
    client.post(
        f"/drafts/{token}/", {"purpose": purpose, "reopen_reason": "Half a reason"}
    )
    offered = client.get(address(incident)).content.decode()

    post(client, incident, "Half a reason, and the rest.", token)

    assert "Half a reason" in offered
    assert Draft.objects.get(token=token).is_spent


@pytest.mark.parametrize(
    ("at", "sentence"),
    [(LATE, "resolved more than 14 days ago"), (SOON, "Only a resolved incident")],
)
def test_what_cannot_be_reopened_says_why(client, incident, at, sentence):
    if at == SOON:
        post(client, incident)

    with clock.standing_at(at):
        response = client.get(address(incident))

    assert response.status_code == 403
    assert sentence in response.content.decode()


def test_closed_while_somebody_was_writing_gives_the_words_back(client, incident):
    with clock.standing_at(LATE):
        endings.close_due()
        response = post(client, incident, "Line 13 as well.")
    page = response.content.decode()

    assert (response.status_code, state(incident)) == (403, "closed")
    assert "Create a new one" in page
    assert "Line 13 as well." in page


def test_a_colleague_may_not_and_a_stranger_finds_nothing(client):
    at, agent = make.hospital("Sharing hospital", shares=True), make.agent()
    incident = steps.take(make.incident(make.caller(at=at)), agent)
    with clock.standing_at(RESOLVED_AT):
        steps.resolve(incident, agent)

    def answers(person):
        client.force_login(person)
        both = client.get(address(incident)), post(client, incident)
        return tuple(answer.status_code for answer in both)

    assert answers(make.caller("colleague", at=at)) == (403, 403)
    assert answers(make.caller("stranger", at=make.hospital("Other"))) == (404, 404)
    assert state(incident) == "resolved"


def test_words_come_along_through_signing_in(client, incident):
    client.logout()

    response = post(client, incident, "It is back, and worse.")

    assert 'name="password"' in response.content.decode()
    assert state(incident) == "resolved"
