"""The agent's page: what it shows, and to whom."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hdportal.desk.actions import comments, endings, handling, notes
from hdportal.desk.domain.incident import CloseCode, HoldReason
from hdportal.desk.tests import factories as make
from hdportal.intake.tests.factories import attached
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent(client):
    person = make.agent()
    client.force_login(person)
    return person


@pytest.fixture
def incident(db):
    return make.incident(make.caller())


def address(incident):
    return f"/desk/incidents/{incident.number}/"


def page_of(client, incident, query=""):
    return client.get(address(incident) + query).content.decode()


def resolve(incident, by):
    handling.take(incident=incident, by=by, form_token=uuid4())
    handling.resolve(
        incident=incident,
        close_code=CloseCode.SOLUTION_PROVIDED,
        close_notes=clean("The certificate was renewed."),
        by=by,
        form_token=uuid4(),
    )


def test_the_page_shows_the_ticket_and_who_reported_it(client, agent, incident):
    page = page_of(client, incident)

    for words in (
        incident.number,
        incident.short_description,
        incident.description,
        "4 – Low",
        "Service Desk, nobody yet",
        incident.caller.get_full_name(),
        f'href="/incidents/{incident.number}/"',
    ):
        assert words in page


def test_a_new_ticket_can_be_taken_but_not_resolved(client, agent, incident):
    page = page_of(client, incident)

    assert f'action="{address(incident)}take/"' in page
    assert "Take it first: a new incident cannot be resolved." in page
    assert f"{address(incident)}reopen/" not in page


def test_an_own_ticket_is_not_offered_to_be_taken(client, agent, incident):
    handling.take(incident=incident, by=agent, form_token=uuid4())

    page = page_of(client, incident)

    assert f'href="{address(incident)}resolve/"' in page
    assert f"{address(incident)}take/" not in page


def test_a_ticket_on_hold_says_what_it_waits_for_and_since_when(
    client, agent, incident
):
    handling.put_on_hold(
        incident=incident,
        reason=HoldReason.AWAITING_CALLER,
        by=agent,
        form_token=uuid4(),
        comment=clean("Which file was it?"),
    )

    assert "Waiting for the caller since " in page_of(client, incident)


def test_a_resolved_ticket_says_when_it_closes_by_itself(client, agent, incident):
    resolve(incident, agent)

    page = page_of(client, incident)

    assert "Resolved; closes by itself on " in page
    assert f'href="{address(incident)}reopen/"' in page


def test_the_timeline_holds_work_notes_and_a_link_to_its_fold(client, agent, incident):
    notes.add(
        incident=incident, text=clean("Only for us"), form_token=uuid4(), by=agent
    )
    for index in range(45):
        comments.add(
            incident=incident,
            text=clean(f"Message {index:02}"),
            form_token=uuid4(),
            by=agent,
        )

    assert f"{address(incident)}?all=1" in page_of(client, incident)
    assert "Only for us" in page_of(client, incident, "?all=1")


def test_files_of_work_notes_are_told_apart(client, agent, incident):
    token = uuid4()
    attached(token, agent, "inside.png")
    notes.add(
        incident=incident,
        text=clean("See the picture"),
        form_token=token,
        draft_token=token,
        by=agent,
    )

    page = page_of(client, incident)

    assert "From work notes: only the Service Desk sees these" in page
    assert page.count("inside.png") > 1


def test_the_list_one_came_from_is_kept_on_every_way(client, agent, incident):
    page = page_of(client, incident, "?from=mine")

    for verb in ("take", "hold", "hand-on"):
        assert f"{address(incident)}{verb}/?from=mine" in page


def test_only_the_desk_opens_the_page(client, incident):
    client.force_login(incident.caller)

    response = client.get(address(incident))

    assert response.status_code == 403
    assert "Only the Service Desk works on this page." in response.content.decode()


def test_who_may_not_open_it_does_not_learn_which_numbers_exist(client, incident):
    client.force_login(incident.caller)

    assert client.get("/desk/incidents/INC9999999/").status_code == 403


def test_an_unknown_number_does_not_exist_for_the_desk(client, agent):
    assert client.get("/desk/incidents/INC9999999/").status_code == 404


def test_an_unknown_verb_does_not_exist(client, agent, incident):
    assert client.post(f"{address(incident)}explode/").status_code == 404


def queries(client, incident):
    page_of(client, incident)
    with CaptureQueriesContext(connection) as captured:
        page_of(client, incident)
    return len(captured)


def test_the_page_takes_the_same_queries_however_long_the_story(
    client, agent, incident
):
    few = queries(client, incident)

    for index in range(20):
        by = make.agent(f"agent{index}")
        text = clean(f"Note {index}")
        notes.add(incident=incident, text=text, form_token=uuid4(), by=by)

    assert queries(client, incident) == few


def test_everything_that_a_ticket_names_comes_in_the_same_queries(
    client, agent, incident
):
    # Session, rights and person; then ticket, journal, draft, clocks and files.
    assert queries(client, incident) == 8
    about = make.incident(make.caller("caller2"), **make.about_application())
    resolve(about, agent)

    assert queries(client, about) == queries(client, incident)


def test_an_unchanged_page_is_not_sent_twice(client, agent, incident):
    page_of(client, incident)  # brings the cookie that is part of the tag
    tag = client.get(address(incident))["ETag"]

    def visit():
        return client.get(address(incident), headers={"If-None-Match": tag}).status_code

    assert visit() == 304
    handling.take(incident=incident, by=agent, form_token=uuid4())
    assert visit() == 200


def test_a_name_that_changes_makes_the_page_anew(client, agent, incident):
    page_of(client, incident)
    tag = client.get(address(incident))["ETag"]
    incident.caller.telephone = "+32 2 000 00 00"
    incident.caller.save(update_fields=["telephone"])

    response = client.get(address(incident), headers={"If-None-Match": tag})

    assert response.status_code == 200


def test_a_reopened_ticket_is_with_whoever_resolved_it(client, agent, incident):
    resolve(incident, agent)
    endings.reopen(
        incident=incident, reason=clean("Again"), by=agent, form_token=uuid4()
    )

    page = page_of(client, incident)

    assert "Service Desk, Test Person" in page
    assert "Resolved; closes" not in page
