"""My incidents, one incident, and writing to it."""

import html
import random
import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from hdportal.desk.actions import incidents, notes
from hdportal.desk.models import Incident
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.kernel import clock
from hdportal.privacy.domain.generator import make_national_number
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db
LINK = r'<a[^>]*?href="([^"]*)"[^>]*?rel="%s"'


@pytest.fixture
def caller(client):
    person = make.caller()
    client.force_login(person)
    return person


def comment(client, incident, text, **changes):
    data = {"comment": text, "form_token": str(uuid4()), **changes}
    return client.post(f"{incident.get_absolute_url()}comment/", data)


def test_an_incident_shows_details_and_a_timeline_that_starts_with_its_creation(
    client, caller
):
    incident = make.incident(caller)

    page = client.get(incident.get_absolute_url()).content.decode()

    for words in (incident.number, "New", "2 – Medium", "Created by", "Details"):
        assert words in page


def test_another_hospitals_incident_does_not_exist_for_a_caller(client, caller):
    other = make.caller("caller2", at=make.hospital("Second hospital"))
    incident = make.incident(other)

    page = client.get(incident.get_absolute_url())
    written = comment(client, incident, "Hello")

    assert (page.status_code, written.status_code) == (404, 404)


def test_a_comment_leads_back_to_its_place_on_the_timeline(client, caller):
    incident = make.incident(caller)

    response = comment(client, incident, "It happened again.")

    entry = incident.journal.get(kind="comment")
    assert response["Location"].endswith(f"{incident.number}/#entry-{entry.pk}")
    page = client.get(incident.get_absolute_url()).content.decode()
    assert "It happened again." in page


def test_an_empty_comment_is_refused_in_words(client, caller):
    response = comment(client, make.incident(caller), "  ")

    assert response.status_code == 422
    assert "Fill in “Your message”." in response.content.decode()


def test_a_national_number_in_a_comment_is_refused_and_can_be_masked(client, caller):
    incident = make.incident(caller)
    number = make_national_number(random.Random(3), date(1985, 7, 30))

    refused = comment(client, incident, f"It is {number}")
    data = {"comment": f"It is {number}"}
    masked = client.post(f"{incident.get_absolute_url()}comment/mask/", data)

    assert refused.status_code == 422
    assert not incident.journal.filter(kind="comment").exists()
    assert number not in masked.content.decode()


def test_a_comment_on_a_closed_incident_says_how_to_go_on(client, caller):
    incident = make.incident(caller)
    Incident.objects.update(state="closed", is_open=False)

    response = comment(client, incident, "Still broken")

    assert response.status_code == 403
    assert "Create a new one" in response.content.decode()
    assert "Still broken" in response.content.decode()
    page = client.get(incident.get_absolute_url()).content.decode()
    assert 'id="comment-form"' not in page


def test_a_researcher_sees_the_life_cycle_without_texts_and_names(client):
    incident = make.incident(make.caller(), **make.about_application())
    client.force_login(make.researcher("HDBP0016"))

    page = client.get(incident.get_absolute_url()).content.decode()

    assert incident.number in page
    assert incident.description not in page
    assert incident.caller.get_full_name() not in page
    assert comment(client, incident, "Hello").status_code == 404


def test_an_unchanged_page_is_not_sent_twice_and_a_changed_one_is(client, caller):
    incident = make.incident(caller)
    client.get("/incidents/")  # brings the cookie that is part of the tag
    tags = {
        p: client.get(p)["ETag"] for p in ("/incidents/", incident.get_absolute_url())
    }

    def visit(path):
        return client.get(path, headers={"If-None-Match": tags[path]}).status_code

    assert [visit(path) for path in tags] == [304, 304]
    comment(client, incident, "News")
    assert [visit(path) for path in tags] == [200, 200]


def test_a_tag_is_of_one_person_and_one_language(client, caller):
    tag = client.get("/incidents/")["ETag"]

    other_language = client.get("/incidents/", headers={"Accept-Language": "nl"})
    client.force_login(make.caller("caller2"))

    assert client.get("/incidents/")["ETag"] != tag
    assert other_language["ETag"]


def test_the_list_pages_both_ways(client, caller, monkeypatch):
    monkeypatch.setattr("hdportal.desk.queries.lists.PAGE_SIZE", 2)
    for index in range(5):
        make.incident(caller, subject=f"Number {index}")

    def turn(page, rel):
        return client.get(html.unescape(re.search(LINK % rel, page)[1]))

    first = client.get("/incidents/").content.decode()
    second = turn(first, "next").content.decode()
    third = turn(second, "next").content.decode()
    back = turn(turn(third, "prev").content.decode(), "prev").content.decode()

    shown = [re.findall("Number [0-9]", p) for p in (first, second, third, back)]
    assert shown == [
        ["Number 4", "Number 3"],
        ["Number 2", "Number 1"],
        ["Number 0"],
        ["Number 4", "Number 3"],
    ]


@pytest.mark.parametrize(
    "query",
    ["?at=nonsense", "?state=unknown", "?q=%00", "?q=" + "x" * 5000, "?q=%25_%27"],
)
def test_odd_addresses_of_the_list_still_answer(client, caller, query):
    make.incident(caller)

    assert client.get(f"/incidents/{query}").status_code == 200


def test_somebody_elses_list_does_not_exist(client, caller):
    stranger = make.caller("stranger")

    assert client.get(f"/incidents/?list=caller:{stranger.pk}").status_code == 404
    assert client.get("/incidents/?list=desk").status_code == 404


def test_a_long_timeline_folds_its_middle_and_opens_on_request(client, caller):
    incident = make.incident(caller)
    for index in range(45):
        comment(client, incident, f"Message {index:02}")

    folded = client.get(incident.get_absolute_url()).content.decode()
    whole = client.get(f"{incident.get_absolute_url()}?all=1").content.decode()

    assert "Message 00" not in folded
    assert "Show 5 earlier entries" in folded
    assert "Message 00" in whole


def test_a_researchers_list_holds_the_life_cycle_only(client):
    incident = make.incident(make.caller(), **make.about_application())
    client.force_login(make.researcher("HDBP0016"))

    page = client.get("/incidents/?list=project:HDBP0016").content.decode()

    assert incident.number in page
    assert incident.short_description in page
    for hidden in (incident.caller.get_full_name(), "2 – Medium", "HD4DP v2"):
        assert hidden not in page


def said_at_the_top(client, incident):
    page = client.get(incident.get_absolute_url()).content.decode()
    section = re.search(r'<section class="standing.*?</section>', page, re.S)[0]
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", section)).strip()


def test_the_top_says_where_it_stands_from_new_to_resolved(client, caller):
    incident, agent = make.incident(caller), make.agent()
    assert "Nobody has started yet." in said_at_the_top(client, incident)

    steps.take(incident, agent)
    assert f"{agent} (Service Desk) works on it." in said_at_the_top(client, incident)

    steps.hold(incident, agent)
    assert "We wait for your answer." in said_at_the_top(client, incident)

    with clock.standing_at(datetime(2026, 11, 24, 13, 5, tzinfo=UTC)):
        steps.resolve(incident, agent)
        said = said_at_the_top(client, incident)
    assert "Resolved on Tuesday 24 November 2026, 14:05." in said
    assert "You can reopen it until Tuesday 8 December 2026, 14:05." in said
    assert said.endswith("Reopen")


def test_a_closed_one_leads_to_a_new_one_that_mentions_it(client, caller):
    incident = make.incident(caller)
    incidents.withdraw(incident=incident, by=caller)

    said = said_at_the_top(client, incident)

    assert "Closed. It cannot be reopened." in said
    assert f"mention {incident.number}" in said


def test_the_form_says_what_an_answer_does_and_the_answer_does_it(client, caller):
    incident, agent = make.incident(caller), make.agent()
    steps.hold(steps.take(incident, agent), agent)
    page = client.get(incident.get_absolute_url()).content.decode()

    comment(client, incident, "The second file.")

    assert "Your answer takes it back to work." in page
    incident.refresh_from_db()
    assert incident.state == "work_in_progress"


def test_a_comment_on_a_resolved_one_does_not_reopen_and_the_form_says_so(
    client, caller
):
    incident, agent = make.incident(caller), make.agent()
    steps.resolve(steps.take(incident, agent), agent)
    page = client.get(incident.get_absolute_url()).content.decode()

    comment(client, incident, "Thank you.")

    assert "A comment does not reopen it." in page
    incident.refresh_from_db()
    assert incident.state == "resolved"


def test_the_details_name_who_has_it_but_no_priority(client, caller):
    incident, agent = make.incident(caller), make.agent()
    steps.resolve(steps.take(incident, agent), agent)

    page = client.get(incident.get_absolute_url()).content.decode()

    for words in ("Assigned to", "Test Person", "Solution provided"):
        assert words in page
    for hidden in ("Priority", "Impact", "4 – Low"):
        assert hidden not in page


def test_the_desk_sees_the_callers_page_and_a_way_to_its_own(client, caller):
    incident, agent = make.incident(caller), make.agent()
    notes.add(incident=incident, text=clean("Secret."), form_token=uuid4(), by=agent)
    own = client.get(incident.get_absolute_url()).content.decode()
    client.force_login(agent)

    page = client.get(incident.get_absolute_url()).content.decode()

    assert f'href="/desk/incidents/{incident.number}/"' in page
    assert "Secret." not in page
    assert "Open on the desk" not in own


def test_what_waits_for_the_caller_stands_out_in_the_own_list_only(client):
    caller = make.caller(at=make.hospital(shares=True))
    incident, agent = make.incident(caller), make.agent()
    steps.hold(steps.take(incident, agent), agent)

    def state_in(path, person):
        client.force_login(person)
        page = client.get(path).content.decode()
        return "Waits for you" in page, "On hold</span>" in page

    colleague = make.caller("colleague", at=caller.organisation)
    theirs = f"/incidents/?list=organisation:{caller.organisation.pk}"
    assert state_in("/incidents/", caller) == (True, False)
    assert state_in("/", caller) == (True, False)
    assert state_in(theirs, colleague) == (False, True)
