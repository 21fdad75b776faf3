"""What is resolved is closed by the clock, however long the worker was silent."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from hdportal.desk.actions import comments, endings
from hdportal.desk.scheduled import close_all_due
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.kernel import clock
from hdportal.privacy.door import clean
from hdportal.web import jobs

pytestmark = pytest.mark.django_db

RESOLVED_AT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
DUE = RESOLVED_AT + timedelta(days=14, minutes=1)


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def resolved(agent):
    return resolved_incident(agent)


def resolved_incident(agent, caller="caller"):
    incident = steps.take(make.incident(make.caller(caller)), agent)
    with clock.standing_at(RESOLVED_AT):
        return steps.resolve(incident, agent)


def closed_at(moment):
    with clock.standing_at(moment):
        return close_all_due()


def test_the_worker_closes_every_hour():
    (job,) = [job for job in jobs.registered() if job.name == "incidents-close"]

    assert (job.every, job.run) == (timedelta(hours=1), close_all_due)


def test_it_is_closed_after_14_days_and_not_before(resolved):
    assert closed_at(DUE - timedelta(minutes=2)) == 0
    assert closed_at(DUE) == 1

    resolved.refresh_from_db()
    assert (resolved.state, resolved.is_open) == ("closed", False)


def test_a_comment_meanwhile_does_not_delay_it(resolved):
    with clock.standing_at(DUE - timedelta(days=1)):
        comments.add(
            incident=resolved,
            text=clean("Thank you."),
            form_token=uuid4(),
            by=resolved.caller,
        )

    assert closed_at(DUE) == 1


def test_a_reopened_one_stays(resolved):
    with clock.standing_at(DUE - timedelta(days=1)):
        endings.reopen(
            incident=resolved,
            reason=clean("It is back."),
            by=resolved.caller,
            form_token=uuid4(),
        )

    assert closed_at(DUE + timedelta(days=99)) == 0


def test_more_than_is_closed_at_once_is_closed_in_one_go(agent, monkeypatch):
    monkeypatch.setattr(endings, "AT_ONCE", 2)
    for number in range(5):
        resolved_incident(agent, f"caller{number}")

    assert closed_at(DUE) == 5
