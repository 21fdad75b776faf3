"""Scheduled work of the house itself."""

from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from hdportal.kernel import clock
from hdportal.web.jobs import DAILY, Job
from hdportal.web.models import ScheduledRun

KEEP_RUNS = timedelta(days=60)


def clear_sessions() -> None:
    """Remove sessions that have run out."""
    call_command("clearsessions")


def cull_cache() -> int:
    """Remove cache rows that have run out; Django does so only when space is short."""
    cache = settings.CACHES["default"]
    if not cache["BACKEND"].endswith("DatabaseCache"):
        return 0
    quote = connection.ops.quote_name
    table = quote(cache["LOCATION"])
    moment = connection.ops.adapt_datetimefield_value(
        clock.now().replace(microsecond=0)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {quote('expires')} < %s", [moment])
        return int(cursor.rowcount)


def forget_runs() -> int:
    """Remove the notes of scheduled runs that are long past."""
    old = ScheduledRun.objects.filter(started_at__lt=clock.now() - KEEP_RUNS)
    return old.delete()[0]


CHORES = [
    Job("sessions-clear", DAILY, clear_sessions),
    Job("cache-cull", timedelta(hours=1), cull_cache),
    Job("runs-forget", DAILY, forget_runs),
]
