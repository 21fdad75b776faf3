"""The part of the profile where the desk chooses its mail."""

import pytest

from hdportal.audit.models import AuditEvent
from hdportal.desk.models import StaffMailChoice
from hdportal.desk.queries.groups import active_groups
from hdportal.desk.tests import factories as make

pytestmark = pytest.mark.django_db
IN_PLACE = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def agent(client):
    person = make.agent()
    client.force_login(person)
    return person


def choices(**changes):
    groups = {f"group-{group.key}": "none" for group in active_groups()}
    usual = {"own": "now", **groups, "group-service-desk": "daily"}
    return {**usual, **changes}


def test_the_profile_of_the_desk_offers_it_and_a_callers_does_not(client, agent):
    page = client.get("/profile/").content.decode()
    assert 'hx-get="/desk/mail/"' in page
    assert 'href="/desk/mail/"' in page

    client.force_login(make.caller())
    assert "/desk/mail/" not in client.get("/profile/").content.decode()


def test_it_begins_with_what_is_usual(client, agent):
    page = client.get("/desk/mail/", **IN_PLACE).content.decode()

    assert "<html" not in page
    chosen = page.split("<select")[1:]
    assert 'value="now" selected' in chosen[0]
    assert 'value="daily" selected' in chosen[1]
    assert all('value="none" selected' in one for one in chosen[2:])
    assert len(chosen) == 1 + active_groups().count()


def test_choices_are_kept_and_shown(client, agent):
    answer = client.post("/desk/mail/", choices(**{"group-dwh": "now"}))

    page = client.get(answer["Location"]).content.decode()
    assert "Saved." in page
    assert StaffMailChoice.objects.get().group.key == "dwh"
    event = AuditEvent.objects.get(action="profile.desk_mail")
    assert event.facts["dwh"] == "now"


@pytest.mark.parametrize("strange", ["", "hourly", "a\0b", "9" * 400, "NOW"])
@pytest.mark.parametrize("name", ["own", "group-dwh"])
def test_a_choice_that_was_not_offered_is_not_taken(client, agent, name, strange):
    answer = client.post("/desk/mail/", choices(**{name: strange}))

    assert answer.status_code == 422
    assert not StaffMailChoice.objects.exists()


def test_it_asks_the_same_number_of_questions_whatever_is_chosen(
    client, agent, django_assert_max_num_queries
):
    client.post("/desk/mail/", choices(**{"group-dwh": "now", "group-iat": "now"}))

    with django_assert_max_num_queries(8):
        client.get("/desk/mail/")
