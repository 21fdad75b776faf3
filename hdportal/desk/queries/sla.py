"""The targets, the hours, and the clocks of incidents."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from hdportal.desk.domain.incident import EntryKind, State
from hdportal.desk.domain.sla import Clock, Hours, Measure
from hdportal.desk.domain.sla_rebuild import (
    CLOCK_KINDS,
    Clocks,
    Line,
    Promise,
    rebuilt,
)
from hdportal.desk.domain.sla_targets import Place, Targets
from hdportal.desk.models import Incident, JournalEntry, SlaClock, SlaDefinition
from hdportal.schedules import queries as schedules
from hdportal.web.prepared import Given, Prepared
from hdportal.web.remembered import Remembered


@dataclass(frozen=True)
class Rules:
    """By what clocks are counted at this moment; each revision grows with a change."""

    targets: Targets
    hours: Hours
    calendar_revision: int

    def counted(self, clock: SlaClock) -> bool:
        """Return whether a clock was counted by these."""
        mine = self.calendar_revision, self.targets.revision
        return mine == (clock.calendar_revision, clock.targets_revision)


def _read_targets() -> Targets:
    rows = SlaDefinition.objects.select_related("project").order_by("pk")
    return Targets(row.as_definition for row in rows)


targets: Remembered[Targets] = Remembered(_read_targets)


def rules() -> Rules:
    """Return targets and hours, as they were some seconds ago at most."""
    desk = schedules.desk_hours()
    return Rules(targets(), desk.hours, desk.revision)


def newest_rules() -> Rules:
    """Return targets and hours as they stand at this moment, for whoever recounts."""
    targets.forget()
    schedules.forget()
    return rules()


_CLOCKS: Prepared[SlaClock] = Prepared(
    lambda: SlaClock.objects.filter(incident=Given("incident"))
)


def clocks_of(incident: Incident) -> dict[Measure, Clock]:
    """Return the clocks of an incident, in one query; {} where it has none yet."""
    values = (row.value for row in _CLOCKS(incident=incident.pk))
    return {clock.measure: clock for clock in values}


def clock_rows(incident: Incident) -> dict[Measure, SlaClock]:
    """Return the rows of an incident's clocks, for whoever changes them."""
    rows = SlaClock.objects.filter(incident=incident).order_by("pk")
    return {Measure(row.measure): row for row in rows}


def started_at(incident: Incident) -> datetime:
    """Return when the caller wrote: an e-mail may have waited."""
    return incident.received_at or incident.opened_at


def promise_of(incident: Incident) -> Promise:
    """Return by what the targets of an incident are chosen."""
    key = incident.project.key if incident.project else ""
    return Promise(incident.priority, key)


def line_of(entry: JournalEntry, incident: Incident) -> Line:
    """Return an entry of the journal as clocks look at it."""
    is_by_caller = entry.by_id in incident.people
    return Line(EntryKind(entry.kind), entry.at, is_by_caller, entry.facts)


def lines_of(incident: Incident) -> list[Line]:
    """Return what of the journal a clock can depend on, in order."""
    entries = JournalEntry.objects.filter(
        incident=incident, kind__in=sorted(CLOCK_KINDS)
    )
    return [line_of(entry, incident) for entry in entries.order_by("at", "pk")]


def rebuilt_clocks(
    incident: Incident, by: Rules, *, until: datetime, leave_out: int = 0
) -> Clocks:
    """Return the clocks as the journal tells them, in one query.

    `leave_out` is how many of the newest lines do not count: they are being written.
    """
    lines = lines_of(incident)
    kept = lines[: len(lines) - leave_out]
    return rebuilt(
        kept,
        started_at=started_at(incident),
        promise=promise_of(incident).before(lines[len(kept) :]),
        targets=by.targets,
        hours=by.hours,
        until=until,
    )


def stale(by: Rules, *, most: int) -> list[int]:
    """Return the keys of incidents with clocks that go on and were counted otherwise.

    At most so many clocks are looked at.
    """
    same = Q(
        calendar_revision=by.calendar_revision, targets_revision=by.targets.revision
    )
    going = SlaClock.objects.filter(completed_at=None).exclude(same)
    return sorted(set(going.values_list("incident", flat=True)[:most]))


def uncounted() -> QuerySet[Incident]:
    """Return the incidents without clocks: those from before there were any."""
    none = ~Exists(SlaClock.objects.filter(incident=OuterRef("pk")))
    return Incident.objects.filter(none).exclude(number=None)


def uncounted_alive(*, most: int) -> list[int]:
    """Return the keys of those of them that are open, or can be opened again."""
    # Asked one by one, each finds its index among a million that are closed.
    alive = (
        {"is_open": True},
        {"closed_at": None, "resolved_at__isnull": False, "state": State.RESOLVED},
    )
    found = [uncounted().filter(**one).values_list("pk", flat=True) for one in alive]
    return sorted({key for keys in found for key in keys[:most]})


def to_warn(now: datetime) -> QuerySet[SlaClock]:
    """Return the clocks of which the desk is to be warned, the oldest first."""
    return SlaClock.objects.filter(warn_at__lte=now).order_by("warn_at", "id")


def active_definitions() -> QuerySet[SlaDefinition]:
    """Return the targets in force, those of all projects first."""
    rows = SlaDefinition.objects.filter(ended_at=None).select_related("project")
    return rows.order_by("project__search_key", "priority", "measure")


def definitions_of(project: int | None) -> dict[Place, SlaDefinition]:
    """Return the targets in force for a project by its key, None: for all."""
    rows = SlaDefinition.objects.filter(ended_at=None, project=project)
    return {(Measure(row.measure), row.priority): row for row in rows}
