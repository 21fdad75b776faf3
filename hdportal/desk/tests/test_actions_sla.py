"""The clocks of incidents follow what happens, and the journal says the same."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from hdportal.accounts.tests.factories import make_user
from hdportal.desk.actions import (
    endings,
    incidents,
    properties,
    sla_recount,
    sla_warnings,
    targets,
)
from hdportal.desk.actions.properties import Wanted
from hdportal.desk.domain.incident import Channel, HoldReason
from hdportal.desk.domain.properties import Property
from hdportal.desk.domain.sla import Measure, marked
from hdportal.desk.domain.sla_targets import as_text
from hdportal.desk.models import Incident, SlaClock
from hdportal.desk.queries import sla as stored
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.desk.tests.mailed import comment
from hdportal.desk.tests.sla_hours import at
from hdportal.desk.tests.sla_steps import (
    clock_of,
    enter_hours,
    row_of,
    told_by_journal,
)
from hdportal.kernel import clock
from hdportal.kernel.actor import Role
from hdportal.kernel.errors import DomainError
from hdportal.portfolio.tests.factories import project
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db

HOUR = 3600
RESPONSE, RESOLUTION = Measure.RESPONSE, Measure.RESOLUTION


@pytest.fixture(autouse=True)
def hours():
    enter_hours()


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def caller():
    return make.caller()


def reported(caller, text="24 18:20", **answers):
    """Report an incident of priority 3: 4 hours for an answer, 24 for a solution."""
    with clock.standing_at(at(text)):
        return make.incident(caller, urgency="1", **answers)


def standing(text, act, *args, **more):
    with clock.standing_at(at(text)):
        return act(*args, **more)


def test_a_report_starts_both_clocks(caller):
    incident = reported(caller)

    assert clock_of(incident).due_at == at("25 14:00")
    assert clock_of(incident, RESOLUTION).due_at == at("30 12:00")
    assert incident.due_at == at("25 14:00")
    assert row_of(incident).warn_at == at("25 11:00")


def test_a_report_costs_one_statement_more(caller):
    reported(caller)
    with clock.standing_at(at("24 18:20")), CaptureQueriesContext(connection) as asked:
        make.incident(caller)

    about = [q["sql"] for q in asked if "sla" in q["sql"] or "schedules" in q["sql"]]
    assert len(about) == 1
    assert about[0].startswith("INSERT")


def test_the_first_words_of_the_desk_are_the_response(caller, agent):
    incident = reported(caller)

    standing("25 10:00", comment, incident, caller, "And one more thing.")
    assert clock_of(incident).running
    standing("25 11:00", comment, incident, agent)
    standing("25 16:00", comment, incident, agent, "Any news?")

    answered = clock_of(incident)
    assert answered.completed_at == at("25 11:00")
    assert (answered.elapsed_seconds, answered.is_breached) == (2 * HOUR, False)
    incident.refresh_from_db()
    assert incident.due_at == clock_of(incident, RESOLUTION).due_at


def test_both_stand_still_on_hold_and_go_on_afterwards(caller, agent):
    incident = reported(caller, "24 09:00")
    vendor = {"reason": HoldReason.AWAITING_VENDOR, "comment": ""}

    standing("24 10:00", steps.hold, incident, agent, **vendor)
    incident.refresh_from_db()
    assert incident.due_at is None
    assert row_of(incident).warn_at is None
    standing("26 09:00", steps.resume, incident, agent)

    assert clock_of(incident).due_at == at("26 12:00")
    assert clock_of(incident, RESOLUTION).elapsed_seconds == HOUR


def test_the_callers_answer_lets_the_clock_run_again(caller, agent):
    incident = reported(caller, "24 09:00")
    standing("24 10:00", steps.hold, incident, agent)
    assert not clock_of(incident, RESOLUTION).running

    standing("26 09:00", comment, incident, caller)

    assert clock_of(incident, RESOLUTION).running
    assert clock_of(incident).completed_at == at("24 10:00")


def test_what_is_resolved_is_answered_and_a_reopening_goes_on(caller, agent):
    incident = reported(caller, "24 09:00")
    standing("24 10:00", steps.take, incident, agent)
    standing("24 16:00", steps.resolve, incident, agent)
    assert clock_of(incident).breached_at == at("24 14:00")
    incident.refresh_from_db()
    assert incident.due_at is None

    words = {"reason": clean("It is back."), "by": caller, "form_token": make.uuid4()}
    standing("26 09:00", endings.reopen, incident=incident, **words)

    going = clock_of(incident, RESOLUTION)
    assert (going.running, going.elapsed_seconds) == (True, 6 * HOUR)
    assert clock_of(incident).completed_at == at("24 16:00")


def test_withdrawing_stops_both(caller):
    incident = reported(caller, "24 09:00")

    standing("24 10:00", incidents.withdraw, incident=incident, by=caller)

    assert SlaClock.objects.filter(completed_at=at("24 10:00")).count() == 2
    incident.refresh_from_db()
    assert incident.due_at is None


def changed(incident, name, to, by, text="24 11:00"):
    stands = Incident.objects.get(pk=incident.pk)
    seen = properties.value_of(stands, name)
    standing(
        text, properties.change, incident=incident, name=name, to=to, seen=seen, by=by
    )


def test_another_priority_gives_another_target_and_keeps_the_time(caller, agent):
    incident = reported(caller, "24 09:00")

    changed(incident, Property.URGENCY, Wanted("2"), agent)

    row = row_of(incident)
    assert (row.target_seconds, row.elapsed_seconds) == (8 * HOUR, 2 * HOUR)
    assert row.due_at == at("25 10:00")


def test_a_project_with_targets_of_its_own_has_these(caller, agent):
    study = project("Pacemakers", code="HDBP0016")
    keeper = make_user(email="keeper@demo.example", roles=[Role.INCIDENT_MANAGER])
    own = {(RESPONSE, 3): 60}
    with clock.standing_at(at("24 08:00")):
        targets.set_targets(project=study, to=own, seen="," * 9, by=keeper)
    incident = reported(caller, "24 09:00")

    changed(incident, Property.PROJECT, Wanted("HDBP0016", study), agent)

    assert clock_of(incident).breached_at == at("24 11:00")
    assert clock_of(incident, RESOLUTION).target.seconds == 24 * HOUR
    assert_told_by_journal(incident, "24 11:00")


def test_an_email_counts_from_when_it_came(agent):
    caller = make.caller()
    with clock.standing_at(at("24 16:00")):
        incident = incidents.report(
            caller=caller,
            answers=make.answers(urgency="1"),
            form_token=make.uuid4(),
            by=agent,
            channel=Channel.EMAIL,
            received_at=at("24 09:00"),
        ).incident

    assert clock_of(incident).started_at == at("24 09:00")
    assert clock_of(incident).due_at == at("24 14:00")


def test_an_incident_from_before_there_were_clocks_gets_them(caller, agent):
    incident = reported(caller, "24 09:00")
    SlaClock.objects.all().delete()

    standing("24 16:00", comment, incident, agent)

    assert clock_of(incident).breached_at == at("24 14:00")
    assert_told_by_journal(incident, "24 16:00")


def test_most_changes_ask_for_no_clock(caller, agent):
    incident = reported(caller)
    with CaptureQueriesContext(connection) as asked:
        steps.take(incident, agent)
        steps.hand_on(incident, agent, "dwh")

    assert not [q for q in asked if "slaclock" in q["sql"]]


def assert_told_by_journal(incident, text):
    assert_told_at(incident, at(text))


def assert_told_at(incident, moment):
    with clock.standing_at(moment):
        told = told_by_journal(incident)
    rows = {measure: row_of(incident, measure) for measure in Measure}
    kept = {measure: marked(row.value, moment) for measure, row in rows.items()}
    assert told == kept
    moments = [c.due_at for c in kept.values() if c.running and c.due_at]
    assert Incident.objects.get(pk=incident.pk).due_at == min(moments, default=None)


class Walk:
    """One way through the life of an incident, by numbers drawn at random."""

    def __init__(self, caller, agent, study):
        self.caller, self.agent, self.study = caller, agent, study

    def take(self, one):
        steps.take(one, self.agent)

    def answer(self, one):
        comment(one, self.agent, f"Answer {make.uuid4()}")

    def ask(self, one):
        steps.hold(one, self.agent)

    def wait(self, one):
        steps.hold(one, self.agent, HoldReason.AWAITING_VENDOR, "")

    def resume(self, one):
        steps.resume(one, self.agent)

    def reply(self, one):
        comment(one, self.caller, f"Reply {make.uuid4()}")

    def resolve(self, one):
        steps.resolve(one, self.agent)

    def reopen(self, one):
        words = {"reason": clean("Again."), "form_token": make.uuid4()}
        endings.reopen(incident=one, by=self.caller, **words)

    def urgency(self, one):
        now = Incident.objects.get(pk=one.pk).urgency
        self._change(one, Property.URGENCY, Wanted(str(now % 3 + 1)))

    def impact(self, one):
        now = Incident.objects.get(pk=one.pk).impact
        self._change(one, Property.IMPACT, Wanted(str(now % 3 + 1)))

    def project(self, one):
        has = Incident.objects.get(pk=one.pk).project
        to = Wanted("") if has else Wanted(self.study.key, self.study)
        self._change(one, Property.PROJECT, to)

    def targets(self, one):
        """Change what is promised, and let the job give it to the clocks."""
        place, study = (RESOLUTION, 4), self.study
        rows = stored.definitions_of(study.pk)
        stands = {key: row.minutes for key, row in rows.items()}
        to = {place: stands.get(place, 0) % 900 + 300, (RESPONSE, 3): 90}
        targets.set_targets(project=study, to=to, seen=as_text(stands), by=self.agent)
        sla_recount.recount_stale()

    def warn(self, one):
        sla_warnings.warn_all()

    def close(self, one):
        endings.close_due()

    def _change(self, one, name, to):
        seen = properties.value_of(Incident.objects.get(pk=one.pk), name)
        properties.change(incident=one, name=name, to=to, seen=seen, by=self.agent)


WAYS = (
    *("take", "answer", "ask", "wait", "resume", "reply", "resolve", "reopen"),
    *("urgency", "impact", "project", "targets", "warn", "close"),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some.lists(
        some.tuples(some.sampled_from(WAYS), some.integers(1, 60 * 30)),
        min_size=3,
        max_size=14,
    )
)
def test_whatever_happens_the_journal_tells_the_same(ways):
    # What the example before remembered was rolled back with it.
    stored.targets.forget()
    with transaction.atomic():
        roles = [Role.AGENT, Role.INCIDENT_MANAGER]
        manager = make_user(email=f"{make.uuid4()}@demo.example", roles=roles)
        caller = make.caller(f"c{make.uuid4().hex}")
        study = project("Walks", code="HDBP0099")
        walk = Walk(caller, manager, study)
        moment = at("02 07:00") + timedelta(seconds=17, microseconds=123456)
        with clock.standing_at(moment):
            incident = make.incident(caller, urgency="2")
        for way, minutes in ways:
            moment += timedelta(minutes=minutes, microseconds=7001)
            with clock.standing_at(moment), suppress(DomainError), transaction.atomic():
                getattr(walk, way)(incident)
            assert_told_at(incident, moment)
        transaction.set_rollback(True)
