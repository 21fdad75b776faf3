"""Give out numbers without gaps."""

from django.db.models import F

from hdportal.desk.domain.incident import number_for
from hdportal.desk.models import Counter


def hold(prefix: str) -> None:
    """Let nobody else go beyond this line until the transaction ends."""
    Counter.objects.get_or_create(prefix=prefix)
    Counter.objects.select_for_update().get(prefix=prefix)


def take(prefix: str) -> str:
    """Return the next number; a transaction that fails gives it back.

    Call it last in the transaction: others wait here until it commits.
    """
    Counter.objects.get_or_create(prefix=prefix)
    Counter.objects.filter(prefix=prefix).update(value=F("value") + 1)
    return number_for(prefix, Counter.objects.get(prefix=prefix).value)
