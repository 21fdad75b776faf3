"""Who may see an incident, one row per scope: what every list is read from."""

from django.db import models

from hdportal.desk.domain.incident import State
from hdportal.desk.models.incident import Incident


class Audience(models.Model):
    """An incident as seen from one scope.

    State and `moment` (its newest change) are copies kept by the actions, so that a
    list filtered and ordered by them is one index range, at any size.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="audience")
    scope = models.CharField(max_length=60)
    state = models.CharField(max_length=20, choices=[(s, s) for s in State])
    is_open = models.BooleanField()
    moment = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "scope"], name="audience_once_per_scope"
            )
        ]
        indexes = [
            models.Index(fields=["scope", "-moment", "-incident"], name="audience_all"),
            models.Index(
                fields=["scope", "is_open", "-moment", "-incident"],
                name="audience_open",
            ),
            models.Index(
                fields=["scope", "state", "-moment", "-incident"],
                name="audience_by_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.incident_id}"
