"""What the house itself keeps in the database."""

from django.db import models


class ScheduledRun(models.Model):
    """One start of a scheduled job; the unique pair keeps two workers apart.

    `slot` counts the periods of the job since 1970.
    """

    job = models.CharField(max_length=60)
    slot = models.BigIntegerField()
    started_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "slot"], name="web_run_once")
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.slot}"
