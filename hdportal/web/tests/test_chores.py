from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection

from hdportal.kernel import clock
from hdportal.web.models import ScheduledRun
from hdportal.web.running.chores import cull_cache, forget_runs

pytestmark = pytest.mark.django_db


def rows_in_cache() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM web_cache")
        return cursor.fetchone()[0]


def test_only_cache_rows_that_have_run_out_are_removed():
    cache.set("old", 1, timeout=1)
    cache.set("fresh", 1, timeout=7200)

    with clock.standing_at(clock.now() + timedelta(hours=1)):
        assert cull_cache() == 1

    assert rows_in_cache() == 1
    assert cache.get("fresh") == 1


def test_only_notes_of_runs_that_are_long_past_are_removed():
    for days in (1, 59, 61):
        moment = clock.now() - timedelta(days=days)
        ScheduledRun.objects.create(job="daily", slot=days, started_at=moment)

    assert forget_runs() == 1
