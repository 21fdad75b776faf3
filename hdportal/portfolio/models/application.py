"""What people work with, as the incident form lists it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hdportal.portfolio.domain.applications import UserRole


class Application(models.Model):
    """One application; `key` is its public name in forms and never changes.

    `roles` is a short list kept in the row: there are dozens of applications, so they
    are read whole and sieved in Python, in one query on either database.
    """

    class Role(models.TextChoices):
        DATA_PROVIDER = UserRole.DATA_PROVIDER.value, _("Data provider")
        RESEARCHER = UserRole.RESEARCHER.value, _("Researcher")
        SPONSOR = UserRole.SPONSOR.value, _("Sponsor")

    key = models.SlugField(max_length=50, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    description = models.CharField(_("Description"), max_length=250, blank=True)
    roles = models.JSONField(_("Roles"), default=list, blank=True)
    is_offered = models.BooleanField(_("Offered in forms"), default=True)
    order = models.PositiveSmallIntegerField(_("Order"), default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_name(self) -> str:
        return f"application:{self.key}"
