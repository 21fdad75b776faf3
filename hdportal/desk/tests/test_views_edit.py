"""The properties of an incident, changed in place on the desk's page."""

import pytest

from hdportal.desk.actions import handling
from hdportal.desk.actions import properties as actions
from hdportal.desk.actions.properties import Wanted, value_of
from hdportal.desk.domain.incident import EntryKind, HoldReason
from hdportal.desk.domain.properties import Property
from hdportal.desk.models import Incident
from hdportal.desk.tests import factories as make
from hdportal.portfolio.tests.factories import application, project

pytestmark = pytest.mark.django_db
IN_PLACE = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def agent(client):
    person = make.agent()
    client.force_login(person)
    return person


@pytest.fixture
def incident():
    return make.incident(make.caller(), **make.about_application())


def page_of(incident):
    return f"/desk/incidents/{incident.number}/"


def change(client, incident, name, value, seen=None, **headers):
    fresh = Incident.objects.get(pk=incident.pk)
    stands = value_of(fresh, Property(name)) if seen is None else seen
    posted = {"value": value, "seen": stands}
    return client.post(f"{page_of(incident)}edit/{name}/", posted, **headers)


def stored(incident, name):
    return value_of(Incident.objects.get(pk=incident.pk), Property(name))


def card_of(client, incident):
    page = client.get(page_of(incident)).content.decode()
    return page.split('id="properties"')[1].split("</section>")[0]


def test_the_card_lists_every_property_and_where_priority_comes_from(
    client, agent, incident
):
    card = card_of(client, incident)

    for words in (
        "4 – Low",
        "Looked up from impact and urgency",
        "3 – One person",
        "2 – Medium",
        "PACEMAKER – Pacemakers (HDBP0016)",
        "HD4DP v2",
        "Service Desk",
        "Nobody yet",
        "Created",
    ):
        assert words in card, words


def test_what_the_head_and_the_caller_card_say_is_not_said_again(
    client, agent, incident
):
    card = card_of(client, incident)

    for key in ("number", "state", "caller", "organisation"):
        assert f'id="property-{key}"' not in card
    assert "First hospital" not in card


def test_each_property_has_a_link_that_opens_its_form(client, agent, incident):
    page = client.get(page_of(incident)).content.decode()

    # Nobody has made a subcategory of this category.
    assert "edit=subcategory" not in page
    for name in set(Property) - {Property.SUBCATEGORY}:
        assert f'href="{page_of(incident)}?edit={name}#property-{name}"' in page
        assert f'hx-get="{page_of(incident)}edit/{name}/"' in page
    assert "Change: Urgency" in page
    assert page.count('data-key="e"') == 1


@pytest.mark.parametrize("name", list(Property))
def test_the_form_opens_in_a_page_and_in_place(client, agent, incident, name):
    in_page = client.get(f"{page_of(incident)}?edit={name}")
    in_place = client.get(f"{page_of(incident)}edit/{name}/", **IN_PLACE)

    for answer in (in_page, in_place):
        page = answer.content.decode()
        assert f'action="{page_of(incident)}edit/{name}/"' in page
        assert f'name="seen" value="{stored(incident, name)}"' in page
    assert "<html" in in_page.content.decode()
    assert "<html" not in in_place.content.decode()


def test_an_unknown_property_opens_nothing(client, agent, incident):
    assert (
        "property--open"
        not in client.get(f"{page_of(incident)}?edit=priority").content.decode()
    )
    assert client.get(f"{page_of(incident)}edit/priority/").status_code == 404
    assert client.post(f"{page_of(incident)}edit/state/").status_code == 404


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("urgency", "1"),
        ("impact", "2"),
        ("category", "account"),
        ("project", "HDBP0099"),
        ("project", ""),
        ("application", "other-app"),
        ("application", ""),
    ],
)
def test_a_change_is_stored_and_told(client, agent, incident, name, value):
    project("Another", abbreviation="OTHER", code="HDBP0099")
    application("other-app", name="Other application")

    response = change(client, incident, name, value)

    assert response["Location"] == f"{page_of(incident)}#property-{name}"
    assert stored(incident, name) == value
    told = incident.journal.get(kind=EntryKind.CHANGED)
    assert (told.by, told.facts["property"], told.facts["now"]) == (agent, name, value)


def test_the_priority_follows_and_the_page_says_so(client, agent, incident):
    response = change(client, incident, "urgency", "1")

    page = client.get(response["Location"].split("#")[0]).content.decode()
    assert "Urgency is now: 1 – High. Priority: 3 – Moderate" in page


def test_in_place_the_answer_holds_card_timeline_and_status(client, agent, incident):
    response = change(client, incident, "impact", "1", **IN_PLACE)

    page = response.content.decode()
    status = page.split('id="properties_status"')[1].split("</p>")[0]
    assert response.status_code == 200
    assert 'id="timeline"' in page
    assert "1 – Several organisations" in page.split('id="properties"')[1]
    assert "Impact is now: 1 – Several organisations" in status
    assert "property--open" not in page


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("urgency", "4", "Urgency"),
        ("impact", "", "Impact"),
        ("category", "x\0", "Type of problem"),
        ("project", "HDBP7777", "Project"),
        ("application", "no\0", "Application"),
    ],
)
@pytest.mark.parametrize("headers", [{}, IN_PLACE])
def test_a_wrong_value_has_its_sentence(
    client, agent, incident, name, value, label, headers
):
    response = change(client, incident, name, value, **headers)

    assert response.status_code == 422
    assert f"Select “{label}” from the list." in response.content.decode()
    assert not incident.journal.filter(kind=EntryKind.CHANGED).exists()


@pytest.mark.parametrize("headers", [{}, IN_PLACE])
def test_a_newer_change_is_shown_beside_the_own_one(client, agent, incident, headers):
    other = make.agent("other")
    args = {"name": Property.URGENCY, "seen": "2", "by": other}
    actions.change(incident=incident, to=Wanted("3"), **args)

    response = change(client, incident, "urgency", "1", seen="2", **headers)

    page = response.content.decode()
    assert response.status_code == 409
    assert f"{other.get_full_name()} changed “Urgency” on " in page
    assert "Keep 3 – Low" in page
    assert "Set to 1 – High" in page
    assert 'name="value" value="1"' in page
    assert 'name="seen" value="3"' in page
    assert stored(incident, "urgency") == "3"


def test_set_to_mine_goes_through_once_the_newer_one_was_seen(client, agent, incident):
    args = {"name": Property.URGENCY, "seen": "2", "by": make.agent("other")}
    actions.change(incident=incident, to=Wanted("3"), **args)

    response = change(client, incident, "urgency", "1", seen="3")

    assert response.status_code == 302
    assert stored(incident, "urgency") == "1"


def test_a_wrong_value_keeps_what_the_page_had_seen(client, agent, incident):
    response = change(client, incident, "urgency", "9", seen="1")

    assert 'name="seen" value="1"' in response.content.decode()


def test_cancel_closes_the_form_and_takes_the_focus_back(client, agent, incident):
    address = f"{page_of(incident)}edit/urgency/?cancel=1"

    page = client.get(address, **IN_PLACE).content.decode()

    row = page.split('id="property-urgency"')[1].split("</div>")[0]
    assert "property--open" not in page
    assert "data-autofocus" in row
    assert page.count("data-autofocus") == 1


def test_an_application_no_longer_offered_can_stay(client, agent, incident):
    app = incident.application
    app.is_offered = False
    app.save()

    page = client.get(f"{page_of(incident)}?edit=application").content.decode()

    assert '<option value="hd4dp-v2" selected>HD4DP v2</option>' in page


def test_hold_reason_and_close_code_show_when_there_are_any(client, agent, incident):
    before = client.get(page_of(incident)).content.decode()
    handling.put_on_hold(
        incident=incident,
        reason=HoldReason.AWAITING_VENDOR,
        by=agent,
        form_token=incident.form_token,
    )

    page = client.get(page_of(incident)).content.decode()

    assert 'id="property-hold_reason"' not in before
    assert 'id="property-close_code"' not in page
    row = page.split('id="property-hold_reason"')[1].split("</div>")[0]
    assert "Waiting for a supplier" in row


def test_a_closed_incident_is_not_changed(client, agent, incident):
    Incident.objects.filter(pk=incident.pk).update(state="closed", is_open=False)

    page = client.get(page_of(incident)).content.decode()
    response = change(client, incident, "urgency", "1")

    assert "?edit=" not in page
    assert response.status_code == 403
    assert "closed" in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_may_change_anything(client, incident, method):
    client.force_login(incident.caller)

    response = getattr(client, method)(f"{page_of(incident)}edit/urgency/")

    assert response.status_code == 403


def test_the_list_one_came_from_is_kept(client, agent, incident):
    address = f"{page_of(incident)}edit/urgency/?from=mine"

    response = client.post(address, {"value": "1", "seen": "2"})

    assert response["Location"] == f"{page_of(incident)}?from=mine#property-urgency"
