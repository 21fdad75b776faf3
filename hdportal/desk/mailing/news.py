"""One thing to tell about an incident."""

from dataclasses import dataclass
from datetime import datetime

from hdportal.desk.domain.incident import HoldReason, State
from hdportal.desk.domain.notices import Occasion
from hdportal.desk.models import Incident, JournalEntry


@dataclass(frozen=True)
class News:
    """An occasion, with the entry that holds its words and files."""

    incident: Incident
    occasion: Occasion
    entry: JournalEntry | None
    at: datetime

    @property
    def words(self) -> str:
        """What somebody wrote; the description of an incident is never among it."""
        if self.occasion is Occasion.RECEIVED:
            return ""
        if self.entry is not None:
            return self.entry.text
        is_end = self.occasion is Occasion.RESOLVED
        return self.incident.close_notes if is_end else ""

    @property
    def place(self) -> JournalEntry | None:
        """Where on the page it stands; what was just reported is the whole page."""
        return None if self.occasion is Occasion.RECEIVED else self.entry

    @property
    def files(self) -> int:
        """How many files came with it."""
        return len(self.entry.facts.get("files", ())) if self.entry else 0

    @property
    def asks(self) -> bool:
        """Whether the desk can go on only after an answer."""
        if self.occasion is not Occasion.COMMENTED:
            return False
        facts = self.entry.facts if self.entry else {}
        is_question = facts.get("reason") == HoldReason.AWAITING_CALLER
        return bool(facts.get("awaiting") or is_question) or waits(self.incident)


def waits(incident: Incident) -> bool:
    """Return whether the incident is on hold for its caller at this moment."""
    is_held = incident.state == State.ON_HOLD
    return is_held and incident.hold_reason == HoldReason.AWAITING_CALLER
