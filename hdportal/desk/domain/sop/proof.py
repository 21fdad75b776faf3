"""What in the journal of an incident shows that an activity was done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from hdportal.desk.domain.incident import EntryKind

Line = Literal[1, 2]
Side = Literal["desk", "caller"]


@dataclass(frozen=True)
class Seen:
    """An entry of the journal, as far as the procedure looks at it."""

    kind: EntryKind
    at: datetime
    by: int | None
    is_by_caller: bool
    facts: Mapping[str, object]


@dataclass(frozen=True)
class Evidence:
    """An entry that shows an activity; `sentence` says so to readers.

    `facts` are those it must have, `line` where the incident lies once it is written,
    `after` an activity that must have been shown before.
    """

    kind: EntryKind
    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)
    line: Line | None = None
    side: Side | None = None
    after: str = ""

    def shows(self, seen: Seen, line: Line) -> bool:
        """Return whether this entry, on this line, is what is looked for."""
        if seen.kind is not self.kind or self.line not in {None, line}:
            return False
        if self.side and seen.is_by_caller is not (self.side == "caller"):
            return False
        return all(seen.facts.get(key) == value for key, value in self.facts.items())
