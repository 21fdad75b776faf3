"""Groups that incidents are assigned to."""

from django.db import models

from hdportal.desk.domain.incident import FIRST_LINE

__all__ = ["FIRST_LINE", "AssignmentGroup"]


class AssignmentGroup(models.Model):
    """A team behind the desk; who belongs to it says the scope of their roles."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    # What is nobody's yet goes to the one at the desk who got one longest ago.
    round_robin = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_name(self) -> str:
        return f"group:{self.key}"

    @property
    def scope(self) -> str:
        """The scope of a role that counts in this group only."""
        return f"group:{self.key}"
