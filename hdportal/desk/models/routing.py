"""Where new incidents go: the rules, who is at the desk, and whose turn it is."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from hdportal.desk.domain.routing import About, Rule
from hdportal.desk.models.group import AssignmentGroup
from hdportal.portfolio.models import Application, Project


class AssignmentRule(models.Model):
    """Incidents about this go to the group; the first that fits decides."""

    position = models.PositiveSmallIntegerField(default=0)
    # The key of a category; "" and None ask for nothing.
    category = models.CharField(max_length=40, blank=True, default="")
    application = models.ForeignKey(Application, models.PROTECT, null=True)
    project = models.ForeignKey(Project, models.PROTECT, null=True)
    group = models.ForeignKey(AssignmentGroup, models.PROTECT, related_name="rules")
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(category="")
                | Q(application__isnull=False)
                | Q(project__isnull=False),
                name="rule_names_something",
            )
        ]

    def __str__(self) -> str:
        return f"rule {self.pk} → {self.group_id}"

    @property
    def about(self) -> About:
        """What an incident has to be about."""
        return About(self.category, self.application_id, self.project_id)

    @property
    def as_rule(self) -> Rule:
        """The rule as the domain judges it."""
        return Rule(self.pk, self.about, self.is_active)

    @property
    def audit_name(self) -> str:
        return f"rule:{self.pk}"


class Presence(models.Model):
    """Somebody is at the desk; gone when the moment has passed."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="presence",
    )
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} until {self.until}"


class Turn(models.Model):
    """When somebody last got an incident of a group."""

    group = models.ForeignKey(AssignmentGroup, models.CASCADE)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], name="turn_once_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id} at {self.at}"
