"""What a person is told in tomorrow morning's mail."""

from django.conf import settings
from django.db import models

from hdportal.desk.domain.notices import Occasion
from hdportal.desk.models.incident import Incident
from hdportal.desk.models.journal import JournalEntry


class PendingNotice(models.Model):
    """Something to tell a person, until the mail of a morning takes it along.

    It holds no text: what the mail says is read when it is written.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="+")
    occasion = models.CharField(max_length=20, choices=[(o, o) for o in Occasion])
    entry = models.ForeignKey(JournalEntry, models.CASCADE, related_name="+", null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "created_at"], name="notice_due")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.incident_id} {self.occasion}"
