"""Count clocks anew when hours or targets changed, and those of older incidents."""

import logging
from collections.abc import Iterator

from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from hdportal.audit.record import record
from hdportal.desk.actions import audiences, sla
from hdportal.desk.domain.audience import DESK
from hdportal.desk.models import Incident
from hdportal.desk.queries import sla as stored
from hdportal.desk.queries.sla import Rules
from hdportal.kernel import clock

logger = logging.getLogger("hdportal.desk")

BATCH = 100
# So many in one go: mail and warnings must not wait for a day's work.
AT_ONCE = 1000


def recount_stale() -> int:
    """Count what other hours or targets hold for since, and return how many.

    Each incident has a transaction of its own: one that fails holds up no other.
    """
    by = stored.newest_rules()
    keys = stored.stale(by, most=AT_ONCE) or stored.uncounted_alive(most=AT_ONCE)
    return sum(_tried(key, by) for key in keys)


def recount_all(*, only_missing: bool = False) -> Iterator[int]:
    """Count every incident that has no clocks, and those that are counted otherwise.

    Yield how many were counted, batch by batch. Unless `only_missing`, what is not
    over is counted from its journal whether or not it was counted by other rules.
    """
    by = stored.newest_rules()
    yield from _counted(stored.uncounted(), by)
    if not only_missing:
        yield from _counted(Incident.objects.filter(is_open=True), by, again=True)


def _counted(
    wanted: QuerySet[Incident], by: Rules, *, again: bool = False
) -> Iterator[int]:
    rest = wanted.order_by("pk")
    while keys := list(rest.values_list("pk", flat=True)[:BATCH]):
        yield sum(_tried(key, by, again=again) for key in keys)
        rest = wanted.order_by("pk").filter(pk__gt=keys[-1])


def _tried(key: int, by: Rules, *, again: bool = False) -> bool:
    try:
        _count(key, by, again)
    except DatabaseError as error:
        logger.error("sla.not_counted incident=%s error=%s", key, type(error).__name__)
        return False
    return True


@transaction.atomic
def _count(key: int, by: Rules, again: bool) -> None:
    held = Incident.objects.select_for_update(of=("self",))
    incident = held.select_related("caller", "project").get(pk=key)
    rows, due = stored.clock_rows(incident), incident.due_at
    if not rows:
        sla.start_late(incident, by)
    if again:
        for row in rows.values():
            row.calendar_revision = row.targets_revision = -1
    has_moved = bool(rows) and sla.recount(incident, rows, by)
    if incident.due_at == due:
        return
    if rows:
        incident.updated_at = clock.now()
        # Where nothing was promised before, nothing is new for the caller.
        audiences.touch(incident, only="" if has_moved else DESK)
        record("incident.sla_recount", by=None, target=incident)
    incident.save(update_fields=["due_at", "updated_at"])
