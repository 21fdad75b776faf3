"""What somebody is writing in a form, kept until it is sent."""

from django.conf import settings
from django.db import models

from hdportal.intake.models.form import FormVersion


class DraftQuerySet(models.QuerySet["Draft"]):
    """Whose drafts, and which can still be gone on with."""

    def open(self) -> "DraftQuerySet":
        """Return the drafts that were neither sent nor discarded."""
        return self.filter(spent_at=None)


class Draft(models.Model):
    """A form that is being written; `token` is the form's own token.

    `purpose` names what the form is for, such as `incident` or `comment:INC0000001`.
    `values` went through the patient-data door, each text by its key. A draft that was
    sent or discarded is *spent*: it is emptied and stays a while, so that an autosave
    that comes late does not bring it back.
    """

    token = models.UUIDField(primary_key=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafts"
    )
    purpose = models.CharField(max_length=60)
    form_version = models.ForeignKey(FormVersion, models.PROTECT, null=True)
    values = models.JSONField(default=dict)
    updated_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True)
    # How far ahead of the clock its saves have run (`domain.drafts.paced`).
    paced_until = models.DateTimeField(null=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["person", "purpose", "-updated_at"], name="draft_of_person"
            ),
            models.Index(fields=["updated_at"], name="draft_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.token}"

    @property
    def audit_name(self) -> str:
        return f"draft:{self.token}"

    @property
    def is_spent(self) -> bool:
        return self.spent_at is not None
