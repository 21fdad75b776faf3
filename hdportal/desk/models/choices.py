"""What the institute decides for its desk: priorities, and what can be chosen."""

from django.db import models
from django.db.models import Q

from hdportal.desk.domain.choices import LONGEST_NAME, Kind, Names
from hdportal.desk.domain.incident import Impact, Urgency
from hdportal.desk.domain.priority import PRIORITY_LABELS


class PriorityCell(models.Model):
    """One of the nine cells of the matrix that gives an incident its priority."""

    impact = models.PositiveSmallIntegerField(choices=[(i, i.name) for i in Impact])
    urgency = models.PositiveSmallIntegerField(choices=[(u, u.name) for u in Urgency])
    priority = models.PositiveSmallIntegerField()
    is_stock = models.BooleanField(default=False)

    class Meta:
        ordering = ["impact", "urgency"]
        constraints = [
            models.UniqueConstraint(
                fields=["impact", "urgency"], name="priority_once_per_cell"
            ),
            models.CheckConstraint(
                condition=Q(priority__in=sorted(PRIORITY_LABELS)),
                name="priority_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.impact} × {self.urgency} → {self.priority}"


class DeskChoice(models.Model):
    """One value of a list of the desk.

    Incidents and their journal hold the key, which never changes; what is hidden is
    not offered any more and stays readable. `is_stock`: nobody has confirmed it yet.
    """

    kind = models.CharField(max_length=20, choices=[(k, k) for k in Kind])
    key = models.CharField(max_length=90)
    # The category of a subcategory.
    parent_key = models.CharField(max_length=40, blank=True, default="")
    name_en = models.CharField(max_length=LONGEST_NAME)
    name_nl = models.CharField(max_length=LONGEST_NAME)
    name_fr = models.CharField(max_length=LONGEST_NAME)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    is_stock = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["kind", "parent_key", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="choice_once_per_key"),
            models.CheckConstraint(
                condition=Q(kind=Kind.SUBCATEGORY) & ~Q(parent_key="")
                | ~Q(kind=Kind.SUBCATEGORY) & Q(parent_key=""),
                name="choice_parent_of_subcategory",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en

    @property
    def names(self) -> Names:
        return Names(self.name_en, self.name_nl, self.name_fr)

    @property
    def audit_name(self) -> str:
        return f"{self.kind}:{self.key}"
