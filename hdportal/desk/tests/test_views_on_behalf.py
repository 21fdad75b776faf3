"""New incident at the desk, as a browser meets it: also when the input is bad."""

import random
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from hdportal.accounts.actions import people
from hdportal.accounts.models import User
from hdportal.accounts.tests.factories import make_administrator, make_organisation
from hdportal.desk.models import Incident
from hdportal.desk.tests import factories as make
from hdportal.intake.actions import forms as form_actions
from hdportal.intake.models import Draft, FormDefinition, FormVersion
from hdportal.kernel import clock
from hdportal.privacy.domain.generator import make_national_number

pytestmark = pytest.mark.django_db
NEW = "/desk/new/"
NOBODY = {
    "on_caller": "new",
    "on_email": "new@hospital.example",
    "on_first_name": "Nour",
    "on_last_name": "Newcomer",
    "on_language": "fr",
}


@pytest.fixture
def agent(client):
    person = make.agent()
    client.force_login(person)
    return person


@pytest.fixture
def caller(db):
    return make.caller()


def post(client, path=NEW, **changes):
    data = {
        **make.ANSWERS,
        "on_channel": "phone",
        "form_token": str(uuid4()),
        "asked-form": str(FormVersion.objects.in_use("incident").pk),
        **changes,
    }
    return client.post(path, {k: v for k, v in data.items() if v is not None})


def typed(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def test_a_call_is_written_down_and_leads_to_the_ticket(client, agent, caller):
    response = post(client, on_caller=str(caller.pk))

    incident = Incident.objects.get()
    assert response["Location"] == f"/desk/incidents/{incident.number}/"
    assert (incident.caller, incident.opened_by) == (caller, agent)
    page = client.get(response["Location"]).content.decode()
    assert "Written down for Demo Caller. Say the number: INC0000001." in page
    assert "Reported by telephone, written down by" in page
    assert "Telephone" in page


def test_the_callers_page_says_who_wrote_it_down(client, agent, caller):
    post(client, on_caller=str(caller.pk))
    client.force_login(caller)

    page = client.get("/incidents/INC0000001/").content.decode()

    assert "Opened by" in page
    assert agent.get_full_name() in page
    assert "Telephone" in page


def test_an_email_says_when_it_came(client, agent, caller):
    came = (clock.now() - timedelta(hours=2)).replace(second=0, microsecond=0)

    post(client, on_channel="email", on_caller=str(caller.pk), on_received=typed(came))

    assert Incident.objects.get().received_at == came


def test_an_empty_form_names_what_is_missing_and_stores_nothing(client, agent):
    asked = FormVersion.objects.in_use("incident").pk

    response = client.post(NEW, {"asked-form": asked})

    page = response.content.decode()
    assert response.status_code == 422
    for label in ("How it was reported", "Caller", "Subject", "Urgency"):
        assert f"Fill in “{label}”." in page
    assert not Incident.objects.exists()
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on_channel": "portal"}, "Select “How it was reported” from the list"),
        ({"on_channel": "smoke"}, "Select “How it was reported” from the list"),
        ({"on_caller": "999999"}, "Select “Caller” from the list"),
        ({"on_caller": "9" * 400}, "Select “Caller” from the list"),
        ({"on_caller": "-1"}, "Select “Caller” from the list"),
        ({"on_caller": "a\0b"}, "Select “Caller” from the list"),
        ({"on_channel": "email"}, "Fill in “When the e-mail came”"),
        ({"on_channel": "email", "on_received": "noon"}, "Enter when the e-mail came"),
        (
            {"on_channel": "email", "on_received": "9999-12-31T23:59-14:00"},
            "still to come",
        ),
        (
            {"on_channel": "email", "on_received": "0001-01-01T00:00+14:00"},
            "Check the date",
        ),
        ({"on_channel": "email", "on_received": "2001-01-01T00:00"}, "a year ago"),
        ({**NOBODY, "on_email": "no address"}, "Enter an address such as"),
        ({**NOBODY, "on_email": "a\0@b.example"}, "cannot be shown"),
        ({**NOBODY, "on_first_name": ""}, "Fill in “First name”"),
        ({**NOBODY, "on_last_name": "x" * 81}, "at most 80 fit"),
        ({**NOBODY, "on_organisation": "77777"}, "Select “Organisation” from the list"),
        ({**NOBODY, "on_language": "tlh"}, "Select “Language of mails” from the list"),
        ({"subject": "x" * 161}, "at most 160 fit"),
        ({"form_token": "nonsense"}, "Submit once more"),
    ],
)
def test_bad_input_gets_a_sentence_and_everything_is_kept(
    client, agent, caller, changes, sentence
):
    known = {} if "on_caller" in changes else {"on_caller": str(caller.pk)}

    response = post(client, **known, **changes)

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert make.ANSWERS["description"] in page
    assert not Incident.objects.exists()
    assert User.objects.count() == 2


def test_a_moment_to_come_is_refused(client, agent, caller):
    soon = typed(clock.now() + timedelta(minutes=5))

    response = post(
        client, on_channel="email", on_caller=str(caller.pk), on_received=soon
    )

    assert b"This moment is still to come" in response.content
    assert soon in response.content.decode()


def test_a_caller_who_left_is_refused_by_name(client, agent, caller):
    people.deactivate(user=caller, by=make_administrator())

    chosen = post(client, on_caller=str(caller.pk))
    typed_in = post(client, on_who=caller.email)
    as_new = post(client, **{**NOBODY, "on_email": caller.email})

    for response in (chosen, typed_in, as_new):
        assert response.status_code == 422
        assert b"The account of Demo Caller is closed." in response.content
    assert not Incident.objects.exists()


def test_a_whole_address_is_a_caller_without_a_choice(client, agent, caller):
    post(client, on_who=" Caller@demo.example ")

    assert Incident.objects.get().caller == caller


def test_an_unknown_address_is_said_and_kept(client, agent):
    response = post(client, on_who="new@hospital.example")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Nobody has this address here." in page
    assert 'value="new@hospital.example"' in page
    assert "Fill in “Last name”." in page
    assert make.ANSWERS["description"] in page


def test_somebody_new_is_added_and_gets_the_incident(client, agent):
    hospital = make_organisation("Hospital North")

    response = post(client, **NOBODY, on_organisation=str(hospital.pk))

    person = User.objects.get(email="new@hospital.example")
    assert response.status_code == 302
    assert Incident.objects.get().caller == person
    assert (person.organisation, person.language) == (hospital, "fr")


def test_an_organisation_that_shares_is_refused_with_the_way_on(client, agent):
    sharing = make_organisation("Sharing hospital", shares_incidents=True)

    response = post(client, **NOBODY, on_organisation=str(sharing.pk))

    assert response.status_code == 422
    assert "Choose “Not known yet”." in response.content.decode()
    assert not User.objects.filter(email="new@hospital.example").exists()


def test_the_same_form_twice_leads_to_the_same_incident(client, agent):
    token = str(uuid4())

    first, second = (post(client, **NOBODY, form_token=token) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Incident.objects.count() == 1
    page = client.get(second["Location"]).content.decode()
    assert "Nothing was written down twice" in page


def test_other_words_in_a_form_already_sent_are_kept(client, agent, caller):
    token = str(uuid4())
    post(client, on_caller=str(caller.pk), form_token=token)

    response = post(
        client, on_caller=str(caller.pk), form_token=token, subject="Another one"
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "already sent as INC0000001" in page
    assert "Another one" in page
    assert f'value="{caller.pk}" selected' in page


def test_a_form_that_changed_meanwhile_keeps_what_was_typed(client, agent, caller):
    old = FormVersion.objects.in_use("incident").pk
    newer = FormDefinition.objects.get(key="incident-by-role")
    form_actions.put_in_use(definition=newer, by=make_administrator())

    response = post(client, on_caller=str(caller.pk), **{"asked-form": str(old)})

    page = response.content.decode()
    assert response.status_code == 422
    assert "The form changed while you were writing" in page
    assert f'value="{caller.pk}" selected' in page


def test_a_national_number_is_refused_in_every_text_and_masked(client, agent, caller):
    number = make_national_number(random.Random(1), date(1985, 7, 30))
    chosen = {"on_caller": str(caller.pk), "description": f"Patient {number}"}

    named = post(client, **{**NOBODY, "on_last_name": number})
    told = post(client, **chosen)
    masked = post(client, NEW + "mask/", **chosen)

    for response in (named, told):
        assert response.status_code == 422
        assert b"<mark>" in response.content
    assert number not in masked.content.decode()
    assert not Incident.objects.exists()


def test_without_script_find_offers_the_people_found(client, agent, caller):
    make.caller("caller2")

    both = post(client, NEW + "update/", on_who="demo call").content.decode()
    one = post(client, NEW + "update/", on_who="caller2").content.decode()

    for name in ("Demo Caller, caller@demo.example", "Demo Caller2"):
        assert name in both
    assert "selected>Demo Caller2" in one
    assert make.ANSWERS["subject"] in one


def test_a_draft_holds_who_and_how_as_well(client, agent, caller):
    refused = post(client, on_caller=str(caller.pk), description="")

    draft = Draft.objects.get()
    page = client.get(f"{NEW}?draft={draft.token}").content.decode()

    assert refused.status_code == 422
    assert draft.values["on_channel"] == "phone"
    assert f'value="{caller.pk}" selected' in page
    assert make.ANSWERS["subject"] in page
    assert "The form changed" not in page


def test_the_autosave_keeps_who_and_how(client, agent, caller):
    token = uuid4()
    words = {"purpose": "on-behalf", "form_version": "", "on_caller": str(caller.pk)}

    client.post(f"/drafts/{token}/", {**words, "subject": "Half of it"})
    offered = client.get(NEW).content.decode()
    post(client, on_caller=str(caller.pk), form_token=str(token))

    assert "Half of it" in offered
    assert Draft.objects.get(token=token).is_spent


def test_the_search_offers_people_or_to_add_who_was_typed(client, agent, caller):
    def search(text):
        answer = client.get(f"{NEW}callers/", {"q": text})
        return [(o["value"], o["label"]) for o in answer.json()["options"]]

    known = [(str(caller.pk), "Demo Caller, caller@demo.example")]
    assert search("caller@demo") == known
    assert search("DEMO caller") == known
    assert search("new@hospital.example") == [("new", "new@hospital.example")]
    for nothing in ("", " ", "x", "a\0b", "9" * 10_000):
        assert search(nothing) == []


def test_the_search_shows_eight_people_the_very_address_first(client, agent):
    for number in range(12):
        make.caller(f"caller{number}")

    answer = client.get(f"{NEW}callers/", {"q": "caller1@demo.example"}).json()
    many = client.get(f"{NEW}callers/", {"q": "caller"}).json()

    assert answer["options"][0]["label"].endswith("caller1@demo.example")
    assert len(many["options"]) == 8


def test_the_search_says_that_an_account_is_closed(client, agent, caller):
    people.deactivate(user=caller, by=make_administrator())

    [option] = client.get(f"{NEW}callers/", {"q": caller.email}).json()["options"]

    assert option["note"] == "The account of Demo Caller is closed."


def test_an_ended_session_keeps_what_was_typed(client, caller):
    response = post(client, on_caller=str(caller.pk))

    assert b"Your session has ended" in response.content
    assert not Incident.objects.exists()


def test_the_desk_has_a_button_for_it(client, agent):
    assert b'href="/desk/new/"' in client.get("/desk/").content
