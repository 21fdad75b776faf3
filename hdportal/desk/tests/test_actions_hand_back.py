"""What is handed back from the second line to the Service Desk (step I14)."""

from uuid import uuid4

import pytest

from hdportal.audit.models import AuditEvent
from hdportal.desk.actions.changes import AlreadyDone
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.kernel.errors import Denied
from hdportal.outbox.models import OutboxMail
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db

FOUND = clean("The mapping of last week was wrong.")


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def analyst():
    return steps.analyst("dwh")


@pytest.fixture
def away(agent, analyst):
    """An incident that lies with DWH, where the analyst works on it."""
    handed = steps.hand_on(make.incident(make.caller()), agent, "dwh")
    return steps.take(handed, analyst)


def test_it_lies_with_the_service_desk_and_is_nobodys(away, analyst):
    back = steps.hand_back(away, analyst, note=FOUND)

    back.refresh_from_db()
    note, entry = back.journal.order_by("-pk")[:2][::-1]
    assert (back.state, back.assigned_to) == ("work_in_progress", None)
    assert back.assignment_group == steps.group("service-desk")
    assert (note.kind, note.text) == ("work_note", FOUND)
    assert entry.facts == {
        "group": ["DWH", "Service Desk"],
        "person": [str(analyst), ""],
        "to": f"{back.assignment_group_id}:",
    }


def test_it_is_audited_by_keys_and_mails_nobody(away, analyst):
    mails, was = OutboxMail.objects.count(), ":".join(steps.seen(away))

    back = steps.hand_back(away, analyst)

    row = AuditEvent.objects.latest("pk")
    now = f"{back.assignment_group_id}:"
    assert (row.action, row.facts["assignment"]) == ("incident.hand_back", [was, now])
    assert OutboxMail.objects.count() == mails


def test_the_desk_then_resolves_it(away, analyst, agent):
    back = steps.hand_back(away, analyst)

    resolved = steps.resolve(back, agent)

    assert (resolved.state, resolved.assigned_to) == ("resolved", agent)


def test_the_same_form_twice_hands_it_back_once(away, analyst):
    seen, token = steps.seen(away), uuid4()

    for _twice in range(2):
        steps.hand_back(away, analyst, seen=seen, form_token=token, note=FOUND)

    assert away.journal.filter(kind="handed_back").count() == 1
    note = clean("Other words.")
    with pytest.raises(AlreadyDone):
        steps.hand_back(away, analyst, seen=seen, form_token=token, note=note)


def test_a_newer_assignment_is_not_written_over(away, analyst, agent):
    seen = steps.seen(away)
    steps.hand_on(away, agent, "dwh")
    before = steps.traces(away)

    with pytest.raises(ChangedMeanwhile):
        steps.hand_back(away, analyst, seen=seen)

    assert steps.traces(away) == before


@pytest.mark.parametrize("group", ["iat", "service-desk"])
def test_another_group_cannot_hand_it_back(away, group):
    stranger, before = steps.analyst(group), steps.traces(away)

    with pytest.raises(Denied, match="It lies with DWH"):
        steps.hand_back(away, stranger, note=FOUND)

    assert steps.traces(away) == before


def test_what_lies_with_the_service_desk_is_not_handed_back():
    incident = make.incident(make.caller())
    analyst = steps.analyst("service-desk")

    with pytest.raises(Denied, match="It lies with the Service Desk already"):
        steps.hand_back(incident, analyst)
