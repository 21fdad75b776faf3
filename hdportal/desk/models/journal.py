"""Everything that happened to an incident, in order: its timeline."""

from typing import Any

from django.conf import settings
from django.db import models

from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.models.incident import Incident


class JournalEntry(models.Model):
    """One thing that happened; entries are added, never edited."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="journal")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in EntryKind])
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    text = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    form_token = models.UUIDField(null=True)

    class Meta:
        verbose_name_plural = "journal entries"
        constraints = [
            models.UniqueConstraint(
                fields=["by", "form_token"], name="journal_once_per_form"
            )
        ]
        indexes = [models.Index(fields=["incident", "at", "id"], name="journal_order")]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise RuntimeError("journal entries are added, never edited")
        super().save(*args, **kwargs)
