"""Recording a step of the procedure."""

from uuid import uuid4

import pytest

from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import procedure
from hdportal.desk.actions.changes import AlreadyDone
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.models import Incident
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.handling_steps import (
    analyst,
    audience,
    hand_on,
    resolve,
    take,
    traces,
)
from hdportal.kernel.errors import Denied
from hdportal.outbox.models import OutboxMail
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def incident():
    return make.incident(make.caller())


def check(incident, by, ref="I04", outcome="none", **more):
    given = {"form_token": uuid4(), **more}
    return procedure.check(incident=incident, ref=ref, outcome=outcome, by=by, **given)


def test_a_step_stands_in_the_journal_with_its_outcome(agent, incident):
    entry = check(incident, agent, remark=clean("Searched for the rule's name."))

    assert entry.kind == EntryKind.CHECKED
    assert entry.facts == {"activity": "I04", "outcome": "none"}
    assert entry.text == "Searched for the rule's name."
    assert entry.by == agent


def test_only_the_desk_learns_of_it(agent, incident):
    before = audience(incident)
    mails = OutboxMail.objects.count()

    check(incident, agent)

    changed = audience(incident) - before
    assert len(changed) == 1
    assert OutboxMail.objects.count() == mails
    assert Incident.objects.get(pk=incident.pk).state == incident.state


def test_the_audit_says_which_step_and_what_came_out(agent, incident):
    check(incident, agent, remark=clean("Words that stay in the journal."))

    event = AuditEvent.objects.filter(action="incident.check").get()
    assert event.facts == {"activity": "I04", "outcome": "none"}
    assert event.actor == agent.audit_name


def test_the_same_form_sent_twice_records_once(agent, incident):
    token, remark = uuid4(), clean("Once.")

    first = check(incident, agent, form_token=token, remark=remark)

    assert check(incident, agent, form_token=token, remark=remark) == first
    assert incident.journal.filter(kind=EntryKind.CHECKED).count() == 1


@pytest.mark.parametrize(
    "other", [{"outcome": "found"}, {"remark": clean("Other words.")}]
)
def test_the_same_form_with_another_answer_is_refused(agent, incident, other):
    token = uuid4()
    check(incident, agent, form_token=token)

    with pytest.raises(AlreadyDone):
        check(incident, agent, form_token=token, **other)


def test_a_changed_mind_is_recorded_as_well(agent, incident):
    check(incident, agent, outcome="none")
    check(incident, agent, outcome="found")

    assert incident.journal.filter(kind=EntryKind.CHECKED).count() == 2


def test_second_line_records_its_own_steps(agent, incident):
    somebody = analyst("dwh")
    hand_on(incident, agent, "dwh")

    check(incident, somebody, "I12", "no")

    with pytest.raises(Denied):
        check(incident, agent, "I12", "no")


def test_an_analyst_of_another_group_is_refused_without_a_trace(agent, incident):
    elsewhere = analyst("iat")
    hand_on(incident, agent, "dwh")
    before = traces(incident)

    with pytest.raises(Denied):
        check(incident, elsewhere, "I12", "no")

    assert traces(incident) == before


def test_the_caller_records_nothing(incident):
    with pytest.raises(Denied):
        check(incident, incident.caller)


def test_an_unknown_outcome_is_refused_without_a_trace(agent, incident):
    before = traces(incident)

    with pytest.raises(procedure.UnknownOutcome):
        check(incident, agent, outcome="perhaps")

    assert traces(incident) == before


def test_what_shows_by_itself_cannot_be_recorded(agent, incident):
    with pytest.raises(Denied):
        check(incident, agent, "I08", "yes")


def test_it_can_be_made_good_for_while_resolved(agent, incident):
    take(incident, agent)
    resolve(incident, agent)

    assert check(incident, agent)


def test_the_remark_has_to_come_through_the_door(agent, incident):
    with pytest.raises(TypeError):
        check(incident, agent, remark="Not looked at.")
