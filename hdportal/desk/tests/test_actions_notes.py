"""Work notes, which no caller ever sees."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import comments, notes
from hdportal.desk.actions.changes import AlreadyWritten
from hdportal.desk.domain.audience import Reading
from hdportal.desk.models import Incident
from hdportal.desk.queries import (
    any_file_of,
    file_of,
    journal,
    note_purpose,
    visible_incident,
)
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.intake.actions import drafts
from hdportal.kernel.errors import Denied
from hdportal.outbox.models import OutboxMail
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db

SECRET = "The caller's server is behind on updates."


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def incident():
    return make.incident(make.caller())


def add(incident, by, text=SECRET, token=None):
    return notes.add(
        incident=incident, text=clean(text), form_token=token or uuid4(), by=by
    )


def test_a_note_is_in_the_journal_of_the_desk_only_and_mails_nobody(incident, agent):
    mails = OutboxMail.objects.count()

    entry = add(incident, agent)

    read = {
        reading: [
            line.text for line in journal(incident, reading=reading, newest=9).newest
        ]
        for reading in Reading
    }
    assert entry.kind == "work_note"
    assert read == {Reading.DESK: [SECRET], Reading.WHOLE: [], Reading.LIFE_CYCLE: []}
    assert OutboxMail.objects.count() == mails


def test_a_note_changes_no_state_and_is_audited_without_its_words(incident, agent):
    entry = add(incident, agent)

    row = AuditEvent.objects.order_by("pk").last()
    assert row.action == "incident.note"
    assert row.facts == {"entry": entry.pk, "files": 0}


def test_a_note_moves_the_incident_for_the_desk_alone(incident, agent):
    entry = add(incident, agent)

    moved = incident.audience.filter(moment=entry.at)
    assert [row.scope for row in moved] == ["desk"]
    seen = visible_incident(incident.caller, incident.number)
    assert seen is not None
    assert seen.told_at == incident.opened_at < entry.at


def test_the_same_note_twice_is_one_by_form_and_by_words(incident, agent):
    token = uuid4()

    first = add(incident, agent, token=token)

    assert add(incident, agent, token=token) == first
    assert add(incident, agent) == first
    with pytest.raises(AlreadyWritten):
        add(incident, agent, "Other words.", token)


def test_the_form_of_a_note_is_not_that_of_a_comment(incident, agent):
    token, text = uuid4(), clean(SECRET)
    add(incident, agent, token=token)
    before = steps.traces(incident)

    with pytest.raises(AlreadyWritten):
        comments.add(incident=incident, text=text, form_token=token, by=agent)

    assert steps.traces(incident) == before


def test_its_files_are_no_files_of_the_callers(incident, agent):
    token, upload = uuid4(), SimpleUploadedFile("server.txt", b"version 1")
    purpose = note_purpose(incident)
    drafts.attach(token=token, purpose=purpose, version=None, upload=upload, by=agent)

    entry = add(incident, agent, token=token)

    [told] = entry.facts["files"]
    assert told["name"] == "server.txt"
    assert file_of(incident, told["id"]) is None
    assert any_file_of(incident, told["id"]).owner == f"note:{incident.number}"


def test_its_caller_writes_none_and_a_closed_incident_takes_none(incident, agent):
    caller = incident.caller
    with pytest.raises(Denied, match="work notes"):
        add(incident, caller)
    Incident.objects.update(state="closed", is_open=False)
    before = steps.traces(incident)

    with pytest.raises(Denied, match="closed"):
        add(incident, agent)

    assert steps.traces(incident) == before
