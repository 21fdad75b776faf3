"""Page through a list by cursor: no offsets, so the 10 000th row costs as the first."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from django.db.models import BigIntegerField, BooleanField, F, Func, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan
from django.utils.crypto import salted_hmac

from hdportal.web.prepared import Given

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SEAL_BYTES = 9

Place = tuple[datetime | int | Given, ...]


class _Row(Func):
    """Several values that are compared as one: (a, b, c)."""

    template = "(%(expressions)s)"
    output_field = BooleanField()


@dataclass(frozen=True)
class Ordering:
    """How a list is ordered: by columns of which the last is unique.

    All run one way, so that "beyond this row" is one comparison of (a, b, c) with
    (x, y, z), which both databases turn into one range of an index over them.
    """

    columns: tuple[str, ...]
    is_descending: bool = False

    def sort(self, found: QuerySet[Any], *, onward: bool = True) -> QuerySet[Any]:
        """Return `found` in this order, or in the opposite one."""
        sign = "-" if self.is_descending is onward else ""
        return found.order_by(*[f"{sign}{column}" for column in self.columns])

    def beyond(
        self, found: QuerySet[Any], place: Sequence[Any], *, onward: bool = True
    ) -> QuerySet[Any]:
        """Return what comes after `place`, or before it, nearest first."""
        row = _Row(*[F(column) for column in self.columns])
        there = _Row(*[_value(part) for part in place])
        comparison = LessThan if self.is_descending is onward else GreaterThan
        return self.sort(found.filter(comparison(row, there)), onward=onward)


def _value(part: datetime | int | Given) -> Value | Given:
    if isinstance(part, Given):
        return part
    # Wider than the column may be, so that a number cannot be too big for it.
    is_number = isinstance(part, int)
    return Value(part, output_field=BigIntegerField() if is_number else None)


@dataclass(frozen=True)
class Cursor:
    """A place in a list, and whether the page lies onward from there.

    Without a place it is the first page.
    """

    place: Place = ()
    is_onward: bool = True

    @classmethod
    def parse(cls, text: str, *, of: str = "") -> Self:
        """Return the cursor that `text` names; of another list it is the first page.

        `of` says which list it was written for.
        """
        try:
            padded = text + "=" * (-len(text) % 4)
            seal, plain = _split(base64.urlsafe_b64decode(padded.encode("ascii")))
            if seal != _seal(plain, of):
                return cls()
            direction, *parts = plain.decode("ascii").split(".")
            return cls(tuple(map(_read, parts)), is_onward=direction == "o")
        except (ValueError, binascii.Error):
            return cls()

    def written(self, *, of: str = "") -> str:
        """Return the cursor for an address of the list `of`.

        It is sealed: it fits no list of another order, and nobody makes one up.
        """
        parts = ["o" if self.is_onward else "b", *map(_write, self.place)]
        plain = ".".join(parts).encode("ascii")
        sealed = _seal(plain, of) + plain
        return base64.urlsafe_b64encode(sealed).decode("ascii").rstrip("=")

    @property
    def is_first(self) -> bool:
        """Whether it is the beginning of the list."""
        return not self.place

    def slice(
        self, found: QuerySet[Any], ordering: Ordering, size: int
    ) -> tuple[list[Any], bool]:
        """Return one page of `found` and whether more follow in this direction."""
        return self.page(list(self.read(found, ordering, size)), size)

    def read(
        self, found: QuerySet[Any], ordering: Ordering, size: int
    ) -> QuerySet[Any]:
        """Return the rows of one page and one beyond it, the nearest first."""
        if self.is_first:
            return ordering.sort(found)[: size + 1]
        return ordering.beyond(found, self.place, onward=self.is_onward)[: size + 1]

    def page(self, rows: list[Any], size: int) -> tuple[list[Any], bool]:
        """Return a page in its order from what was read, and whether more follow."""
        page = rows[:size]
        is_in_order = self.is_first or self.is_onward
        return (page if is_in_order else page[::-1]), len(rows) > size


def _seal(plain: bytes, of: str) -> bytes:
    digest = salted_hmac(f"hdportal.web.paging:{of}", plain, algorithm="sha256")
    return digest.digest()[:_SEAL_BYTES]


def _split(sealed: bytes) -> tuple[bytes, bytes]:
    return sealed[:_SEAL_BYTES], sealed[_SEAL_BYTES:]


def _write(part: datetime | int) -> str:
    if isinstance(part, int):
        return str(part)
    return f"m{(part - _EPOCH) // _MICROSECOND}"


def _read(part: str) -> datetime | int:
    if part.startswith("m"):
        return _EPOCH + int(part[1:]) * _MICROSECOND
    return int(part)
