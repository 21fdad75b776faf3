"""Known errors: how one shows, and what helps until it is put right."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from hdportal.desk.domain.known_errors import LONGEST_TITLE, Status
from hdportal.portfolio.models import Application, Project


class KnownError(models.Model):
    """One known error; `number` is KE and seven digits, without gaps.

    `words` are those it is found by (`domain/known_errors.py`).
    """

    # Empty only inside the transaction that creates it: the counter comes last.
    number = models.CharField(max_length=12, unique=True, null=True)
    title = models.CharField(max_length=LONGEST_TITLE)
    symptom = models.TextField()
    workaround = models.TextField()
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, related_name="+"
    )
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+")
    status = models.CharField(
        max_length=10, default=Status.OPEN, choices=[(s, s) for s in Status]
    )
    words = models.TextField(blank=True, default="")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    updated_at = models.DateTimeField()
    form_token = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opened_by", "form_token"], name="known_error_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(status__in=list(Status)), name="known_error_status_known"
            ),
        ]

    def __str__(self) -> str:
        return self.number or "KE…"

    @property
    def audit_name(self) -> str:
        return f"known_error:{self.number}"

    @property
    def is_retired(self) -> bool:
        return self.status == Status.RETIRED
