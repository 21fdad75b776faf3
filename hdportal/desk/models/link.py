"""Which incidents belong together."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hdportal.desk.domain.incident import LinkTarget
from hdportal.desk.models.incident import Incident

_KINDS = (LinkTarget.RELATED, LinkTarget.PARENT)


class IncidentLink(models.Model):
    """`to_incident` is related to `incident`, or it is its parent.

    Each link stands once, as `links.as_kept` turns it.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="links")
    to_incident = models.ForeignKey(
        Incident, models.CASCADE, related_name="links_to_it"
    )
    kind = models.CharField(max_length=10, choices=[(k, k) for k in _KINDS])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "to_incident"], name="link_once_per_pair"
            ),
            models.UniqueConstraint(
                fields=["incident"],
                condition=Q(kind=LinkTarget.PARENT),
                name="link_one_parent",
            ),
            models.CheckConstraint(
                condition=~Q(incident=F("to_incident")), name="link_not_itself"
            ),
            models.CheckConstraint(
                condition=Q(kind=LinkTarget.PARENT)
                | Q(kind=LinkTarget.RELATED, incident__lt=F("to_incident")),
                name="link_kept_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.kind} {self.to_incident_id}"
