"""One row per mail and recipient."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class OutboxMailQuerySet(models.QuerySet["OutboxMail"]):
    """Reads as questions."""

    def waiting(self) -> "OutboxMailQuerySet":
        """Mail that is neither sent nor given up."""
        return self.filter(sent_at=None, failed_at=None)

    def due(self, moment: datetime) -> "OutboxMailQuerySet":
        """Mail to send at `moment` that no worker holds."""
        is_free = Q(claimed_until=None) | Q(claimed_until__lte=moment)
        return self.waiting().filter(is_free, due_at__lte=moment)


class OutboxMail(models.Model):
    """A mail to one recipient, sent once or given up with a reason.

    `message_id` is made when the row is written, so that a mail sent twice after a
    crash is recognised as one by the receiving side.
    """

    kind = models.CharField(max_length=60)
    sender = models.CharField(max_length=320)
    recipient = models.CharField(max_length=320)
    subject = models.CharField(max_length=500)
    body_text = models.TextField()
    body_html = models.TextField(blank=True, default="")
    headers = models.JSONField(default=dict, blank=True)
    message_id = models.CharField(max_length=255, unique=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    # A class of error and a reply code: never an address or a text.
    last_error = models.CharField(max_length=120, blank=True, default="")

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                name="outbox_due",
                condition=Q(sent_at=None, failed_at=None),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="outbox_sent_or_failed",
                condition=Q(sent_at=None) | Q(failed_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
