"""Numbers that leave no gaps."""

from django.db import models


class Counter(models.Model):
    """The last number given out for a prefix such as INC."""

    prefix = models.CharField(max_length=8, primary_key=True)
    value = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix} {self.value}"
