"""The desk is warned at half, at three quarters and when it is late: once each."""

from datetime import timedelta

import pytest

from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.accounts.tests.factories import make_user
from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import properties, sla_warnings, staff_notices
from hdportal.desk.actions.properties import Wanted
from hdportal.desk.domain.audience import DESK, Reading
from hdportal.desk.domain.properties import Property
from hdportal.desk.domain.sla import Measure
from hdportal.desk.models import JournalEntry, StaffNotice
from hdportal.desk.queries import journal
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.desk.tests.mailed import comment, html_of, newest_mail, text_of
from hdportal.desk.tests.sla_hours import at
from hdportal.desk.tests.sla_steps import close_on, enter_hours, row_of
from hdportal.kernel import clock
from hdportal.kernel.actor import Grant, Role
from hdportal.outbox.models import OutboxMail
from hdportal.web import jobs

pytestmark = pytest.mark.django_db

HALF, MORE, LATE = at("25 11:00"), at("25 12:00"), at("25 14:00")
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def address(settings):
    settings.BASE_URL = "https://portal.example"
    enter_hours()


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def incident():
    with clock.standing_at(at("24 18:20")):
        return make.incident(make.caller(), urgency="1")


def coordinator(group="service-desk"):
    grant = Grant(Role.COORDINATOR, f"group:{group}")
    return make_user(email=f"lead-{group}@demo.example", roles=[grant])


def warned(moment):
    with clock.standing_at(moment):
        return sla_warnings.warn_all()


def mailed():
    rows = OutboxMail.objects.filter(kind__startswith="desk_").order_by("pk")
    return list(rows.values_list("kind", "recipient"))


def entries():
    rows = JournalEntry.objects.filter(kind__startswith="sla_").order_by("pk")
    return [(row.kind, row.facts["measure"], row.facts["level"]) for row in rows]


def test_the_worker_looks_every_minute():
    found = [job for job in jobs.registered() if job.name.startswith("sla-")]

    assert [job.name for job in found] == ["sla-recount", "sla-warnings"]
    assert {job.every for job in found} == {timedelta(minutes=1)}
    assert [job.run() for job in found] == [0, 0]


def test_each_level_is_told_once_to_whoever_has_it(incident, agent):
    steps.take(incident, agent)
    coordinator()

    told = [
        warned(moment)
        for moment in (
            HALF - SECOND,
            HALF,
            HALF,
            MORE,
            LATE,
            LATE + SECOND,
            at("25 15:00"),
        )
    ]

    assert told == [0, 1, 0, 1, 0, 1, 0]
    assert entries() == [
        ("sla_warned", "response", 50),
        ("sla_warned", "response", 75),
        ("sla_breached", "response", 100),
    ]
    assert mailed() == [
        ("desk_due_soon", agent.email),
        ("desk_due_soon", agent.email),
        ("desk_overdue", agent.email),
        ("desk_overdue", "lead-service-desk@demo.example"),
    ]


def test_what_nobody_has_is_told_to_the_coordinator_of_its_group(incident, agent):
    coordinator()
    coordinator("dwh")
    steps.hand_on(incident, agent, "dwh")
    OutboxMail.objects.all().delete()
    StaffNotice.objects.all().delete()

    warned(HALF)

    assert mailed() == [("desk_due_soon", "lead-dwh@demo.example")]
    assert not StaffNotice.objects.exists()


def test_whoever_wants_no_mail_gets_none(incident, agent):
    steps.take(incident, agent)
    staff_notices.choose(by=agent, own=MailChoice.NONE, about={})

    warned(HALF)

    assert mailed() == []
    assert entries() == [("sla_warned", "response", 50)]


def test_the_mail_says_how_much_is_used_and_leads_to_the_entry(incident, agent):
    steps.take(incident, agent)

    warned(MORE)

    mail = newest_mail()
    said = " ".join(text_of(mail).split())
    assert f"{incident.number}: Three quarters of the time for an answer are" in said
    assert "it is due 25 Nov 2026, 14:00." in said
    entry = JournalEntry.objects.get(kind="sla_warned")
    page = f"https://portal.example/desk/incidents/{incident.number}/#entry-{entry.pk}"
    assert page in html_of(mail).links


def test_no_caller_sees_it_and_only_the_desks_list_moves(incident, agent):
    def moments():
        rows = incident.audience.exclude(scope=DESK)
        return set(rows.values_list("moment", flat=True))

    before = moments()

    warned(HALF)

    seen = journal(incident, reading=Reading.WHOLE, newest=40)
    assert [line.kind for line in [*seen.first, *seen.newest]] == ["created"]
    desk = journal(incident, reading=Reading.DESK, newest=40)
    assert desk.newest[-1].kind == "sla_warned"
    assert moments() == before
    assert incident.audience.get(scope=DESK).moment == HALF


def test_a_long_silence_is_told_as_one_warning_and_marked(incident):
    assert warned(at("28 10:00")) == 1

    assert entries() == [
        ("sla_breached", "response", 100),
        ("sla_warned", "resolution", 75),
    ]
    row = row_of(incident)
    assert (row.warned, row.warn_at, row.breached_at) == (100, None, LATE)
    assert AuditEvent.objects.filter(action="incident.sla_breach").count() == 1


def test_what_is_answered_or_on_hold_is_not_warned_of(incident, agent):
    with clock.standing_at(at("25 10:00")):
        comment(incident, agent)
        steps.hold(incident, agent)

    assert warned(at("27 10:00")) == 0
    assert entries() == []


def test_a_new_target_is_warned_of_from_the_first_level(incident, agent):
    warned(MORE)
    assert row_of(incident).warned == 75

    to = {"name": Property.URGENCY, "to": Wanted("2"), "seen": "1"}
    with clock.standing_at(at("25 13:00")):
        properties.change(incident=incident, by=agent, **to)

    row = row_of(incident)
    assert row.warned == 0
    assert row.warn_at == at("25 14:00")


def test_a_warning_waits_for_hours_that_changed_meanwhile(incident):
    with clock.standing_at(at("25 09:30")):
        close_on(HALF.date())

    assert warned(HALF) == 0

    assert row_of(incident).due_at == at("26 14:00")
    assert [kind for kind, *_rest in _kinds()] == ["created", "sla_moved"]
    assert row_of(incident, Measure.RESOLUTION).due_at == at("1 12:00").replace(
        month=12
    )


def _kinds():
    return JournalEntry.objects.order_by("pk").values_list("kind")
