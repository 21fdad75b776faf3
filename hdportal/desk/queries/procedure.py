"""The journal of one incident, as the procedure looks at it."""

from dataclasses import dataclass
from datetime import datetime

from hdportal.desk.domain.incident import Channel, EntryKind
from hdportal.desk.domain.sop import Seen
from hdportal.desk.models import Incident, JournalEntry

_LINE = (
    *("kind", "at", "by", "facts", "text"),
    *(f"by__{name}" for name in ("first_name", "last_name", "email")),
)


@dataclass(frozen=True)
class Journey:
    """What happened to an incident, in order, with the names of who did it.

    `remarks` are what was written at a tick, by the moment of it.
    """

    entries: list[Seen]
    names: dict[int, str]
    remarks: dict[datetime, str]


def caller_side(caller: int, opened_by: int, channel: str) -> frozenset[int]:
    """Return who speaks for the caller.

    In the portal that is also who opened it; otherwise the desk did that for them.
    """
    is_own = channel == Channel.PORTAL
    return frozenset({caller, opened_by} if is_own else {caller})


def journey(incident: Incident) -> Journey:
    """Return everything that happened to an incident, in one query.

    Whoever asks has to work behind the desk: work notes count as well.
    """
    callers = caller_side(incident.caller_id, incident.opened_by_id, incident.channel)
    found = Journey([], {}, {})
    lines = JournalEntry.objects.filter(incident=incident).order_by("at", "pk")
    for kind, at, by, facts, text, first, last, email in lines.values_list(*_LINE):
        seen = Seen(EntryKind(kind), at, by, by in callers, facts)
        found.entries.append(seen)
        if by:
            found.names[by] = f"{first} {last}".strip() or email
        if kind == EntryKind.CHECKED and text:
            found.remarks[at] = text
    return found
