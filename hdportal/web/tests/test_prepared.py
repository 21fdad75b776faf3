"""A prepared query answers as the same query of Django does, each time it is asked."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import QuerySet

from hdportal.web.models import ScheduledRun
from hdportal.web.prepared import Given, Prepared

NOON = datetime(2026, 11, 24, 12, 0, 0, 123456, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def runs():
    return [
        ScheduledRun.objects.create(
            job=f"job {n % 2}", slot=n, started_at=NOON + timedelta(hours=n)
        )
        for n in range(4)
    ]


def test_each_asking_has_its_own_values():
    of_job = Prepared(lambda: ScheduledRun.objects.filter(job=Given("job")))

    found = [of_job(job="job 0"), of_job(job="job 1"), of_job(job="job 0")]

    assert [[run.slot for run in one] for one in found] == [[0, 2], [1, 3], [0, 2]]


def test_what_changed_meanwhile_is_seen(runs):
    of_job = Prepared(lambda: ScheduledRun.objects.filter(job=Given("job")))
    assert len(of_job(job="job 0")) == 2

    runs[0].delete()

    assert of_job(job="job 0") == [runs[2]]


def test_moments_numbers_and_values_of_a_list_have_their_places():
    places = [Given("one"), Given("other")]
    late = Prepared(
        lambda: ScheduledRun.objects.filter(
            started_at__gt=Given("after"), slot__in=places
        ).values_list("slot", "started_at")
    )

    found = late(after=NOON, one=3, other=0)

    assert found == [(3, NOON + timedelta(hours=3))]


def test_joined_records_come_with_it_and_nothing_else_is_asked(
    django_assert_num_queries,
):
    named = Prepared(
        lambda: (
            Permission.objects.filter(codename=Given("codename"))
            .select_related("content_type")
            .only("name", "content_type__model")
        )
    )

    with django_assert_num_queries(1):
        (permission,) = named(codename="add_scheduledrun")
        assert permission.content_type.model == "scheduledrun"


def test_the_first_of_none_is_none():
    assert Prepared(lambda: ScheduledRun.objects.filter(slot=-1)).first() is None


def test_a_value_that_is_missing_is_an_error():
    with pytest.raises(KeyError, match="job"):
        Prepared(lambda: ScheduledRun.objects.filter(job=Given("job")))()


def test_it_is_built_once_for_a_thread_and_again_for_another():
    built = []

    def build() -> QuerySet[ScheduledRun]:
        built.append(connection.alias)
        return ScheduledRun.objects.filter(slot=Given("slot"))

    of_slot = Prepared(build)
    of_slot(slot=1)
    of_slot(slot=2)
    # Only built there: what this test wrote is locked to other connections.
    other = Thread(target=of_slot._ready)
    other.start()
    other.join()

    assert len(built) == 2
