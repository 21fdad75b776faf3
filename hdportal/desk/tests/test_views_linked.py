"""The card of links on the ticket, and what it does with what makes no sense."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hdportal.desk.domain.incident import EntryKind, LinkTarget
from hdportal.desk.models import Incident, IncidentLink
from hdportal.desk.queries.links import links_of
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.handling_steps import resolve, take
from hdportal.desk.tests.linking import (
    TITLE,
    WORKAROUND,
    below,
    known_error,
    link,
    set_change,
    set_known_error,
)

pytestmark = pytest.mark.django_db
IN_PLACE = {"HTTP_HX_REQUEST": "true"}
NATIONAL_NUMBER = "93.05.18-223.61"
NONSENSE = ["", "x", "a\0b", "9" * 400, "-1", "INC0000000", "INC9999999", "١", "50%"]


@pytest.fixture
def agent(client):
    person = make.agent()
    client.force_login(person)
    return person


@pytest.fixture
def some(db):
    caller = make.caller()
    return [make.incident(caller) for _each in range(3)]


def address(incident, name="linked"):
    return f"/desk/incidents/{incident.number}/{name}/"


def ticket(incident):
    return f"/desk/incidents/{incident.number}/"


def words(answer):
    return answer.content.decode()


def send(client, incident, name, **posted):
    return client.post(address(incident, name), {"form_token": uuid4(), **posted})


def journal(incident):
    return incident.journal.filter(kind=EntryKind.LINKED)


def test_the_ticket_offers_the_card_without_asking_for_it(client, agent, some):
    page = words(client.get(ticket(some[0])))

    fold = page.split('id="linked-card"')[1].split("</details>")[0]
    assert f'hx-get="{address(some[0])}"' in fold
    assert f'href="{address(some[0])}"' in fold
    assert "nothing yet" in fold


def test_the_ticket_asks_no_more_whatever_is_linked(client, agent, some):
    client.get(ticket(some[0]))
    with CaptureQueriesContext(connection) as before:
        client.get(ticket(some[0]))
    link(some[0], some[1], LinkTarget.RELATED, agent)
    below(some[0], some[2], agent)
    set_known_error(some[0], known_error(agent), agent)
    with CaptureQueriesContext(connection) as after:
        page = words(client.get(ticket(some[0])))

    assert len(after) == len(before)
    fold = page.split('id="linked-card"')[1].split("</details>")[0]
    assert "nothing yet" not in fold


@pytest.mark.parametrize("relation", ["related", "parent", "child"])
def test_linking_leads_back_to_the_card_and_shows_at_both_ends(
    client, agent, some, relation
):
    answer = send(client, some[0], "link", value=some[1].number, relation=relation)

    assert answer.status_code == 302
    assert "The incidents are linked." in words(client.get(answer["Location"]))
    for here, there in [some[:2], some[1::-1]]:
        assert there.number in words(client.get(address(here)))
        assert there.number in words(client.get(ticket(here)))


def test_a_number_may_be_typed_short(client, agent, some):
    number = str(int(some[1].number[3:]))

    send(client, some[0], "link", value=f" inc{number} ", relation="related")

    assert links_of(some[0])[0].other == some[1]


@pytest.mark.parametrize("value", NONSENSE)
@pytest.mark.parametrize("name", ["link", "known-error"])
def test_an_unknown_number_is_refused_and_stays_in_the_field(
    client, agent, some, name, value
):
    answer = send(client, some[0], name, value=value, relation="related", form="x")

    assert answer.status_code == 422
    assert not journal(some[0]).exists()


@pytest.mark.parametrize("relation", ["", "known_error", "change", "x", "a\0b"])
def test_an_unknown_relation_is_refused(client, agent, some, relation):
    answer = send(client, some[0], "link", value=some[1].number, relation=relation)

    assert answer.status_code == 422
    assert "Choose how they belong together." in words(answer)
    assert not IncidentLink.objects.exists()


def test_a_ticket_is_not_its_own_child(client, agent, some):
    answer = send(client, some[0], "link", value=some[0].number, relation="child")

    assert answer.status_code == 422
    assert "An incident cannot be linked to itself." in words(answer)


def test_a_circle_is_refused_with_the_reason(client, agent, some):
    below(some[0], some[1], agent)
    below(some[1], some[2], agent)

    answer = send(client, some[2], "link", value=some[0].number, relation="parent")

    assert answer.status_code == 422
    assert f"{some[0].number} lies below {some[2].number}" in words(answer)


@pytest.mark.parametrize("value", ["", "x", "0", "9" * 400, "a\0b", "-1"])
def test_a_link_that_is_not_there_cannot_be_removed(client, agent, some, value):
    answer = send(client, some[0], "unlink", link=value)

    assert answer.status_code == 409
    assert "It is not linked any more." in words(answer)


def test_the_link_of_two_others_cannot_be_removed_from_here(client, agent, some):
    below(some[0], some[1], agent)
    key = links_of(some[0])[0].key

    assert send(client, some[2], "unlink", link=key).status_code == 409
    assert send(client, some[1], "unlink", link=key).status_code == 302
    assert not links_of(some[0])


def test_a_known_error_is_suggested_by_the_application(client, agent):
    incident = make.incident(make.caller(), **make.about_application())
    one = known_error(agent, application=incident.application)
    assert one.number in words(client.get(address(incident)))

    answer = send(client, incident, "known-error", value=one.number, seen="")

    page = words(client.get(answer["Location"]))
    assert "The known error is saved." in page
    assert WORKAROUND in page
    assert Incident.objects.get(pk=incident.pk).known_error == one


def test_a_known_error_is_removed_by_its_button_only(client, agent, some):
    one = known_error(agent)
    set_known_error(some[0], one, agent)

    refused = send(client, some[0], "known-error", value="", seen=one.number)
    send(client, some[0], "known-error", remove="1", seen=one.number)

    assert refused.status_code == 422
    assert Incident.objects.get(pk=some[0].pk).known_error is None


def test_two_who_choose_another_known_error_see_both(client, agent, some):
    first, second = known_error(agent), known_error(agent, "Another one")
    set_known_error(some[0], first, agent)

    answer = send(client, some[0], "known-error", value=second.number, seen="")

    assert answer.status_code == 409
    assert f"Now it is: {first.number}." in words(answer)
    assert f'value="{second.number}"' in words(answer)


def test_a_reference_is_kept_without_space_too_much(client, agent, some):
    send(client, some[0], "change", value="  CHG  12 ", seen="")

    assert Incident.objects.get(pk=some[0].pk).change_reference == "CHG 12"
    assert 'value="CHG 12"' in words(client.get(address(some[0])))


@pytest.mark.parametrize("value", ["a" * 41, "a\0b", NATIONAL_NUMBER])
def test_a_reference_that_is_none_is_refused(client, agent, some, value):
    answer = send(client, some[0], "change", value=value, seen="")

    assert answer.status_code == 422
    assert not journal(some[0]).exists()


def test_a_closed_incident_shows_its_links_without_forms(client, agent, some):
    link(some[0], some[1], LinkTarget.RELATED, agent)
    Incident.objects.filter(pk=some[0].pk).update(state="closed", is_open=False)

    page = words(client.get(address(some[0]), **IN_PLACE))

    assert some[1].number in page
    assert "<form" not in page
    refused = send(client, some[0], "link", value=some[2].number, relation="related")
    assert refused.status_code == 403


def test_htmx_gets_the_card_with_its_title_and_others_a_page(client, agent, some):
    part = words(client.get(address(some[0]), **IN_PLACE))
    page = words(client.get(address(some[0])))

    assert "<html" not in part
    assert 'id="linked-title" hx-swap-oob="true">Linked: nothing yet<' in part
    assert "<html" in page
    # Where the card takes the whole page, its title has a place that nobody sees.
    assert '<span id="linked-title"></span>' in page


def test_the_card_asks_as_much_for_one_link_as_for_many(client, agent, some):
    counts = []
    for other in some[1:]:
        link(some[0], other, LinkTarget.RELATED, agent)
        client.get(address(some[0]))
        with CaptureQueriesContext(connection) as asked:
            client.get(address(some[0]))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_words_survive_the_end_of_the_session(client, agent, some):
    client.logout()
    answer = send(client, some[0], "link", value=some[1].number, relation="child")

    assert 'name="kept"' in words(answer)


def test_the_caller_meets_nothing_of_it(client, agent, some):
    link(some[0], some[1], LinkTarget.RELATED, agent)
    set_known_error(some[0], known_error(agent), agent)
    set_change(some[0], "CHG4711", agent)
    client.force_login(some[0].caller)

    pages = (
        f"/incidents/{some[0].number}/",
        "/incidents/?q=CHG4711",
        "/incidents/?q=KE1",
    )
    for page in pages:
        shown = words(client.get(page))
        assert TITLE not in shown
        assert "KE0000001" not in shown
        assert "linked it to" not in shown
    assert "entered the change" not in words(client.get(pages[0]))


def test_whoever_resolves_a_parent_is_warned_of_open_children(client, agent, some):
    take(some[0], agent)
    below(some[1], some[0], agent)
    panel = words(client.get(address(some[0], "resolve"), **IN_PLACE))
    assert "still open" in panel
    assert some[1].number in panel

    resolve(some[0], agent)

    assert Incident.objects.get(pk=some[0].pk).state == "resolved"
    assert Incident.objects.get(pk=some[1].pk).state == "new"


def test_nobody_is_warned_of_children_that_are_resolved(client, agent, some):
    for one in some[:2]:
        take(one, agent)
    below(some[1], some[0], agent)
    resolve(some[1], agent)

    panel = words(client.get(address(some[0], "resolve"), **IN_PLACE))

    assert "still open" not in panel


def test_the_workaround_goes_into_the_close_notes_by_one_link(client, agent, some):
    take(some[0], agent)
    set_known_error(some[0], known_error(agent), agent)
    use = f"{address(some[0], 'resolve')}?workaround=1"
    assert f'href="{use}"' in words(client.get(address(some[0])))

    page = words(client.get(use))

    notes = page.split('name="close_notes"')[1].split("</textarea>")[0]
    assert WORKAROUND in notes
    assert 'value="workaround_provided" selected' in page


def test_the_workaround_stands_below_what_was_typed_and_sends_nothing(
    client, agent, some
):
    take(some[0], agent)
    set_known_error(some[0], known_error(agent), agent)
    use = f"{address(some[0], 'resolve')}?workaround=1"

    page = words(client.post(use, {"close_notes": "Dear caller,"}))

    notes = page.split('name="close_notes"')[1].split("</textarea>")[0]
    assert f"Dear caller,\n\n{WORKAROUND}" in notes
    assert Incident.objects.get(pk=some[0].pk).state == "work_in_progress"


def test_without_a_known_error_the_form_is_as_ever(client, agent, some):
    take(some[0], agent)

    page = client.get(f"{address(some[0], 'resolve')}?workaround=1")

    assert page.status_code == 200
    assert "Use the workaround" not in words(page)
