"""Hospitals, laboratories, universities and the institute itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """Where a person works; `provider_code` is the eight-digit code of a hospital."""

    class Kind(models.TextChoices):
        HOSPITAL = "hospital", _("Hospital")
        LABORATORY = "laboratory", _("Laboratory")
        UNIVERSITY = "university", _("University")
        INSTITUTE = "institute", _("Public institute")
        COMPANY = "company", _("Company")
        OTHER = "other", _("Other")

    name = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    provider_code = models.CharField(max_length=8, blank=True)
    # A provider code can occur twice: campuses of one hospital share it.
    shares_incidents = models.BooleanField(
        default=False, help_text=_("Colleagues see one another's incidents.")
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_name(self) -> str:
        return f"organisation:{self.pk}"
