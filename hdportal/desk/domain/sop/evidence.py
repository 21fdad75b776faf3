"""Which activities the journal of an incident shows, how often and in which order."""

from collections.abc import Iterable, Iterator

from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.domain.sop.activities import ACTIVITIES
from hdportal.desk.domain.sop.proof import Evidence, Line, Seen

__all__ = [
    "ORDER",
    "Evidence",
    "Seen",
    "evidence_of",
    "on_lines",
    "repeated",
    "reversed_refs",
]

# What follows what. I06 and I07 may come at any time; I08 ends both ways through.
ORDER = (
    *("I01", "I02", "I03", "I04", "I05", "I09", "I10", "I11"),
    *("I12", "I13", "I14", "I15", "I08"),
)
# Doing it twice is to go through the activity twice; writing or taking over is not.
_ONCE = frozenset(
    {
        EntryKind.CHECKED,
        EntryKind.CHANGED,
        EntryKind.HANDED_ON,
        EntryKind.HANDED_BACK,
        EntryKind.RESOLVED,
    }
)
# Reports ask this of every entry of a month: most activities need not be looked at.
_SHOWN_BY = {
    kind: [one for one in ACTIVITIES if any(e.kind is kind for e in one.evidence)]
    for kind in EntryKind
}


def evidence_of(entries: Iterable[Seen], *, first_line: int) -> dict[str, list[Seen]]:
    """Return, for each activity that a journal shows, the entries that show it.

    The entries are in their order; `first_line` is the key of the Service Desk's group.
    """
    shown: dict[str, list[Seen]] = {}
    for seen, line in on_lines(entries, first_line=first_line):
        for one in _SHOWN_BY[seen.kind]:
            wanted = (e for e in one.evidence if not e.after or e.after in shown)
            if any(evidence.shows(seen, line) for evidence in wanted):
                shown.setdefault(one.ref, []).append(seen)
    return shown


def on_lines(
    entries: Iterable[Seen], *, first_line: int
) -> Iterator[tuple[Seen, Line]]:
    """Yield each entry with the line on which the incident lies once it is written."""
    line: Line = 1
    for seen in entries:
        if seen.kind is EntryKind.HANDED_BACK:
            line = 1
        elif seen.kind in {EntryKind.HANDED_ON, EntryKind.ASSIGNED}:
            group, _colon, _person = str(seen.facts.get("to", "")).partition(":")
            line = 1 if group in {"", str(first_line)} else 2
        yield seen, line


def repeated(shown: dict[str, list[Seen]]) -> set[str]:
    """Return the activities that were gone through more than once.

    Corrections of several properties are one categorisation.
    """
    return {ref for ref, entries in shown.items() if _has_twins(entries)}


def _has_twins(entries: Iterable[Seen]) -> bool:
    marks = [
        (seen.kind, seen.facts.get("property"))
        for seen in entries
        if seen.kind in _ONCE
    ]
    return len(marks) > len(set(marks))


def reversed_refs(shown: dict[str, list[Seen]]) -> set[str]:
    """Return the activities that were first shown after one that should follow.

    What an assignment rule did at once says nothing of the order of people's work.
    """
    done = {
        ref: [seen for seen in entries if seen.kind is not EntryKind.ASSIGNED]
        for ref, entries in shown.items()
    }
    firsts = [(ref, done[ref][0].at) for ref in ORDER if done.get(ref)]
    return {
        ref
        for place, (ref, at) in enumerate(firsts)
        if any(later < at for _ref, later in firsts[place + 1 :])
    }
