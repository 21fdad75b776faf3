"""What the journals of the incidents resolved in a month say of the procedure.

Read as a stream: a month is never held whole.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import QuerySet

from hdportal.desk.domain.incident import Channel, EntryKind
from hdportal.desk.domain.months import Month
from hdportal.desk.domain.sop import Seen
from hdportal.desk.domain.traces import Trace, groups_of, steps_of
from hdportal.desk.models import Incident, JournalEntry
from hdportal.desk.queries.procedure import caller_side
from hdportal.kernel.clock import BRUSSELS

_AT_ONCE = 2000


class _Line(NamedTuple):
    """One entry of a journal, with what is asked of its incident."""

    incident: int
    kind: str
    at: Any
    by: int | None
    facts: dict[str, Any]
    number: str
    resolved_at: Any
    caller: int
    opened_by: int
    channel: str
    received_at: Any
    opened_at: Any


_COLUMNS = (
    *("incident_id", "kind", "at", "by_id", "facts"),
    *(
        f"incident__{name}"
        for name in (
            *("number", "resolved_at", "caller_id", "opened_by_id"),
            *("channel", "received_at", "opened_at"),
        )
    ),
)


def traces(month: Month, *, first_line: int) -> Iterator[Trace]:
    """Yield what each incident resolved in `month` left behind, the newest first.

    One that was reopened counts in the month in which it was resolved for good.
    """
    rows = map(_Line._make, _journals(month).iterator(chunk_size=_AT_ONCE))
    for _incident, lines in groupby(rows, key=itemgetter(0)):
        yield _trace(list(lines), first_line)


def _journals(month: Month) -> QuerySet[JournalEntry, Any]:
    found = JournalEntry.objects.filter(
        incident__resolved_at__gte=month.starts_at(BRUSSELS),
        incident__resolved_at__lt=month.ends_at(BRUSSELS),
    )
    newest_first = ("-incident__resolved_at", "-incident_id")
    return found.order_by(*newest_first, "at", "pk").values_list(*_COLUMNS)


def _trace(lines: list[_Line], first_line: int) -> Trace:
    one = lines[0]
    people = caller_side(one.caller, one.opened_by, one.channel)
    entries = [
        Seen(EntryKind(line.kind), line.at, line.by, line.by in people, line.facts)
        for line in lines
    ]
    came = one.received_at if one.channel == Channel.EMAIL else None
    return Trace(
        pk=one.incident,
        number=one.number,
        resolved_at=one.resolved_at,
        groups=groups_of(entries, first_line=first_line),
        steps=steps_of(entries, first_line=first_line),
        picked_up=one.opened_at - came if came else None,
    )


def subjects(keys: list[int]) -> dict[int, str]:
    """Return the subjects of these incidents, by key."""
    rows = Incident.objects.filter(pk__in=keys).values_list("pk", "short_description")
    return dict(rows)
