"""What follows a resolution, and the answer that the desk waits for."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError

from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import comments, endings, incidents
from hdportal.desk.actions.changes import AlreadyDone, tell
from hdportal.desk.domain.incident import HoldReason
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.kernel import clock
from hdportal.kernel.errors import Denied
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db

RESOLVED_AT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
IN_TIME = RESOLVED_AT + timedelta(days=14)
TOO_LATE = IN_TIME + timedelta(microseconds=1)


@pytest.fixture
def agent():
    return make.agent()


def in_work(agent, caller="caller"):
    return steps.take(make.incident(make.caller(caller)), agent)


@pytest.fixture
def resolved(agent):
    incident = in_work(agent)
    with clock.standing_at(RESOLVED_AT):
        return steps.resolve(incident, agent)


def reopen(incident, by, reason="It is back.", token=None, at=IN_TIME):
    with clock.standing_at(at):
        return endings.reopen(
            incident=incident, reason=clean(reason), by=by, form_token=token or uuid4()
        )


def test_reopening_takes_it_back_to_work_and_the_journal_keeps_both(resolved, agent):
    back = reopen(resolved, resolved.caller)

    back.refresh_from_db()
    entry = back.journal.get(kind="reopened")
    assert (back.state, back.is_open, back.close_code) == ("work_in_progress", True, "")
    assert (back.resolved_at, back.resolved_by, back.close_notes) == (None, None, "")
    assert (entry.text, back.assigned_to) == ("It is back.", agent)
    assert back.journal.get(kind="resolved").text == "The rule is corrected."
    assert steps.audience(back) == {("work_in_progress", True, back.updated_at)}
    assert "back" not in str(AuditEvent.objects.order_by("pk").last().facts)


def test_too_late_for_its_caller_is_not_too_late_for_the_desk(resolved, agent):
    before = steps.traces(resolved)
    with pytest.raises(Denied, match="14 days"):
        reopen(resolved, resolved.caller, at=TOO_LATE)
    assert steps.traces(resolved) == before

    assert reopen(resolved, agent, at=TOO_LATE).is_open


def test_the_same_form_reopens_once_and_other_words_are_not_lost(resolved):
    caller, token = resolved.caller, uuid4()
    reopen(resolved, caller, token=token)
    before = steps.traces(resolved)

    reopen(resolved, caller, token=token)
    with pytest.raises(AlreadyDone):
        reopen(resolved, caller, "Line 13 as well.", token)

    assert steps.traces(resolved) == before


@pytest.mark.parametrize(("at", "closed"), [(IN_TIME, 0), (TOO_LATE, 1)])
def test_the_clock_closes_it_when_its_caller_can_no_longer_reopen(resolved, at, closed):
    with clock.standing_at(at):
        assert endings.close_due() == closed
        assert endings.close_due() == 0

    resolved.refresh_from_db()
    assert (resolved.state == "closed") is (resolved.closed_at is not None)
    assert (resolved.closed_at == at) is bool(closed)


def test_closing_by_the_clock_is_told_and_audited_as_the_portals(resolved):
    with clock.standing_at(TOO_LATE):
        endings.close_due()

    entry = resolved.journal.get(kind="closed")
    row = AuditEvent.objects.order_by("pk").last()
    assert (entry.by, entry.facts) == (None, {"state": ["resolved", "closed"]})
    assert (row.action, row.actor) == ("incident.close", "system")
    assert steps.audience(resolved) == {("closed", False, TOO_LATE)}


def test_what_was_reopened_or_withdrawn_is_not_the_clocks(resolved, agent):
    reopen(resolved, agent)
    withdrawn = make.incident(make.caller("other"))
    incidents.withdraw(incident=withdrawn, by=withdrawn.caller)

    with clock.standing_at(TOO_LATE + timedelta(days=99)):
        assert endings.close_due() == 0


def test_one_that_cannot_be_closed_keeps_no_other_open(
    resolved, agent, caplog, monkeypatch
):
    other = in_work(agent, "other")
    with clock.standing_at(RESOLVED_AT - timedelta(days=1)):
        steps.resolve(other, agent)
    # Nothing that the portal itself writes can fail so; a full disk can.
    monkeypatch.setattr(endings.changes, "tell", failing_for(other))

    with clock.standing_at(TOO_LATE):
        assert endings.close_due() == 1

    other.refresh_from_db()
    assert (other.state, f"number={other.number}" in caplog.text) == ("resolved", True)


def failing_for(incident):
    def failing(told, *given, **more):
        if told == incident:
            raise OperationalError("disk full")
        return tell(told, *given, **more)

    return failing


def test_an_answer_that_the_desk_waits_for_takes_it_back_to_work(agent):
    incident = in_work(agent)
    steps.hold(incident, agent)

    entry = answer(incident, incident.caller)

    incident.refresh_from_db()
    resumed = incident.journal.get(kind="resumed")
    assert (incident.state, incident.hold_reason) == ("work_in_progress", "")
    assert resumed.facts["reply"] is True
    assert resumed.facts["state"] == ["on_hold", "work_in_progress"]
    assert resumed.at >= entry.at
    assert resumed.by == incident.caller


def test_nobody_elses_words_are_the_answer(agent):
    incident = in_work(agent)
    steps.hold(incident, agent)

    answer(incident, make.agent("agent2"))

    incident.refresh_from_db()
    assert incident.state == "on_hold"


def test_words_of_the_caller_do_not_end_the_wait_for_others(agent):
    incident = in_work(agent)
    steps.hold(incident, agent, HoldReason.AWAITING_VENDOR)

    answer(incident, incident.caller)

    incident.refresh_from_db()
    assert (incident.state, incident.hold_reason) == ("on_hold", "awaiting_vendor")


def answer(incident, by):
    text = clean("The one of yesterday.")
    return comments.add(incident=incident, text=text, form_token=uuid4(), by=by)
