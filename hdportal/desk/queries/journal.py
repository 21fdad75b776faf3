"""The journal of an incident: what happened to it, in order."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Window

from hdportal.desk.domain.audience import Reading
from hdportal.desk.domain.incident import INTERNAL_KINDS, SAID_KINDS
from hdportal.desk.models import Incident, JournalEntry
from hdportal.web.prepared import Given, Prepared


class JournalLine(NamedTuple):
    """One entry of a journal, with who made it."""

    pk: int
    kind: str
    at: datetime
    text: str
    facts: dict[str, Any]
    by: int | None
    first_name: str | None
    last_name: str | None
    email: str | None


_LINE = ("pk", "kind", "at", "text", "facts", "by") + tuple(
    f"by__{name}" for name in ("first_name", "last_name", "email")
)


@dataclass(frozen=True)
class Journal:
    """The first entry, the newest ones, and how many lie between them unread."""

    first: list[JournalLine]
    unread: int
    newest: list[JournalLine]


_HIDDEN = {
    Reading.DESK: [],
    Reading.WHOLE: sorted(INTERNAL_KINDS),
    Reading.LIFE_CYCLE: sorted(INTERNAL_KINDS | SAID_KINDS),
}


def journal(incident: Incident, *, reading: Reading, newest: int) -> Journal:
    """Return a journal in order, as far as it may be read.

    At most `newest` entries beside the first are read.
    """
    found = _newest(reading, newest + 1)(incident=incident.pk)[::-1]
    total = found[0][-1] if found else 0
    last = [JournalLine(*line) for *line, _total in found]
    if total == len(last):
        return Journal(last[:1], 0, last[1:])
    first = [JournalLine(*line) for line in _first(reading)(incident=incident.pk)]
    return Journal(first, total - len(last), last[1:])


@cache
def _newest(reading: Reading, rows: int) -> Prepared[Any]:
    total = Window(Count("*"))
    return Prepared(
        lambda: _lines(reading).annotate(total=total).order_by("-at", "-id")[:rows]
    )


@cache
def _first(reading: Reading) -> Prepared[Any]:
    return Prepared(lambda: _lines(reading).order_by("at", "id")[:1])


def _lines(reading: Reading) -> QuerySet[JournalEntry, Any]:
    entries = JournalEntry.objects.filter(incident=Given("incident"))
    if hidden := _HIDDEN[reading]:
        entries = entries.exclude(kind__in=hidden)
    return entries.values_list(*_LINE)
