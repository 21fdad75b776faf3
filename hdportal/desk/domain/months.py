"""Calendar months, as reports are made of."""

import re
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Self

_WRITTEN = re.compile("([0-9]{4})-(0[1-9]|1[0-2])")
_FIRST_YEAR = 2000


@dataclass(frozen=True, order=True)
class Month:
    """One month of the calendar; later ones are greater."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month in which a day lies."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the month that an address names; None when it names none.

        >>> Month.parse("2026-11"), Month.parse("2026-13")
        (Month(year=2026, month=11), None)
        """
        found = _WRITTEN.fullmatch(text) if text.isascii() else None
        if found is None or not _FIRST_YEAR <= int(found[1]) < date.max.year:
            return None
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    def plus(self, months: int) -> "Month":
        """Return the month so many later, or earlier.

        >>> Month(2026, 1).plus(-1), Month(2026, 11).plus(2)
        (Month(year=2025, month=12), Month(year=2027, month=1))
        """
        years, month = divmod(self.month - 1 + months, 12)
        return Month(self.year + years, month + 1)

    def starts_at(self, zone: tzinfo) -> datetime:
        """Return its first moment in that zone."""
        return datetime(self.year, self.month, 1, tzinfo=zone)

    def ends_at(self, zone: tzinfo) -> datetime:
        """Return the first moment that is no more of it."""
        return self.plus(1).starts_at(zone)
