"""One row per file that is kept; the bytes are in the storage named "attachments"."""

import uuid

from django.conf import settings
from django.db import models

from hdportal.files.domain.kinds import IMAGE_TYPES


class StoredFile(models.Model):
    """A file that belongs to a record of another app.

    `owner` names that record ("draft:<uuid>", "incident:INC0000001"): this app knows
    none of them, and whoever owns the record decides who may see the file.
    `media_type` was read from the content. `is_checked` is true for a text in which no
    patient data were found; false means that nobody looked inside.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    storage_name = models.CharField(max_length=100, unique=True)
    is_checked = models.BooleanField(default=False)

    class Meta:
        ordering = ["uploaded_at", "id"]
        indexes = [models.Index(fields=["owner", "uploaded_at"], name="file_by_owner")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size_bytes__gt=0), name="file_is_not_empty"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_name(self) -> str:
        return f"file:{self.pk}"

    @property
    def is_image(self) -> bool:
        return self.media_type in IMAGE_TYPES

    @property
    def is_previewable(self) -> bool:
        return self.is_image
