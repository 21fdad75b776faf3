"""What has a name in each language of the portal."""

from django.db import models

from hdportal.schedules.domain.names import Name

LONGEST_NAME = 80


class Named(models.Model):
    """A row with a name in English, Dutch and French; "" where there is none."""

    name_en = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    name_nl = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    name_fr = models.CharField(max_length=LONGEST_NAME, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def name(self) -> Name:
        """The name in all three."""
        return Name(self.name_en, self.name_nl, self.name_fr)


def name_columns(name: Name) -> dict[str, str]:
    """Return a name as the columns that hold it."""
    return {"name_en": name.en, "name_nl": name.nl, "name_fr": name.fr}
