"""What the incidents of a month left behind of each step, one by one and counted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.domain.procedure import AS_NEEDED, Way, missed_by, outcomes_of
from hdportal.desk.domain.sop import Seen, evidence_of, repeated, reversed_refs
from hdportal.kernel.text import N_

# An e-mail becomes an incident within one day (Incident SOP, step I01).
PICK_UP_WITHIN = timedelta(days=1)


class Kind(StrEnum):
    """What the journal says of one step in one incident."""

    DONE = "done"
    MISSED = "missed"
    REPEATED = "repeated"
    REVERSED = "reversed"


KIND_LABELS: Mapping[Kind, str] = {
    Kind.DONE: N_("Done"),
    Kind.MISSED: N_("No trace"),
    Kind.REPEATED: N_("Repeated"),
    Kind.REVERSED: N_("Reversed"),
}


@dataclass(frozen=True)
class Trace:
    """What one incident left behind: its steps by kind, and the groups that had it.

    `picked_up` is how long its e-mail waited, None where none came.
    """

    pk: int
    number: str
    resolved_at: datetime
    groups: frozenset[int]
    steps: Mapping[Kind, frozenset[str]]
    picked_up: timedelta | None = None

    def is_of(self, group: int | None) -> bool:
        """Return whether it counts for this group; None is every group."""
        return group is None or group in self.groups

    def shows(self, kind: Kind, ref: str = "") -> bool:
        """Return whether a step is of that kind here; "" is any step."""
        return ref in self.steps[kind] if ref else bool(self.steps[kind])

    @property
    def is_late(self) -> bool:
        """Whether its e-mail waited longer than a day."""
        return self.picked_up is not None and self.picked_up > PICK_UP_WITHIN


Steps = Mapping[Kind, frozenset[str]]


def steps_of(entries: Sequence[Seen], *, first_line: int) -> Steps:
    """Return the steps of an incident that is over, by what its journal says of them.

    `first_line` is the key of the Service Desk's group.
    """
    shown = evidence_of(entries, first_line=first_line)
    turned = reversed_refs(shown)
    if any(seen.kind is EntryKind.REOPENED for seen in entries):
        turned.add("I08")
    if _came_back_unclear(shown):
        turned.add("I14")
    return {
        Kind.DONE: frozenset(shown),
        Kind.MISSED: missed_by(Way(shown, outcomes_of(entries))),
        Kind.REPEATED: frozenset(repeated(shown)),
        Kind.REVERSED: frozenset(turned),
    }


def _came_back_unclear(shown: Mapping[str, Sequence[Seen]]) -> bool:
    """Whether second line handed it back before anybody had said what is wrong."""
    if "I14" not in shown:
        return False
    return "I05" not in shown or shown["I05"][0].at > shown["I14"][0].at


def groups_of(entries: Iterable[Seen], *, first_line: int) -> frozenset[int]:
    """Return the groups that an incident counts for.

    It counts for the Service Desk if no other group had it, by hand or by a rule.
    """
    given = {EntryKind.HANDED_ON, EntryKind.ASSIGNED}
    handed = (e.facts.get("to", "") for e in entries if e.kind in given)
    keys = {str(to).partition(":")[0] for to in handed}
    others = {int(key) for key in keys if key.isdigit()} - {first_line}
    return frozenset(others or {first_line})


@dataclass
class Tally:
    """Many traces, counted: `steps` by kind and step, plain numbers beside."""

    incidents: int = 0
    complete: int = 0
    mails: int = 0
    late_mails: int = 0
    steps: dict[str, Counter[str]] = field(
        default_factory=lambda: {kind.value: Counter() for kind in Kind}
    )

    def add(self, trace: Trace) -> None:
        """Count one more incident."""
        self.incidents += 1
        self.complete += not trace.steps[Kind.MISSED]
        self.mails += trace.picked_up is not None
        self.late_mails += trace.is_late
        for kind, refs in trace.steps.items():
            self.steps[kind.value].update(refs)

    def count(self, kind: Kind, ref: str) -> int:
        """Return in how many incidents a step is of that kind."""
        return self.steps[kind.value][ref]

    def share(self, ref: str = "") -> float | None:
        """Return which part of what was asked for was done; None: nothing asked.

        Without a step it is that of all steps together.
        """
        done, missed = (
            sum(n for r, n in self.steps[kind.value].items() if _counts(r, ref))
            for kind in (Kind.DONE, Kind.MISSED)
        )
        return done / (done + missed) if done + missed else None


def _counts(ref: str, asked: str) -> bool:
    # What is done as needed only would raise the share of everything else.
    return ref == asked if asked else ref not in AS_NEEDED


def tallied(traces: Iterable[Trace]) -> dict[int | None, Tally]:
    """Return the tally of each group that had one of them, and of all (None)."""
    tallies: dict[int | None, Tally] = {None: Tally()}
    for trace in traces:
        tallies[None].add(trace)
        for group in trace.groups:
            tallies.setdefault(group, Tally()).add(trace)
    return tallies
