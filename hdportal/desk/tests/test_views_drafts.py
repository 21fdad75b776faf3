"""Drafts on the pages of an incident: offered, gone on with, discarded, never twice."""

from uuid import uuid4

import pytest

from hdportal.accounts.tests.factories import PASSWORD, make_administrator
from hdportal.desk.models import Incident
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.test_views_report import NEW, post
from hdportal.intake.actions import drafts
from hdportal.intake.actions import forms as form_actions
from hdportal.intake.models import FormDefinition, FormVersion
from hdportal.intake.queries import open_draft
from hdportal.intake.tests.factories import attached, upload
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db
WORDS = {"subject": "Half a sentence", "description": "I was just about"}


@pytest.fixture
def caller(client):
    person = make.caller()
    client.force_login(person)
    return person


def keep(by, purpose="incident", token=None, version=None, **values):
    kept = {key: clean(text) for key, text in (values or WORDS).items()}
    return drafts.keep(
        token=token or uuid4(), purpose=purpose, version=version, values=kept, by=by
    )


def in_use():
    return FormVersion.objects.in_use("incident")


def test_a_draft_is_offered_with_its_time_and_its_beginning(client, caller):
    keep(caller, version=in_use())

    page = client.get(NEW).content.decode()

    assert "You have a draft of today " in page
    assert "Half a sentence" in page
    assert 'value="Half a sentence"' not in page


def test_going_on_with_a_draft_fills_the_form_with_words_and_files(client, caller):
    draft = keep(caller, version=in_use())
    attached(draft.token, caller, name="kept.png")

    page = client.get(f"{NEW}?draft={draft.token}").content.decode()

    assert 'value="Half a sentence"' in page
    assert "I was just about" in page
    assert "kept.png" in page
    assert f'name="form_token" value="{draft.token}"' in page


def test_sending_a_draft_ends_it(client, caller):
    draft = keep(caller, version=in_use())

    response = post(client, form_token=str(draft.token))

    page = client.get(f"{NEW}?draft={draft.token}").content.decode()
    assert response.status_code == 302
    assert open_draft(caller, "incident") is None
    assert "already sent or discarded" in page
    assert f'name="form_token" value="{draft.token}"' not in page


def test_another_persons_draft_does_not_exist(client, caller):
    draft = keep(make.caller("stranger"))

    assert client.get(f"{NEW}?draft={draft.token}").status_code == 404
    assert "Half a sentence" not in client.get(NEW).content.decode()


@pytest.mark.parametrize("wanted", ["nonsense", "", "%00"])
def test_an_odd_draft_in_the_address_gives_an_empty_form(client, caller, wanted):
    assert client.get(f"{NEW}?draft={wanted}").status_code == 200


def test_a_draft_of_an_older_form_keeps_what_still_fits_and_shows_the_rest(
    client, caller
):
    draft = keep(caller, version=in_use(), category="account", **WORDS)
    newer = FormDefinition.objects.get(key="incident-by-role")
    form_actions.put_in_use(definition=newer, by=make_administrator())

    page = client.get(f"{NEW}?draft={draft.token}").content.decode()

    assert "The form changed since you wrote this draft" in page
    assert 'value="Half a sentence"' in page
    assert "Your answers to questions that are gone" in page
    assert "Type of problem" in page


def test_what_was_typed_before_an_ended_session_finds_its_files_again(client):
    caller, token = make.caller(), uuid4()
    attached(token, caller, name="kept.png")
    refused = post(client, form_token=str(token), attachments=[upload("again.png")])
    fields = {
        "login": caller.email,
        "password": PASSWORD,
        "next": NEW,
        "kept": _kept(refused),
    }
    client.post("/accounts/login/", fields)

    page = client.get(NEW).content.decode()

    assert make.ANSWERS["description"] in page
    assert "kept.png" in page
    assert "Add these files once more: again.png" in page
    assert f'name="form_token" value="{token}"' in page


def _kept(response):
    page = response.content.decode()
    start = page.index('name="kept"')
    return page[start:].split('value="', 1)[1].split('"', 1)[0]


def test_a_form_that_comes_back_has_kept_its_words_without_script(client, caller):
    post(client, subject="")

    assert (
        open_draft(caller, "incident").values["description"]
        == (make.ANSWERS["description"])
    )


def test_a_comment_has_its_own_draft_on_its_incident(client, caller):
    incident, other = make.incident(caller), make.incident(caller)
    draft = keep(caller, f"comment:{incident.number}", comment="Half a comment")

    offered = client.get(incident.get_absolute_url()).content.decode()
    elsewhere = client.get(other.get_absolute_url()).content.decode()
    address = f"{incident.get_absolute_url()}?draft={draft.token}"
    filled = client.get(address).content.decode()

    assert "Half a comment" in offered
    assert "Half a comment" not in elsewhere
    assert f'name="form_token" value="{draft.token}"' in filled


def test_a_page_kept_by_the_browser_does_not_bring_a_discarded_draft_back(
    client, caller
):
    incident = make.incident(caller)
    address = incident.get_absolute_url()
    client.get("/incidents/")  # brings the cookie that is part of the tag
    first = client.get(address)
    draft = keep(caller, f"comment:{incident.number}", comment="Half a comment")
    drafts.discard(draft=draft, by=caller)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 200
    assert draft.token.hex not in again.content.decode().replace("-", "")


def test_the_second_of_two_tabs_with_one_draft_makes_no_second_incident(client, caller):
    draft = keep(caller, version=in_use())

    for _tab in range(2):
        post(client, form_token=str(draft.token))

    assert Incident.objects.count() == 1


def test_a_draft_on_an_incident_closed_meanwhile_is_shown_to_be_copied(client, caller):
    incident = make.incident(caller)
    keep(caller, f"comment:{incident.number}", comment="Half a comment")
    Incident.objects.update(state="closed", is_open=False)

    page = client.get(incident.get_absolute_url()).content.decode()

    assert 'id="comment-form"' not in page
    assert "Half a comment" in page


def test_lines_of_a_draft_come_back_as_they_were_typed(client, caller):
    token = uuid4()
    client.post(
        f"/drafts/{token}/", {"purpose": "incident", "description": "One\r\ntwo"}
    )

    page = client.get(f"{NEW}?draft={token}").content.decode()

    assert "One\ntwo" in page
    assert "\ufffd" not in page
