"""The journal of an incident: what happened to it, in order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Window

from hdportal.desk.domain.audience import Reading
from hdportal.desk.domain.incident import INTERNAL_KINDS, SAID_KINDS
from hdportal.desk.models import Incident, JournalEntry


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
    entries = JournalEntry.objects.filter(incident=incident)
    if hidden := _HIDDEN[reading]:
        entries = entries.exclude(kind__in=hidden)
    lines = entries.values_list(*_LINE)
    counted = lines.annotate(total=Window(Count("*"))).order_by("-at", "-id")
    found = list(counted[: newest + 1])[::-1]
    total = found[0][-1] if found else 0
    last = [JournalLine(*line) for *line, _total in found]
    if total == len(last):
        return Journal(last[:1], 0, last[1:])
    first = [JournalLine(*line) for line in lines.order_by("at", "id")[:1]]
    return Journal(first, total - len(last), last[1:])
