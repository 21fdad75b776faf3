"""A form as versioned data; old tickets keep the version they were made with."""

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from hdportal.intake.domain.parsing import parse_form
from hdportal.intake.domain.schema import FormSchema


class FormDefinition(models.Model):
    """One form; of all forms for a purpose, one is in use."""

    key = models.SlugField(unique=True)
    purpose = models.SlugField()
    name = models.CharField(max_length=120)
    is_in_use = models.BooleanField(default=False)

    class Meta:
        ordering = ["purpose", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose"], condition=Q(is_in_use=True), name="one_form_in_use"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_name(self) -> str:
        return f"form:{self.key}"


class FormVersionQuerySet(models.QuerySet["FormVersion"]):
    """Which version serves now."""

    def in_use(self, purpose: str) -> "FormVersion":
        """Return the newest version of the form in use for `purpose`.

        Raises:
            FormVersion.DoesNotExist: no form was published for it.
        """
        return (
            self.filter(definition__purpose=purpose, definition__is_in_use=True)
            .select_related("definition")
            .latest("number")
        )


class FormVersion(models.Model):
    """What a form looked like from a moment on; never edited."""

    definition = models.ForeignKey(
        FormDefinition, models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    data = models.JSONField()
    published_at = models.DateTimeField()

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "number"], name="form_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.definition.key} v{self.number}"

    @cached_property
    def schema(self) -> FormSchema:
        return parse_form(self.data)
