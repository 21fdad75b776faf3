"""Keep the clocks of an incident in step with what happens to it."""

from collections.abc import Mapping
from datetime import datetime

from hdportal.desk.actions import notices
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.domain.notices import Occasion
from hdportal.desk.domain.sla import (
    Clock,
    Happening,
    Measure,
    level_reached,
    next_warning,
)
from hdportal.desk.domain.sla_rebuild import (
    CLOCK_KINDS,
    Clocks,
    Line,
    advanced,
    begun,
    concerns,
    happenings_of,
)
from hdportal.desk.models import Incident, JournalEntry, SlaClock
from hdportal.desk.queries import sla as stored
from hdportal.desk.queries.sla import Rules
from hdportal.kernel import clock

Rows = dict[Measure, SlaClock]
_COLUMNS = (
    *("definition", "target_seconds", "started_at", "counted_to", "elapsed_seconds"),
    *("actual_seconds", "running", "due_at", "completed_at", "breached_at"),
    *("warned", "warn_at", "calendar_revision", "targets_revision"),
)


def start(incident: Incident) -> None:
    """Start the clocks of a new incident; the caller saves `due_at`."""
    by = stored.rules()
    at, promise = stored.started_at(incident), stored.promise_of(incident)
    _keep_first(incident, begun(at, promise, by.targets, by.hours), by)


def follow(incident: Incident) -> None:
    """Let the clocks follow what the change under way wrote; the caller saves `due_at`.

    An incident from before there were clocks gets them now. Most changes do nothing to
    any clock and cost no query.
    """
    entries = [e for e in incident.being_written if e.kind in CLOCK_KINDS]
    incident.being_written.clear()
    lines = [stored.line_of(entry, incident) for entry in entries]
    if not any(map(concerns, lines)):
        return
    rows = stored.clock_rows(incident)
    by = rules_for(rows)
    if not rows:
        start_late(incident, by)
        return
    recount(incident, rows, by, leave_out=len(lines))
    clocks = {measure: row.value for measure, row in rows.items()}
    promise = stored.promise_of(incident).before(lines)
    for line in lines:
        promise = promise.after(line)
        clocks = advanced(clocks, line, promise, by.targets, by.hours)
    if any(map(_reopens, lines)):
        # Other hours may hold since it was completed.
        told = stored.rebuilt_clocks(incident, by, until=clock.now())
        clocks[Measure.RESOLUTION] = told[Measure.RESOLUTION]
    _keep(incident, rows, clocks, by)


def rules_for(rows: Rows) -> Rules:
    """Return what rows are counted by, read anew where they do not seem to be."""
    # What this process remembers may be older than what another one counted by.
    by = stored.rules()
    return by if all(map(by.counted, _going(rows).values())) else stored.newest_rules()


def start_late(incident: Incident, by: Rules) -> None:
    """Give an incident the clocks that its journal tells of; the caller saves `due_at`.

    Of what they reached before, nobody is warned any more.
    """
    clocks = stored.rebuilt_clocks(incident, by, until=clock.now())
    _keep_first(incident, clocks, by, is_late=True)


def recount(incident: Incident, rows: Rows, by: Rules, *, leave_out: int = 0) -> bool:
    """Count the clocks that are not over anew, if other hours or targets hold since.

    Return whether something that was due is due at another moment; then its caller is
    told. The caller of this saves `due_at`. `leave_out` is as in `rebuilt_clocks`.
    """
    going = _going(rows)
    if all(by.counted(row) for row in going.values()):
        return False
    told = stored.rebuilt_clocks(incident, by, until=clock.now(), leave_out=leave_out)
    clocks = {measure: told[measure] for measure in going}
    moved = {
        measure.value: [row.due_at.isoformat(), due.isoformat()]
        for measure, row in going.items()
        if row.due_at and (due := clocks[measure].due_at) and due != row.due_at
    }
    _keep(incident, rows, clocks, by)
    if moved:
        _tell_moved(incident, moved)
    return bool(moved)


def keep_warned(row: SlaClock, value: Clock, level: int, by: Rules) -> None:
    """Save that the desk was warned of a clock at this level."""
    row.take_over(value)
    row.warned, row.warn_at = level, next_warning(value, level, by.hours)
    row.save(update_fields=["breached_at", "warned", "warn_at"])


def _going(rows: Rows) -> Rows:
    return {m: row for m, row in rows.items() if row.completed_at is None}


def _reopens(line: Line) -> bool:
    return any(what is Happening.REOPEN for _measure, what in happenings_of(line))


def _keep(incident: Incident, rows: Rows, clocks: Clocks, by: Rules) -> None:
    now = clock.now()
    changed = [
        row
        for measure, row in rows.items()
        if measure in clocks and _take(row, clocks[measure], by, now)
    ]
    SlaClock.objects.bulk_update(changed, _COLUMNS)
    incident.due_at = _next_due(rows)


def _take(row: SlaClock, value: Clock, by: Rules, now: datetime) -> bool:
    """Bring a row up to date; return whether it has to be saved."""
    was = row.value
    if was == value and by.counted(row):
        return False
    row.take_over(value)
    row.calendar_revision = by.calendar_revision
    row.targets_revision = by.targets.revision
    if was.target != value.target or (was.running and was.due_at is None):
        reached = level_reached(value, now, by.hours)
        # What nobody could know before is no news; of a new target each level counts.
        is_same = was.target == value.target
        row.warned = max(row.warned, reached) if is_same else min(row.warned, reached)
    row.warn_at = next_warning(value, row.warned, by.hours)
    return True


def _keep_first(
    incident: Incident, clocks: Clocks, by: Rules, *, is_late: bool = False
) -> None:
    now, rows = clock.now(), {}
    for measure, value in clocks.items():
        row = rows[measure] = SlaClock(
            incident=incident,
            warned=level_reached(value, now, by.hours) if is_late else 0,
            calendar_revision=by.calendar_revision,
            targets_revision=by.targets.revision,
        )
        row.take_over(value)
        row.warn_at = next_warning(value, row.warned, by.hours)
    SlaClock.objects.bulk_create(rows.values())
    incident.due_at = _next_due(rows)


def _next_due(rows: Rows) -> datetime | None:
    moments = (row.due_at for row in rows.values() if row.running)
    return min(filter(None, moments), default=None)


def _tell_moved(incident: Incident, moved: Mapping[str, list[str]]) -> None:
    incident.updated_at = clock.now()
    entry = JournalEntry.objects.create(
        incident=incident,
        kind=EntryKind.SLA_MOVED,
        at=incident.updated_at,
        facts={"moved": dict(moved)},
    )
    notices.tell(incident=incident, occasion=Occasion.MOVED, by=None, entry=entry)
