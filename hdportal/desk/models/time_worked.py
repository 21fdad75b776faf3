"""Time that people of the desk worked on incidents; no caller ever learns of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from hdportal.desk.domain.time_worked import MINUTES_A_DAY
from hdportal.desk.models.incident import Incident


class TimeWorked(models.Model):
    """What one person worked on one incident on one day, in whole minutes.

    `by` wrote it down: the person, or later somebody who may for them.
    """

    # The indexes below begin with these two.
    incident = models.ForeignKey(
        Incident, models.CASCADE, related_name="time_worked", db_index=False
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=200, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    form_token = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by", "form_token"], name="time_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MINUTES_A_DAY),
                name="time_within_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["incident", "person", "day"], name="time_of_incident"),
            models.Index(fields=["person", "day"], name="time_of_person"),
            models.Index(fields=["day", "person"], name="time_of_day"),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.person_id} {self.day} {self.minutes}"


class Stopwatch(models.Model):
    """A stopwatch that runs; each person has one at most."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="+")
    started_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} {self.incident_id} since {self.started_at}"
