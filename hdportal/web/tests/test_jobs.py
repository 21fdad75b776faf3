from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdportal.web import jobs
from hdportal.web.jobs import EACH_POLL, Job
from hdportal.web.models import ScheduledRun
from hdportal.web.running.chores import CHORES
from hdportal.web.running.ticker import Ticker, take_slot

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Counted:
    """Work that counts how often it was done."""

    def __init__(self, outcome: int = 0) -> None:
        self.times = 0
        self.outcome = outcome

    def __call__(self) -> int:
        self.times += 1
        return self.outcome


@given(st.integers(0, 10_000_000))
def test_the_next_period_has_the_next_slot(minutes):
    job = Job("hourly", HOUR, Counted())
    moment = NOON + timedelta(minutes=minutes)

    assert job.slot(moment + HOUR) == job.slot(moment) + 1


def test_two_jobs_cannot_share_a_name():
    with pytest.raises(ValueError, match="outbox-send"):
        jobs.register(Job("outbox-send", HOUR, Counted()))


@pytest.mark.django_db
def test_a_scheduled_job_runs_once_per_period():
    work = Counted()
    ticker = Ticker([Job("hourly", HOUR, work)])

    for minutes in (0, 1, 59, 60, 61):
        ticker.tick(NOON + timedelta(minutes=minutes))

    assert work.times == 2


@pytest.mark.django_db
def test_two_workers_run_a_scheduled_job_once():
    work = Counted()

    for ticker in (Ticker([Job("hourly", HOUR, work)]) for _unused in range(2)):
        ticker.tick(NOON)

    assert work.times == 1


@pytest.mark.django_db
def test_a_slot_is_taken_once():
    assert take_slot("hourly", slot=1, now=NOON)
    assert not take_slot("hourly", slot=1, now=NOON)
    assert take_slot("hourly", slot=2, now=NOON)
    assert ScheduledRun.objects.count() == 2


def test_work_of_each_poll_needs_no_slot_and_says_whether_it_did_something():
    idle, busy = Job("idle", EACH_POLL, Counted()), Job("busy", EACH_POLL, Counted(3))

    assert not Ticker([idle]).tick(NOON)
    assert Ticker([busy, idle]).tick(NOON)


def test_a_job_that_fails_does_not_stop_the_others(caplog):
    work = Counted()
    broken = Job("broken", EACH_POLL, lambda: 1 / 0)

    Ticker([broken, Job("sound", EACH_POLL, work)]).tick(NOON)

    assert work.times == 1
    assert "job.failed job=broken" in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize("job", CHORES, ids=lambda job: job.name)
def test_every_chore_of_the_house_runs(job):
    job.run()
