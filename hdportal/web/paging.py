"""Page through a list by cursor: no offsets, so the 10 000th row costs as the first."""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from django.db.models import Q, QuerySet

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BIGGEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class Cursor:
    """A place in a list ordered by (-moment, -incident), newest first.

    `is_older` tells the direction from there; without a place it is the first page.
    """

    moment: datetime | None = None
    key: int = 0
    is_older: bool = True

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the cursor that `text` names; nonsense leads to the first page."""
        try:
            plain = base64.urlsafe_b64decode(text.encode("ascii")).decode("ascii")
            direction, micros, key = plain.split(".")
            moment = _EPOCH + timedelta(microseconds=int(micros))
            place = min(max(int(key), 0), _BIGGEST_KEY)
            return cls(moment, place, is_older=direction == "o")
        except (ValueError, binascii.Error, OverflowError):
            return cls()

    def __str__(self) -> str:
        since = self.moment - _EPOCH if self.moment else timedelta(0)
        micros = since // timedelta(microseconds=1)
        plain = f"{'o' if self.is_older else 'n'}.{micros}.{self.key}"
        return base64.urlsafe_b64encode(plain.encode()).decode()

    def slice(self, found: QuerySet[Any], size: int) -> tuple[list[Any], bool]:
        """Return one page of `found` and whether more follow in this direction."""
        if self.moment is None:
            rows = list(found[: size + 1])
        elif self.is_older:
            # Written so that both databases turn it into one index range.
            here = Q(moment__lte=self.moment) & (
                Q(moment__lt=self.moment) | Q(incident__lt=self.key)
            )
            rows = list(found.filter(here)[: size + 1])
        else:
            here = Q(moment__gte=self.moment) & (
                Q(moment__gt=self.moment) | Q(incident__gt=self.key)
            )
            backwards = found.filter(here).order_by("moment", "incident")
            rows = list(backwards[: size + 1])
        page, has_more = rows[:size], len(rows) > size
        is_turned = self.moment is not None and not self.is_older
        return (page[::-1] if is_turned else page), has_more
