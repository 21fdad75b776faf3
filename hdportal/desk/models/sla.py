"""Targets for answers and solutions, and the clocks of incidents."""

from django.db import models
from django.db.models import F, Q

from hdportal.desk.domain.sla import Clock, Measure, Target
from hdportal.desk.domain.sla_targets import Definition
from hdportal.desk.models.incident import Incident
from hdportal.portfolio.models import Project

_MEASURES = [(measure.value, measure.value) for measure in Measure]


class SlaDefinition(models.Model):
    """How much support time there is; set once, and ended when another one is set.

    Without a project it counts for all that have none of their own.
    """

    measure = models.CharField(max_length=12, choices=_MEASURES)
    priority = models.PositiveSmallIntegerField()
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, related_name="sla_definitions"
    )
    minutes = models.PositiveIntegerField()
    # It came with the portal and nobody has confirmed it.
    is_stock = models.BooleanField(default=False)
    in_force_from = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["priority", "measure", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "priority"],
                condition=Q(ended_at=None, project=None),
                name="sla_once_for_all",
            ),
            models.UniqueConstraint(
                fields=["measure", "priority", "project"],
                condition=Q(ended_at=None),
                name="sla_once_per_project",
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="sla_has_minutes"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} P{self.priority} {self.minutes} min"

    @property
    def is_active(self) -> bool:
        """Whether it is in force."""
        return self.ended_at is None

    @property
    def as_definition(self) -> Definition:
        """The definition as the domain judges it."""
        return Definition(
            self.pk,
            Measure(self.measure),
            self.priority,
            self.project.key if self.project else "",
            self.minutes,
            self.in_force_from,
            self.ended_at,
        )


class SlaClock(models.Model):
    """A clock as it stood at `counted_to`; `domain/sla.py` says what its columns mean.

    `calendar_revision` and `targets_revision` say by which hours and targets it was
    counted; `warned` is the last level at which the desk was warned, `warn_at` when it
    is warned next.
    """

    incident = models.ForeignKey(
        Incident, models.CASCADE, db_index=False, related_name="sla_clocks"
    )
    measure = models.CharField(max_length=12, choices=_MEASURES)
    definition = models.ForeignKey(
        SlaDefinition, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    target_seconds = models.PositiveIntegerField(null=True)
    started_at = models.DateTimeField()
    counted_to = models.DateTimeField()
    elapsed_seconds = models.PositiveBigIntegerField(null=True)
    actual_seconds = models.PositiveBigIntegerField(default=0)
    running = models.BooleanField(default=True)
    due_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)
    warned = models.PositiveSmallIntegerField(default=0)
    warn_at = models.DateTimeField(null=True)
    calendar_revision = models.PositiveBigIntegerField(default=0)
    targets_revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "measure"], name="sla_clock_once"
            ),
            models.CheckConstraint(
                condition=Q(definition=None, target_seconds=None)
                | Q(definition__isnull=False, target_seconds__gt=0),
                name="sla_clock_target_whole",
            ),
            models.CheckConstraint(
                condition=Q(running=False) | Q(completed_at=None),
                name="sla_clock_stops_when_completed",
            ),
            models.CheckConstraint(
                condition=Q(counted_to__gte=F("started_at")),
                name="sla_clock_runs_onward",
            ),
        ]
        indexes = [
            models.Index(
                fields=["warn_at", "id"],
                condition=Q(warn_at__isnull=False),
                name="sla_clock_to_warn",
            ),
            # Those that a change of the hours or the targets concerns.
            models.Index(
                fields=["calendar_revision", "targets_revision", "incident"],
                condition=Q(completed_at=None),
                name="sla_clock_going",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} of {self.incident_id}"

    @property
    def value(self) -> Clock:
        """The clock as the domain reckons with it."""
        target = None
        if self.definition_id and self.target_seconds:
            target = Target(self.definition_id, self.target_seconds)
        return Clock(
            Measure(self.measure),
            self.started_at,
            self.counted_to,
            target,
            self.elapsed_seconds,
            self.actual_seconds,
            self.running,
            self.due_at,
            self.completed_at,
            self.breached_at,
        )

    def take_over(self, clock: Clock) -> None:
        """Take the columns of a clock of the domain; the caller saves them."""
        target = clock.target
        self.measure = clock.measure
        self.definition_id = target.key if target else None
        self.target_seconds = target.seconds if target else None
        for name in _SAME:
            setattr(self, name, getattr(clock, name))


_SAME = (
    *("started_at", "counted_to", "elapsed_seconds", "actual_seconds", "running"),
    *("due_at", "completed_at", "breached_at"),
)
