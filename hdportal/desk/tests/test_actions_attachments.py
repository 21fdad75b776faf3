"""Files come along with a report or a comment: all of them, once, and nobody else's."""

from uuid import uuid4

import pytest

from hdportal.desk import queries
from hdportal.desk.actions import comments, incidents
from hdportal.desk.actions.changes import AlreadyWritten
from hdportal.desk.actions.incidents import AlreadySubmitted
from hdportal.desk.models import Incident, JournalEntry
from hdportal.desk.tests import factories as make
from hdportal.files import queries as stored
from hdportal.files.models import StoredFile
from hdportal.intake.models import Draft
from hdportal.intake.queries import open_draft, owner_of
from hdportal.intake.tests.factories import attached
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller():
    return make.caller()


def report(by, token, draft_token=None, **changes):
    return incidents.report(
        caller=by,
        answers=make.answers(**changes),
        form_token=token,
        draft_token=draft_token,
        by=by,
    )


def add(incident, by, token, text="More about it.", draft_token=None):
    return comments.add(
        incident=incident,
        text=clean(text),
        form_token=token,
        draft_token=draft_token,
        by=by,
    )


def names(incident):
    return sorted(f.name for f in stored.of(queries.files_owner(incident)))


def test_the_files_of_the_draft_come_to_the_incident_and_stand_on_its_timeline(caller):
    token = uuid4()
    file = attached(token, caller)

    incident = report(caller, token).incident

    [facts] = incident.journal.get().facts["files"]
    assert (facts["id"], facts["name"]) == (str(file.pk), "screen.png")
    assert names(incident) == ["screen.png"]
    assert open_draft(caller, "incident") is None


def test_the_same_form_twice_brings_its_files_once(caller):
    token = uuid4()
    attached(token, caller)

    first, second = report(caller, token), report(caller, token)

    assert first.incident == second.incident
    assert names(first.incident) == ["screen.png"]
    assert first.incident.journal.count() == 1


def test_a_repeated_submit_with_the_same_file_again_adds_nothing(caller):
    token, late = uuid4(), uuid4()
    attached(token, caller)
    incident = report(caller, token).incident
    attached(late, caller)

    report(caller, token, draft_token=late)

    assert names(incident) == ["screen.png"]
    assert StoredFile.objects.count() == 1
    assert open_draft(caller, "incident") is None


def test_the_same_words_from_another_tab_bring_their_new_file_along(caller):
    incident = report(caller, uuid4()).incident
    other_tab = uuid4()
    attached(other_tab, caller, name="other.png")

    reported = report(caller, other_tab)

    assert (reported.is_new, reported.incident) == (False, incident)
    assert names(incident) == ["other.png"]
    assert [e.kind for e in incident.journal.order_by("pk")] == ["created", "files"]


def test_other_words_under_a_used_token_leave_their_files_in_the_draft(caller):
    token, late = uuid4(), uuid4()
    report(caller, token)
    file = attached(late, caller)

    with pytest.raises(AlreadySubmitted):
        report(caller, token, draft_token=late, subject="Something else")

    file.refresh_from_db()
    assert file.owner == owner_of(late)


def test_somebody_elses_draft_gives_its_files_to_nobody(caller):
    token = uuid4()
    stranger = make.caller("stranger")
    file = attached(token, stranger)

    incident = report(caller, token).incident
    add(incident, caller, uuid4(), draft_token=token)

    file.refresh_from_db()
    assert names(incident) == []
    assert file.owner == owner_of(token)
    assert not Draft.objects.get(token=token).is_spent


def test_a_report_that_fails_leaves_draft_and_files_as_they_were(caller):
    token = uuid4()
    file = attached(token, caller)
    given = make.answers(**make.about_application())
    given.choices["project"] = "HDBP9999"

    with pytest.raises(Exception, match="does not exist"):
        incidents.report(caller=caller, answers=given, form_token=token, by=caller)

    file.refresh_from_db()
    assert file.owner == owner_of(token)
    assert open_draft(caller, "incident").token == token
    assert not Incident.objects.exists()


def test_a_comment_brings_its_files_and_twice_is_once(caller):
    incident, token = make.incident(caller), uuid4()
    attached(token, caller)

    first, second = add(incident, caller, token), add(incident, caller, token)

    assert first == second
    assert [f["name"] for f in first.facts["files"]] == ["screen.png"]
    assert names(incident) == ["screen.png"]


def test_the_same_comment_from_another_tab_is_one_comment(caller):
    incident, other_tab = make.incident(caller), uuid4()
    first = add(incident, caller, uuid4())
    attached(other_tab, caller)

    assert add(incident, caller, other_tab) == first
    assert JournalEntry.objects.filter(kind="comment").count() == 1
    assert names(incident) == ["screen.png"]


def test_other_words_in_a_comment_form_already_sent_are_not_swallowed(caller):
    incident, token = make.incident(caller), uuid4()
    add(incident, caller, token)

    with pytest.raises(AlreadyWritten):
        add(incident, caller, token, text="Something else")
