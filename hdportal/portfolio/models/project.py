"""A research project or registry whose data go through the platform."""

from typing import Self

from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hdportal.portfolio.domain.codes import read_code
from hdportal.portfolio.domain.projects import LONGEST_KEY, ProjectState
from hdportal.portfolio.domain.words import query_words, squash


class ProjectQuerySet(models.QuerySet["Project"]):
    """Projects are public: whoever asks sees all of them."""

    def matching(self, text: str) -> Self:
        """Keep projects that have every word of `text`, as the start of a word."""
        words = query_words(text)
        if not words:
            return self.none() if text.strip() else self
        every_word = Q()
        for word in words:
            every_word &= Q(search_key__contains=f" {word}")
        return self.filter(every_word | Q(search_key__contains=f" {''.join(words)}"))

    def best_first(self, text: str) -> Self:
        """Order by exact code, exact abbreviation, abbreviation's start, the rest."""
        word = squash("".join(query_words(text)))
        if not word:
            return self.order_by("search_key", "key")
        rank = Case(
            When(code=read_code(text) or "-", then=Value(0)),
            When(search_key__startswith=f" {word} ", then=Value(1)),
            When(search_key__startswith=f" {word}", then=Value(2)),
            default=Value(3),
        )
        return self.order_by(rank, "search_key", "key")

    def of_key(self, key: str) -> Self:
        """Keep the project with this key or code, in any spelling."""
        if not key.isprintable():  # PostgreSQL does not take NUL
            return self.none()
        return self.filter(Q(key=key.upper()) | Q(code=read_code(key) or "-"))


class Project(models.Model):
    """One project; texts that nobody knows are empty.

    `key` is its public name in addresses, forms and role scopes, and never changes:
    the code, or a slug when there was no code yet when the project was added.
    """

    class State(models.TextChoices):
        PREPARATION = ProjectState.PREPARATION.value, _("In preparation")
        PRODUCTION = ProjectState.PRODUCTION.value, _("In production")
        CLOSED = ProjectState.CLOSED.value, _("Closed")

    key = models.CharField(max_length=LONGEST_KEY, unique=True)
    code = models.CharField(_("Code"), max_length=12, blank=True)
    name = models.CharField(_("Name"), max_length=250)
    abbreviation = models.CharField(_("Abbreviation"), max_length=60, blank=True)
    state = models.CharField(
        _("State"), max_length=20, choices=State, default=State.PRODUCTION
    )
    ended_on = models.DateField(_("Closed since"), null=True, blank=True)
    overseen_by = models.CharField(_("Overseen by"), max_length=200, blank=True)
    partners = models.TextField(_("Partners"), blank=True)
    commissioned_by = models.CharField(_("Commissioned by"), max_length=200, blank=True)
    supported_by = models.CharField(_("Supported by"), max_length=200, blank=True)
    description = models.TextField(_("Description"), blank=True)
    legal_basis = models.TextField(_("Legal basis"), blank=True)
    contact = models.CharField(
        _("Contact for questions about content"), max_length=200, blank=True
    )
    search_key = models.TextField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="project_code_once",
                violation_error_message=_("Another project has this code."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(state="closed"),
                name="project_end_only_when_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.abbreviation or self.name

    def get_absolute_url(self) -> str:
        return reverse("support-project", args=[self.key])

    @property
    def label(self) -> str:
        """Abbreviation, name and code in one line, as far as they are known."""
        parts = [part for part in (self.abbreviation, self.name) if part]
        label = " – ".join(dict.fromkeys(parts))
        return f"{label} ({self.code})" if self.code else label

    @property
    def audit_name(self) -> str:
        return f"project:{self.key}"
