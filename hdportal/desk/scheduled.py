"""What the worker does for this app by the clock."""

from datetime import timedelta

from hdportal.desk.actions import (
    endings,
    notices,
    sla_recount,
    sla_warnings,
    staff_notices,
)
from hdportal.kernel import clock
from hdportal.web import jobs

# Looks more often than there is something to do: 07:00 in Brussels is another hour
# of UTC in summer, and a worker that was down has to make up for it soon.
jobs.register(
    jobs.Job(
        "incident-digests",
        timedelta(minutes=15),
        lambda: notices.send_digests(now=clock.now()),
    )
)
jobs.register(
    jobs.Job(
        "desk-digests",
        timedelta(minutes=15),
        lambda: staff_notices.send_digests(now=clock.now()),
    )
)


def close_all_due() -> int:
    """Close everything that is due, however much a long silence left behind."""
    closed = 0
    while just_now := endings.close_due():
        closed += just_now
    return closed


jobs.register(jobs.Job("incidents-close", timedelta(hours=1), close_all_due))
# What hours and targets say now comes before what is warned of.
jobs.register(
    jobs.Job("sla-recount", timedelta(minutes=1), lambda: sla_recount.recount_stale())
)
jobs.register(
    jobs.Job("sla-warnings", timedelta(minutes=1), lambda: sla_warnings.warn_all())
)
