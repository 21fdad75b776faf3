"""Who works on which project."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hdportal.portfolio.domain.projects import MembershipKind
from hdportal.portfolio.models.project import Project


class ProjectMembership(models.Model):
    """One reason why a person belongs to a project."""

    class Kind(models.TextChoices):
        RESEARCHER = MembershipKind.RESEARCHER.value, _("Researcher")
        LEAD = MembershipKind.LEAD.value, _("Project lead")
        MEMBER = MembershipKind.MEMBER.value, _("Member")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="project_memberships"
    )
    project = models.ForeignKey(Project, models.CASCADE, related_name="memberships")
    kind = models.CharField(max_length=20, choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "project", "kind"], name="membership_once_per_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.project_id}"

    @property
    def audit_name(self) -> str:
        return f"project-membership:{self.pk}"
