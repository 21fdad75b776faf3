"""What somebody of the second line can and cannot do on the ticket."""

from uuid import uuid4

import pytest

from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(client):
    person = steps.analyst("dwh")
    client.force_login(person)
    return person


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def away(agent, analyst):
    """An incident that lies with DWH, where the analyst works on it."""
    handed = steps.hand_on(make.incident(make.caller()), agent, "dwh")
    return steps.take(handed, analyst)


def page_of(incident, verb=""):
    return f"/desk/incidents/{incident.number}/{verb}"


def hand_back(client, incident, **typed):
    hands = ":".join(steps.seen(incident))
    typed = {"form_token": str(uuid4()), "was-with": hands, **typed}
    return client.post(page_of(incident, "hand-back/"), typed)


def told(response):
    return response.content.decode()


def button(page, name):
    """Return the element of an action's button, as far as its text."""
    start = page.index(f'id="{name}"')
    return page[page.rindex("<", 0, start) : page.index("</", start)]


def test_the_way_back_is_what_is_urged_and_resolving_says_who_does_it(
    client, away, analyst
):
    page = told(client.get(page_of(away)))

    assert "button--primary" in button(page, "desk-hand-back")
    assert 'data-key="b"' in button(page, "desk-hand-back")
    assert "Hand it back to the Service Desk, which resolves it" in page
    assert "Hand it back to the Service Desk, which hands it on." in page


def test_the_form_asks_for_a_note_that_only_the_desk_reads(client, away, analyst):
    form = told(client.get(page_of(away, "hand-back/"), headers={"HX-Request": "true"}))

    assert "<html" not in form
    assert "Only the desk reads this: what you found, and what helps." in form


def test_it_is_handed_back_without_a_word_or_with_one(client, away, analyst):
    response = hand_back(client, away, handover_note="The mapping was wrong.")

    away.refresh_from_db()
    assert away.assignment_group == steps.group("service-desk")
    assert away.journal.filter(kind="work_note").count() == 1
    page = told(client.get(response["Location"]))
    assert "The Service Desk has it again." in page


def test_of_two_who_assign_it_the_second_sees_both_and_decides(
    client, away, analyst, agent
):
    hands = ":".join(steps.seen(away))
    steps.hand_on(away, agent, "dwh")

    response = hand_back(client, away, **{"was-with": hands})

    assert response.status_code == 409
    assert "Hand it back anyway" in told(response)
    assert hand_back(client, away).status_code == 302


def test_a_ticket_of_another_group_says_so_and_takes_work_notes_only(
    client, away, analyst, agent
):
    steps.hand_on(away, agent, "iat")

    page = told(client.get(page_of(away)))

    assert page.count("It lies with IAT: only that group and an incident manager") == 1
    assert "It lies with IAT, which writes to the caller." in page
    assert 'value="work_note"' in page
    assert 'value="comment"' not in page
    assert "Change: Urgency" not in page
    assert hand_back(client, away).status_code == 403


def test_a_comment_posted_by_hand_to_another_groups_caller_gives_the_words_back(
    client, away, analyst, agent
):
    steps.hand_on(away, agent, "iat")
    typed = {"form_token": str(uuid4()), "seen-entry": "99999999"}
    words = {"kind": "comment", "words": "Which file is it?"}

    response = client.post(page_of(away, "comment/"), {**typed, **words})

    assert response.status_code == 403
    assert "Which file is it?" in told(response)
    assert not away.journal.filter(kind="comment").exists()


def test_an_agent_is_not_offered_the_way_back(client, away, agent):
    client.force_login(agent)

    page = told(client.get(page_of(away)))

    assert 'id="desk-hand-back"' not in page
    assert 'id="desk-hand-on"' in page


def test_the_ticket_says_how_often_it_was_handed_on(client, away, analyst):
    once = told(client.get(page_of(away)))
    hand_back(client, away)
    twice = told(client.get(page_of(away)))

    assert "1 time" in once
    assert "2 times" in twice
    assert type(away).objects.get(pk=away.pk).reassignment_count == 2
