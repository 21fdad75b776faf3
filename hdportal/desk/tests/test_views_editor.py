"""What is written on the desk's page: two kinds, and never the one for the other."""

from uuid import uuid4

import pytest

from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.accounts.models import User
from hdportal.desk.actions import comments
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.models import Incident, JournalEntry
from hdportal.desk.queries import files_owner, note_purpose
from hdportal.desk.tests import factories as make
from hdportal.files import queries as stored
from hdportal.intake.actions import drafts
from hdportal.intake.queries import open_draft
from hdportal.intake.tests.factories import upload
from hdportal.outbox.models import OutboxMail
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db
WORDS = "The server was never restarted"
NOTE, COMMENT = EntryKind.WORK_NOTE, EntryKind.COMMENT


@pytest.fixture
def agent(client):
    person = make.agent()
    client.force_login(person)
    return person


@pytest.fixture
def incident():
    return make.incident(make.caller())


def page_of(incident):
    return f"/desk/incidents/{incident.number}/"


def newest(incident):
    return incident.journal.order_by("-pk").first()


def write(client, incident, kind, to=None, **changes):
    posted = {
        "kind": kind,
        "words": WORDS,
        "form_token": str(uuid4()),
        "seen-entry": newest(incident).pk,
        **changes,
    }
    posted = {name: value for name, value in posted.items() if value is not None}
    where = {NOTE: "note", COMMENT: "comment"}[to or kind]
    return client.post(f"{page_of(incident)}{where}/", posted)


def written(incident):
    return list(incident.journal.filter(kind__in=[NOTE, COMMENT]))


def mails():
    return OutboxMail.objects.count()


def test_a_work_note_is_the_usual_choice(client, agent, incident):
    page = client.get(page_of(incident)).content.decode()

    note = page.split('value="work_note"')[1].split(">")[0]
    assert "checked" in note
    assert "Only the Service Desk sees this" in page
    assert "Demo Caller reads this, and gets it by mail" in page
    assert f'formaction="{page_of(incident)}note/"' in page
    assert f'formaction="{page_of(incident)}comment/"' in page


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (MailChoice.NOW, "Demo Caller reads this, and gets it by mail<"),
        (MailChoice.DAILY, "Demo Caller reads this, and gets it by mail in the morn"),
        (MailChoice.NONE, "Demo Caller reads this in the portal; no mail"),
    ],
)
def test_the_page_says_how_the_caller_comes_to_know(
    client, agent, incident, choice, sentence
):
    User.objects.filter(pk=incident.caller_id).update(mail_choice=choice)

    assert sentence in client.get(page_of(incident)).content.decode()


def test_a_work_note_is_added_and_nothing_is_sent(client, agent, incident):
    before = mails()

    response = write(client, incident, NOTE)

    [note] = written(incident)
    assert (note.kind, note.text, note.by) == (NOTE, WORDS, agent)
    assert response["Location"] == f"{page_of(incident)}#entry-{note.pk}"
    assert mails() == before


def test_a_comment_goes_to_the_caller_with_a_mail(client, agent, incident):
    before = mails()

    response = write(client, incident, COMMENT)

    [comment] = written(incident)
    assert (comment.kind, comment.text) == (COMMENT, WORDS)
    assert response.status_code == 302
    assert mails() == before + 1


@pytest.mark.parametrize(
    ("kind", "to", "sentence"),
    [
        (NOTE, COMMENT, "This was written as a work note. Nothing was sent to the"),
        (COMMENT, NOTE, "This was written as a comment to the caller. Nothing was"),
        (None, COMMENT, "Choose who is to read this. Nothing was added or sent."),
        (None, NOTE, "Choose who is to read this. Nothing was added or sent."),
        ("else", COMMENT, "Choose who is to read this. Nothing was added or sent."),
    ],
)
def test_each_address_refuses_the_other_kind(
    client, agent, incident, kind, to, sentence
):
    before = mails()

    response = write(client, incident, kind, to)

    page = response.content.decode()
    assert response.status_code == 400
    assert sentence in page
    assert WORDS in page
    assert written(incident) == []
    assert mails() == before


def test_the_callers_address_refuses_a_work_note(client, agent, incident):
    before = mails()
    posted = {"kind": NOTE, "comment": WORDS, "words": WORDS}

    response = client.post(f"/incidents/{incident.number}/comment/", posted)

    page = response.content.decode()
    assert response.status_code == 400
    assert "Nothing was sent to the caller" in page
    assert f'formaction="{page_of(incident)}note/"' in page
    assert WORDS in page
    assert written(incident) == []
    assert mails() == before


def test_a_caller_cannot_send_a_work_note_either(client, incident):
    client.force_login(incident.caller)
    posted = {"kind": NOTE, "comment": WORDS}

    response = client.post(f"/incidents/{incident.number}/comment/", posted)

    assert response.status_code == 400
    assert WORDS in response.content.decode()
    assert written(incident) == []


def test_the_same_form_twice_adds_once(client, agent, incident):
    token = str(uuid4())

    first = write(client, incident, NOTE, form_token=token)
    second = write(client, incident, NOTE, form_token=token)

    assert first["Location"] == second["Location"]
    assert len(written(incident)) == 1


def test_a_form_sent_as_a_note_is_not_sent_again_as_a_comment(client, agent, incident):
    token = str(uuid4())
    write(client, incident, NOTE, form_token=token)

    response = write(client, incident, COMMENT, form_token=token)

    assert response.status_code == 409
    assert "already sent" in response.content.decode()
    assert [entry.kind for entry in written(incident)] == [NOTE]


def test_empty_words_come_back_with_a_sentence(client, agent, incident):
    response = write(client, incident, NOTE, words="  ")

    assert response.status_code == 422
    assert 'href="#id_words"' in response.content.decode()
    assert written(incident) == []


def test_a_national_number_is_refused_and_masked_on_wish(client, agent, incident):
    words = "Asked for 85.07.30-033.28 by phone"

    refused = write(client, incident, COMMENT, words=words)
    posted = {"kind": COMMENT, "words": words, "form_token": str(uuid4())}
    masked = client.post(f"{page_of(incident)}note/mask/", posted)

    page = masked.content.decode()
    assert refused.status_code == 422
    assert "national register number" in refused.content.decode()
    assert "85.07.30-033.28" not in page
    assert "by phone" in page
    assert "checked" in page.split('value="comment"')[1].split(">")[0]
    assert written(incident) == []


def test_what_comes_back_is_kept_as_a_draft_with_its_kind(client, agent, incident):
    write(client, incident, COMMENT, to=NOTE)

    draft = open_draft(agent, note_purpose(incident))
    page = client.get(f"{page_of(incident)}?draft={draft.token}").content.decode()
    assert draft.values == {"kind": COMMENT, "words": WORDS}
    assert "checked" in page.split('value="comment"')[1].split(">")[0]
    offered = client.get(page_of(incident)).content.decode()
    assert "You have a draft of today" in offered
    assert f'<p class="intake-draft__begins">{WORDS}</p>' in offered


def test_a_draft_in_which_only_the_kind_was_chosen_is_not_offered(
    client, agent, incident
):
    drafts.keep(
        token=uuid4(),
        purpose=note_purpose(incident),
        version=None,
        values={"kind": clean(COMMENT)},
        by=agent,
    )

    assert "You have a draft" not in client.get(page_of(incident)).content.decode()


def test_files_of_a_note_belong_to_the_note(client, agent, incident):
    write(client, incident, NOTE, attachments=[upload("inside.png")])

    [file] = stored.of(files_owner(incident, NOTE))
    page = client.get(page_of(incident)).content.decode()
    assert not stored.of(files_owner(incident)).exists()
    assert f"{page_of(incident)}files/{file.pk}/" in page
    assert f"/incidents/{incident.number}/files/{file.pk}/" not in page.replace(
        page_of(incident), ""
    )


def test_files_of_a_comment_are_the_callers_too(client, agent, incident):
    write(client, incident, COMMENT, attachments=[upload("outside.png")])

    [file] = stored.of(files_owner(incident))
    client.force_login(incident.caller)
    address = f"/incidents/{incident.number}/files/{file.pk}/"
    answer = client.get(address)
    assert list(answer)
    assert answer.status_code == 200


def meanwhile(incident, number):
    for count in range(number):
        comments.add(
            incident=incident,
            text=clean(f"The caller goes on, {count}"),
            form_token=uuid4(),
            by=incident.caller,
        )


def test_a_note_is_added_although_others_wrote_meanwhile_and_says_so(
    client, agent, incident
):
    seen = newest(incident).pk
    meanwhile(incident, 2)

    response = write(client, incident, NOTE, **{"seen-entry": seen})

    page = client.get(response["Location"].split("#")[0]).content.decode()
    assert written(incident)[-1].text == WORDS
    assert "2 entries were added meanwhile: read them above." in page


def test_a_comment_is_held_back_once_when_others_wrote_meanwhile(
    client, agent, incident
):
    seen, token = newest(incident).pk, str(uuid4())
    meanwhile(incident, 1)
    held = write(client, incident, COMMENT, form_token=token, **{"seen-entry": seen})
    before = mails()

    sent = write(client, incident, COMMENT, form_token=token)

    page = held.content.decode()
    assert held.status_code == 409
    assert "1 entry was added meanwhile: read it above." in page
    assert "Send all the same" in page
    assert WORDS in page
    assert f'name="seen-entry" value="{newest_before(incident)}"' in page
    assert sent.status_code == 302
    assert mails() == before + 1


def newest_before(incident):
    return incident.journal.exclude(text=WORDS).order_by("-pk").first().pk


def test_what_was_sent_already_is_not_held_back(client, agent, incident):
    sent = {"form_token": str(uuid4()), "seen-entry": newest(incident).pk}
    first = write(client, incident, COMMENT, **sent)
    meanwhile(incident, 1)

    again = write(client, incident, COMMENT, **sent)

    assert again.status_code == 302
    assert again["Location"] == first["Location"]


@pytest.mark.parametrize("kind", [NOTE, COMMENT])
def test_a_closed_incident_gives_the_words_back(client, agent, incident, kind):
    Incident.objects.filter(pk=incident.pk).update(state="closed", is_open=False)

    response = write(client, incident, kind)

    page = response.content.decode()
    assert response.status_code == 403
    assert "This incident is closed." in page
    assert WORDS in page.split('id="id_unsent"')[1]
    assert "desk-editor-form" not in page


def test_own_entries_hold_nothing_back(client, agent, incident):
    seen = newest(incident).pk
    write(client, incident, NOTE)

    response = write(
        client, incident, COMMENT, words="Another sentence", **{"seen-entry": seen}
    )

    assert response.status_code == 302


@pytest.mark.parametrize("seen", [None, "", "x", "9" * 40, "²"])
def test_a_damaged_key_counts_as_nothing_seen(client, agent, incident, seen):
    response = write(client, incident, COMMENT, **{"seen-entry": seen})

    assert response.status_code == 409
    assert written(incident) == []


@pytest.mark.parametrize("where", ["note", "comment", "note/mask"])
def test_words_come_along_through_signing_in(client, incident, where):
    make.agent()
    address = f"{page_of(incident)}{where}/"
    posted = {"kind": COMMENT, "words": WORDS}

    response = client.post(address, posted)

    assert response.status_code == 200
    assert WORDS not in str(JournalEntry.objects.values_list("text", flat=True))
    client.force_login(make.agent("other"))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("where", ["note", "comment", "note/mask"])
def test_nobody_else_may_write_here(client, incident, where):
    client.force_login(incident.caller)

    response = client.post(
        f"{page_of(incident)}{where}/", {"kind": COMMENT, "words": WORDS}
    )

    assert response.status_code == 403
    assert written(incident) == []
