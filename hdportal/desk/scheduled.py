"""What the worker does for this app by the clock."""

from datetime import timedelta

from hdportal.desk.actions import notices
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
