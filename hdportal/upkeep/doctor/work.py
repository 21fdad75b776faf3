"""The work behind the pages: mail that leaves, a worker that is alive."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.checks import CheckMessage, register

from hdportal.kernel import clock
from hdportal.outbox.models import OutboxMail
from hdportal.upkeep.doctor.report import TAG, bad, good
from hdportal.web.models import ScheduledRun

LONGEST_WAIT = timedelta(minutes=10)
# The worker has something to do each hour; the rest is for work that takes long.
LONGEST_SILENCE = timedelta(minutes=90)
FAILURES_COUNT_FOR = timedelta(days=7)


@register(TAG, deploy=True)
def outbox(**kwargs: object) -> Iterator[CheckMessage]:
    """Look for mail that waits too long, and mail that was given up."""
    now = clock.now()
    late = OutboxMail.objects.waiting().filter(created_at__lt=now - LONGEST_WAIT)
    oldest = late.order_by("created_at").values_list("created_at", flat=True).first()
    if oldest is None:
        yield good("outbox", "Outbox: no mail waits for long.")
    else:
        yield bad(
            "outbox",
            f"Outbox: {late.count()} mails wait, the oldest for "
            f"{in_words(now - oldest)}.",
            "Look in the log for mail.delayed; see that hdportal worker runs and that "
            "HDPORTAL_SMTP_URL is right.",
        )
    failed = OutboxMail.objects.filter(failed_at__gt=now - FAILURES_COUNT_FOR).count()
    if failed:
        yield bad(
            "outbox-failed",
            f"Outbox: {failed} mails were given up in the last week.",
            "Look in the log for mail.failed: the mail server says why.",
        )
    else:
        yield good("outbox-failed", "Outbox: no mail was given up in the last week.")


@register(TAG, deploy=True)
def worker(**kwargs: object) -> Iterator[CheckMessage]:
    """Look at when scheduled work last began."""
    moments = ScheduledRun.objects.order_by("-started_at")
    last = moments.values_list("started_at", flat=True).first()
    cure = "Start hdportal serve, or hdportal worker."
    if last is None:
        yield bad("worker", "Worker: has never run.", cure)
        return
    yield _judged(last, clock.now(), cure)


def _judged(last: datetime, now: datetime, cure: str) -> CheckMessage:
    silence = in_words(now - last)
    if now - last > LONGEST_SILENCE:
        return bad("worker", f"Worker: has done nothing for {silence}.", cure)
    return good("worker", f"Worker: alive {silence} ago.")


def in_words(span: timedelta) -> str:
    """Return a span as a person says it.

    >>> in_words(timedelta(minutes=5)), in_words(timedelta(days=3, hours=2))
    ('5 minutes', '3 days')
    >>> in_words(timedelta(hours=30))
    '30 hours'
    """
    minutes = max(int(span.total_seconds()) // 60, 0)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 48 * 60 else f"{span.days} days"
