"""Known errors: their list, one of them, and the incidents that have it."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from hdportal.desk.domain.known_errors import Status, patterns_of
from hdportal.desk.domain.searching import Query
from hdportal.desk.models import Incident, KnownError

PAGE_SIZE = 25


class HavingIncident(NamedTuple):
    """An incident that has a known error."""

    pk: int
    number: str
    subject: str
    state: str


_COUNTED = (
    Incident.objects.filter(known_error=OuterRef("pk"))
    .order_by()
    .values("known_error")
    .annotate(times=Count("pk"))
    .values("times")
)


def page(
    *, status: Status | None, words: Query, before: int | None = None
) -> tuple[list[KnownError], bool]:
    """Return one page of them, newest first, and whether more follow.

    Each is marked with `times`, how many incidents have it. None is every status.
    """
    found = KnownError.objects.select_related("application", "project")
    if status:
        found = found.filter(status=status)
    if before:
        found = found.filter(pk__lt=before)
    for pattern in patterns_of(words):
        found = found.filter(words__contains=pattern)
    counted = found.annotate(times=Coalesce(Subquery(_COUNTED), 0))
    rows = list(counted.order_by("-pk")[: PAGE_SIZE + 1])
    return rows[:PAGE_SIZE], len(rows) > PAGE_SIZE


def one(number: str) -> KnownError | None:
    """Return a known error with all that it names."""
    named = ("application", "project", "opened_by", "updated_by")
    found = KnownError.objects.select_related(*named)
    return found.filter(number=number).first()


def incidents_of(
    known_error: KnownError, *, before: int | None = None
) -> tuple[Sequence[HavingIncident], bool]:
    """Return a page of the incidents that have it, and whether more follow."""
    found = Incident.objects.filter(known_error=known_error)
    if before:
        found = found.filter(pk__lt=before)
    columns = ("pk", "number", "short_description", "state")
    rows = found.order_by("-pk").values_list(*columns)[: PAGE_SIZE + 1]
    return [HavingIncident(*row) for row in rows[:PAGE_SIZE]], len(rows) > PAGE_SIZE
