"""Warn the desk of clocks: at half, at three quarters, and when they are late."""

import logging
from datetime import datetime

from django.db import DatabaseError, transaction

from hdportal.audit.record import record
from hdportal.desk.actions import audiences, sla, staff_notices
from hdportal.desk.domain.audience import DESK
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.domain.sla import WARNED_AT, level_reached, marked
from hdportal.desk.domain.staff_notices import StaffOccasion
from hdportal.desk.models import Incident, JournalEntry, SlaClock
from hdportal.desk.queries import sla as stored
from hdportal.desk.queries.sla import Rules
from hdportal.kernel import clock

logger = logging.getLogger("hdportal.desk")

AT_ONCE = 500


def warn_all() -> int:
    """Tell of every clock that has reached a level since; return how many incidents.

    Each has a transaction of its own, in which it is also noted: a crash neither loses
    nor doubles a warning, and of two workers the second finds nothing.
    """
    due = stored.to_warn(clock.now()).values_list("incident", flat=True)
    keys = dict.fromkeys(due[:AT_ONCE])
    return sum(_tried(key) for key in keys)


def _tried(key: int) -> bool:
    try:
        return _warn(key)
    except DatabaseError as error:
        logger.error("sla.not_warned incident=%s error=%s", key, type(error).__name__)
        return False


@transaction.atomic
def _warn(key: int) -> bool:
    held = Incident.objects.select_for_update(of=("self",))
    incident = held.select_related("assignment_group", "assigned_to").get(pk=key)
    rows, now = stored.clock_rows(incident), clock.now()
    by = sla.rules_for(rows)
    has_moved = sla.recount(incident, rows, by)
    told = [
        row
        for row in rows.values()
        if row.warn_at and row.warn_at <= now and _tell(incident, row, by, now)
    ]
    if told or has_moved:
        incident.save(update_fields=["due_at", "updated_at"])
        audiences.touch(incident, only="" if has_moved else DESK)
    return bool(told)


def _tell(incident: Incident, row: SlaClock, by: Rules, now: datetime) -> bool:
    """Tell of one clock; return whether it has reached a level."""
    value = marked(row.value, now)
    level = level_reached(value, now, by.hours)
    is_news = level > row.warned
    sla.keep_warned(row, value, max(level, row.warned), by)
    if not is_news:
        return False
    is_late = level == WARNED_AT[-1]
    incident.updated_at = now
    entry = JournalEntry.objects.create(
        incident=incident,
        kind=EntryKind.SLA_BREACHED if is_late else EntryKind.SLA_WARNED,
        at=now,
        facts={"measure": row.measure, "level": level, "due": _iso(row.due_at)},
    )
    record(
        "incident.sla_breach" if is_late else "incident.sla_warn",
        by=None,
        target=incident,
        measure=row.measure,
        level=level,
    )
    _mail(incident, entry, is_late=is_late)
    return True


def _mail(incident: Incident, entry: JournalEntry, *, is_late: bool) -> None:
    """Tell whoever has it; of what nobody has, and of what is late, coordinators."""
    holder, group = incident.assigned_to, incident.assignment_group
    is_in_hand = holder is not None and holder.is_active
    staff_notices.tell(
        incident=incident,
        occasion=StaffOccasion.OVERDUE if is_late else StaffOccasion.DUE_SOON,
        by=None,
        entry=entry,
        groups=[group] if group and (is_late or not is_in_hand) else [],
    )


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
