"""Whether stored clocks are those that the journals tell of."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import QuerySet

from hdportal.desk.domain.sla import marked
from hdportal.desk.domain.sla_rebuild import Clocks
from hdportal.desk.models import Incident, SlaClock
from hdportal.desk.queries import sla
from hdportal.desk.queries.sla import Rules

BATCH = 200


def differing(
    incidents: Iterable[Incident], by: Rules, *, now: datetime
) -> Iterator[str]:
    """Yield the numbers of those whose clocks are not what their journals tell.

    Clocks that were counted by other hours are left out: those that run are counted
    anew by a job, and those that are completed keep what was so then.
    """
    for incident in incidents:
        rows = list(incident.sla_clocks.all())
        told = sla.rebuilt_clocks(incident, by, until=now)
        if not all(_is_same(row, told, by, now) for row in rows) or (
            _due(rows) != incident.due_at
        ):
            yield str(incident)


def newest(how_many: int) -> list[Incident]:
    """Return the incidents that changed last and have clocks, with these."""
    found = _with_clocks().order_by("-updated_at", "-pk")[: 2 * how_many]
    return [one for one in found if one.sla_clocks.all()][:how_many]


def every() -> Iterator[list[Incident]]:
    """Yield all incidents, a batch at a time, with their clocks."""
    rest = _with_clocks().order_by("pk")
    while some := list(rest[:BATCH]):
        yield some
        rest = _with_clocks().order_by("pk").filter(pk__gt=some[-1].pk)


def _with_clocks() -> QuerySet[Incident]:
    found = Incident.objects.exclude(number=None).select_related("project")
    return found.prefetch_related("sla_clocks")


def _is_same(row: SlaClock, told: Clocks, by: Rules, now: datetime) -> bool:
    is_over = row.completed_at is not None
    is_counted = row.calendar_revision == by.calendar_revision
    if not is_counted or not (is_over or by.counted(row)):
        return True
    value = marked(row.value, now)
    return told[value.measure] == value


def _due(rows: list[SlaClock]) -> datetime | None:
    moments = (row.due_at for row in rows if row.running)
    return min(filter(None, moments), default=None)
