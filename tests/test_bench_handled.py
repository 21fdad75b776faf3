"""The measurement of eight agents would notice what got lost, or was done twice."""

import pytest

from bench.management.commands.bench_handled import compared
from hdportal.desk.models import Audience, SearchDocument
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.kernel import clock
from hdportal.outbox.models import OutboxMail

pytestmark = pytest.mark.django_db

WORD = "unheardof"


@pytest.fixture
def worked():
    """Return what an agent was answered, and since when."""
    agent, incident = make.agent(), make.incident(make.caller())
    since = clock.now()
    steps.take(incident, agent)
    steps.resolve(incident, agent, f"It works again. Reference {WORD}.")
    number = str(incident.number)
    changes = [(agent.email, number, "take", WORD)]
    return [*changes, (agent.email, number, "resolve", WORD)], since


def test_nothing_is_missing_when_all_is_there(worked):
    found = compared(*worked)

    assert not any(found["missing"].values())
    assert not any(found["surplus"].values())


def test_an_answer_without_a_change_is_missed(worked):
    changes, since = worked
    agent, number, *_rest = changes[0]

    found = compared([*changes, (agent, number, "comment", "lost")], since)["missing"]

    assert found["journal"] == found["audit"] == found["mails"] == found["search"] == 1


def test_a_change_without_an_answer_is_too_much(worked):
    changes, since = worked

    found = compared(changes[:1], since)["surplus"]

    assert found["journal"] == found["audit"] == found["mails"] == 1


def test_rows_that_did_not_follow_are_missed(worked):
    Audience.objects.filter(scope="desk").update(state="new")
    SearchDocument.objects.update(tokens="none")
    OutboxMail.objects.all().delete()

    found = compared(*worked)["missing"]

    assert found["audience"] == found["search"] == found["mails"] == 1


def test_an_incident_that_nobody_asked_to_change_is_too_much(worked):
    found = compared([], worked[1])["surplus"]

    assert found["incidents"] == found["audience"] == 1
