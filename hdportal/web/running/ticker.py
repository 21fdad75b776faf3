"""Run what is due, each scheduled job once per period over all workers."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, InterfaceError, OperationalError, transaction

from hdportal.web.jobs import EACH_POLL, Job
from hdportal.web.models import ScheduledRun

logger = logging.getLogger("hdportal.worker")

DATABASE_AWAY = (OperationalError, InterfaceError)


class Ticker:
    """Knows which periods it has seen, so an idle turn costs no query for them."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self.jobs = list(jobs)
        self._seen: dict[str, int] = {}

    def tick(self, now: datetime) -> bool:
        """Run what is due at `now` and return whether there was anything to do.

        A job that fails is logged and has its next turn in the next period.

        Raises:
            DatabaseError: the database went away, or has no tables yet.
        """
        did_something = False
        for job in self.jobs:
            if job.every == EACH_POLL or self._is_my_turn(job, now):
                did_something = bool(_run(job)) or did_something
        return did_something

    def _is_my_turn(self, job: Job, now: datetime) -> bool:
        slot = job.slot(now)
        if self._seen.get(job.name) == slot:
            return False
        is_mine = take_slot(job.name, slot=slot, now=now)
        self._seen[job.name] = slot
        return is_mine


def take_slot(name: str, *, slot: int, now: datetime) -> bool:
    """Note that job `name` starts for `slot`; False when it was started before."""
    if ScheduledRun.objects.filter(job=name, slot=slot).exists():
        return False
    try:
        with transaction.atomic():
            ScheduledRun.objects.create(job=name, slot=slot, started_at=now)
    except IntegrityError:
        return False
    return True


def _run(job: Job) -> object:
    try:
        outcome = job.run()
    except DATABASE_AWAY:
        raise
    except Exception:
        # One broken job must not stop the mail of everybody else.
        logger.exception("job.failed job=%s", job.name)
        return None
    if job.every != EACH_POLL:
        logger.info("job.done job=%s outcome=%s", job.name, outcome)
    return outcome
