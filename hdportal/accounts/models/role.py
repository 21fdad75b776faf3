"""Which role a person holds, and where."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models


class RoleAssignment(models.Model):
    """A role (a Django group) of one person within a scope.

    `scope` is "" for everywhere, or `project:HDBP0016`, `organisation:3`: a name,
    since the apps that own those records stand above this one.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="role_assignments"
    )
    group = models.ForeignKey(Group, models.CASCADE)
    scope = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "group", "scope"], name="role_once_per_scope"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.scope or 'everywhere'}"
