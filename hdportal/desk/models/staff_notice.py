"""What people of the desk want to be told by mail, and what waits for the morning."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.desk.domain.staff_notices import StaffOccasion
from hdportal.desk.models.group import AssignmentGroup
from hdportal.desk.models.incident import Incident
from hdportal.desk.models.journal import JournalEntry


class StaffMailChoice(models.Model):
    """A choice that differs from the standard (`domain/staff_notices.py`).

    Without a group it is about incidents that are assigned to the person.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    group = models.ForeignKey(
        AssignmentGroup, models.CASCADE, related_name="+", null=True
    )
    choice = models.CharField(max_length=10, choices=[(c, c) for c in MailChoice])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group"], name="staff_mail_once_per_group"
            ),
            # Two empty groups are not the same to a database.
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(group=None),
                name="staff_mail_once_for_own",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.group_id or 'own'} {self.choice}"


class StaffNotice(models.Model):
    """Something to tell somebody of the desk, until the mail of a morning takes it.

    It holds no text. Without a group it is told because the incident is theirs.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="+")
    group = models.ForeignKey(
        AssignmentGroup, models.CASCADE, related_name="+", null=True
    )
    occasion = models.CharField(max_length=20, choices=[(o, o) for o in StaffOccasion])
    entry = models.ForeignKey(JournalEntry, models.CASCADE, related_name="+")
    # That a work note came along is told, its words never are.
    has_note = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "created_at"], name="staff_notice_due")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.incident_id} {self.occasion}"
