"""Create an incident, as a browser meets it: also when the input is bad."""

import random
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hdportal.accounts.tests.factories import make_administrator
from hdportal.desk.models import Incident
from hdportal.desk.tests import factories as make
from hdportal.intake.actions import forms as form_actions
from hdportal.intake.models import FormDefinition, FormVersion
from hdportal.privacy.domain.generator import make_national_number

pytestmark = pytest.mark.django_db
NEW = "/help/new/"


@pytest.fixture
def caller(client):
    person = make.caller()
    client.force_login(person)
    return person


def post(client, path=NEW, **changes):
    data = {
        **make.ANSWERS,
        "form_token": str(uuid4()),
        "form_version": str(FormVersion.objects.in_use("incident").pk),
        **changes,
    }
    return client.post(path, data)


def test_a_filled_form_leads_to_the_new_incident(client, caller):
    response = post(client)

    assert response.status_code == 302
    assert response["Location"] == "/incidents/INC0000001/"
    assert b"Its number is INC0000001" in client.get(response["Location"]).content


def test_an_empty_form_names_each_missing_field_and_is_not_stored(client, caller):
    response = client.post(
        NEW, {"form_version": FormVersion.objects.in_use("incident").pk}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "4 required answers are missing" in page
    for label in ("Urgency", "Type of problem", "Subject", "Description"):
        assert f"Fill in “{label}”." in page
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"description": "x" * 10_000_000}, "at most 20000 fit"),
        ({"subject": "x" * 161}, "at most 160 fit"),
        ({"subject": "One line\nand another"}, "without line breaks"),
        ({"description": "A\x00B"}, "cannot be shown"),
        ({"urgency": "9"}, "Select “Urgency” from the list"),
        ({"category": "sabotage"}, "Select “Type of problem” from the list"),
        ({"form_token": "nonsense"}, "Submit once more"),
    ],
)
def test_bad_input_gets_a_sentence_and_everything_is_kept(
    client, caller, changes, sentence
):
    response = post(client, **changes)

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    kept = {**make.ANSWERS, **changes}["description"].replace("\x00", "\ufffd")
    assert kept in page
    assert not Incident.objects.exists()


def test_a_national_number_is_refused_with_its_place_and_masked_on_click(
    client, caller
):
    number = make_national_number(random.Random(1), date(1985, 7, 30))
    text = f"Patient {number} is missing"

    refused = post(client, description=text)
    masked = post(client, NEW + "mask/", description=text)

    assert refused.status_code == 422
    assert b"<mark>" in refused.content
    assert masked.status_code == 200
    assert number not in masked.content.decode()


def test_lines_come_back_as_they_were_typed(client, caller):
    response = post(client, description="One\r\ntwo", subject="")

    page = response.content.decode()
    assert "One\ntwo" in page
    assert "\ufffd" not in page


def test_a_project_of_another_form_version_is_dropped_not_stored(client, caller):
    post(client, project="HDBP0016", application="no-such")

    incident = Incident.objects.get()
    assert (incident.project, incident.application) == (None, None)


def test_a_form_that_changed_meanwhile_keeps_what_was_typed(client, caller):
    old = FormVersion.objects.in_use("incident").pk
    newer = FormDefinition.objects.get(key="incident-by-role")
    form_actions.put_in_use(definition=newer, by=make_administrator())

    response = post(client, form_version=str(old))

    page = response.content.decode()
    assert response.status_code == 422
    assert "The form changed while you were writing" in page
    assert make.ANSWERS["description"] in page
    assert not Incident.objects.exists()


def test_the_same_form_twice_leads_to_the_same_incident(client, caller):
    token = str(uuid4())

    first, second = (post(client, form_token=token) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Incident.objects.count() == 1


def test_other_words_in_a_form_already_sent_are_kept_for_a_second_incident(
    client, caller
):
    token = str(uuid4())
    post(client, form_token=token)

    response = post(client, form_token=token, subject="Something else broke")

    page = response.content.decode()
    assert response.status_code == 409
    assert "already sent as INC0000001" in page
    assert "Something else broke" in page
    assert token not in page


def test_an_expired_session_at_submit_keeps_what_was_typed(client):
    response = post(client)

    page = response.content.decode()
    assert "Your session has ended" in page
    assert not Incident.objects.exists()
    assert make.ANSWERS["description"] not in page


def test_a_form_without_its_csrf_token_explains_and_gives_the_words_back():
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make.caller())

    response = post(strict)

    assert response.status_code == 403
    assert make.ANSWERS["description"] in response.content.decode()


def test_a_round_trip_shows_the_fields_of_an_application(client, caller):
    response = post(client, NEW + "update/", category="application")

    page = response.content.decode()
    start = page.index('data-field="project"')
    assert response.status_code == 200
    assert "hidden" not in page[start : page.index(">", start)]


def test_nobody_reports_without_signing_in(client):
    response = client.get(reverse("incident-new"))

    assert response["Location"] == "/accounts/login/?next=/help/new/"
