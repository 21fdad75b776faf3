"""Other hours and other targets: what runs is counted anew, and callers are told."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from hdportal.accounts.tests.factories import make_user
from hdportal.desk.actions import sla_recount, sla_warnings, targets
from hdportal.desk.doctor import sla_clocks
from hdportal.desk.domain.sla import Measure
from hdportal.desk.domain.sla_targets import STOCK, as_text
from hdportal.desk.models import Incident, JournalEntry, SlaClock
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.desk.tests.mailed import comment, newest_mail, text_of
from hdportal.desk.tests.sla_hours import at
from hdportal.desk.tests.sla_steps import clock_of, close_on, enter_hours, row_of
from hdportal.kernel import clock
from hdportal.kernel.actor import Role
from hdportal.outbox.models import OutboxMail

pytestmark = pytest.mark.django_db

RESPONSE, RESOLUTION = Measure.RESPONSE, Measure.RESOLUTION
HOLIDAY = date(2026, 11, 25)


@pytest.fixture
def caller():
    return make.caller()


@pytest.fixture
def incident(caller):
    enter_hours()
    with clock.standing_at(at("24 18:20")):
        return make.incident(caller, urgency="1")


def recounted(text="24 19:00"):
    with clock.standing_at(at(text)):
        return sla_recount.recount_stale()


def moved():
    return list(JournalEntry.objects.filter(kind="sla_moved"))


def test_a_holiday_entered_late_moves_what_is_due_and_the_caller_is_told(incident):
    close_on(HOLIDAY)

    assert recounted() == 1
    assert recounted() == 0

    assert clock_of(incident).due_at == at("26 14:00")
    incident.refresh_from_db()
    assert incident.due_at == at("26 14:00")
    (entry,) = moved()
    assert set(entry.facts["moved"]) == {"response", "resolution"}
    mails = OutboxMail.objects.filter(kind="incident_moved")
    assert mails.count() == 1
    said = " ".join(text_of(newest_mail()).split())
    assert "The support hours or targets of the Service Desk changed." in said
    assert "An answer is now due 26 Nov 2026, 14:00" in said


def test_a_holiday_that_moves_nothing_tells_nobody(incident):
    before = Incident.objects.get().updated_at
    close_on(date(2027, 7, 22))

    assert recounted() == 1

    assert moved() == []
    assert Incident.objects.get().updated_at == before


def test_what_is_completed_stays_as_it_was(incident):
    agent = make.agent()
    with clock.standing_at(at("25 10:00")):
        comment(incident, agent)
    close_on(HOLIDAY)

    recounted("25 11:00")

    assert clock_of(incident).elapsed_seconds == 3600
    (entry,) = moved()
    assert set(entry.facts["moved"]) == {"resolution"}
    assert list(sla_clocks())[0].level < 30


def test_a_change_before_the_job_counts_by_the_new_hours_too(incident):
    close_on(HOLIDAY)
    with clock.standing_at(at("24 18:30")):
        comment(incident, make.agent())

    assert clock_of(incident, RESOLUTION).due_at == at("1 12:00").replace(month=12)
    assert len(moved()) == 1
    assert recounted() == 0


def test_new_targets_come_to_clocks_that_run(incident):
    keeper = make_user(email="keeper@demo.example", roles=[Role.INCIDENT_MANAGER])
    to = {**STOCK, (RESPONSE, 3): 120, (RESOLUTION, 3): None}
    with clock.standing_at(at("24 18:30")):
        targets.set_targets(project=None, to=to, seen=as_text(STOCK), by=keeper)

    assert recounted() == 1

    assert clock_of(incident).due_at == at("25 11:00")
    without = clock_of(incident, RESOLUTION)
    assert (without.target, without.due_at) == (None, None)
    assert len(moved()) == 1


def test_hours_that_become_known_start_a_promise_and_no_flood(caller):
    with clock.standing_at(at("02 10:00")):
        incident = make.incident(caller, urgency="1")
    assert incident.due_at is None
    with clock.standing_at(at("24 18:00")):
        assert sla_warnings.warn_all() == 0
        enter_hours()

    assert recounted() == 1

    assert clock_of(incident).is_breached
    assert row_of(incident).warned == 100
    with clock.standing_at(at("24 20:00")):
        assert sla_warnings.warn_all() == 0
    assert moved() == []


def test_hours_known_from_later_on_leave_it_unknown(caller):
    with clock.standing_at(at("24 10:00")):
        incident = make.incident(caller, urgency="1")
    enter_hours(since=date(2026, 11, 26))

    recounted("27 10:00")

    assert clock_of(incident).elapsed_seconds == 0
    assert clock_of(incident).due_at is None
    with clock.standing_at(at("27 11:00")):
        comment(incident, make.agent())
    done = clock_of(incident)
    assert (done.elapsed_seconds, done.actual_seconds) == (None, 73 * 3600)


def test_older_incidents_get_clocks_without_a_warning(incident):
    agent = make.agent()
    with clock.standing_at(at("24 18:40")):
        steps.take(incident, agent)
    SlaClock.objects.all().delete()
    Incident.objects.update(due_at=None)

    assert recounted("25 15:00") == 1

    assert row_of(incident).warned == 100
    assert Incident.objects.get().due_at == at("25 14:00")
    assert moved() == []


def test_the_command_counts_what_is_over_as_well_and_mends_what_is_wrong(incident):
    agent = make.agent()
    with clock.standing_at(at("25 10:00")):
        steps.take(incident, agent)
        steps.resolve(incident, agent)
    SlaClock.objects.all().delete()

    call_command("sla_recount", "--missing", verbosity=0)

    assert clock_of(incident).completed_at == at("25 10:00")
    call_command("sla_recount", "--check", verbosity=0)


def test_the_doctor_finds_a_clock_that_its_journal_does_not_tell(incident):
    assert list(sla_clocks())[0].level < 30
    SlaClock.objects.filter(measure=RESPONSE).update(elapsed_seconds=77)

    (found,) = sla_clocks()

    assert incident.number in found.msg
    assert "sla_recount" in found.hint
    with pytest.raises(CommandError, match="1 of 1 incidents differ"):
        call_command("sla_recount", "--check", verbosity=0)
    call_command("sla_recount", verbosity=0)
    assert list(sla_clocks())[0].level < 30


def test_the_doctor_finds_open_incidents_without_clocks(incident):
    SlaClock.objects.all().delete()

    (found,) = sla_clocks()

    assert "1 incidents have none yet" in found.msg
