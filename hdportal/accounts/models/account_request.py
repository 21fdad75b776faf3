"""Somebody without an account asks for one."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountRequest(models.Model):
    """Asked on the public page; seen by administrators once the e-mail is verified."""

    class State(models.TextChoices):
        UNVERIFIED = "unverified", _("E-mail not verified")
        WAITING = "waiting", _("Waiting for an answer")
        INVITED = "invited", _("Invited")
        DECLINED = "declined", _("Declined")

    email = models.EmailField()
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    organisation_name = models.CharField(max_length=160)
    reason = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=5, default="en")
    state = models.CharField(max_length=20, choices=State, default=State.UNVERIFIED)
    asked_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decline_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "-asked_at"], name="account_request_state")
        ]

    def __str__(self) -> str:
        return f"{self.email} ({self.state})"

    @property
    def audit_name(self) -> str:
        return f"account-request:{self.pk}"
