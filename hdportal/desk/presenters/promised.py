"""What the clocks of an incident promise to whoever reads its page."""

from datetime import datetime

from hdportal.accounts.models import User
from hdportal.desk.domain.incident import State
from hdportal.desk.models import Incident
from hdportal.desk.queries import sla
from hdportal.desk.sla_words import WRITTEN_BY_CALLER, Reader, sentences
from hdportal.schedules import queries as schedules


def promised(incident: Incident, reader: User, *, now: datetime) -> list[str]:
    """Return when an answer or a solution is due, and how it went, in one query.

    Nothing to whoever follows the life cycle only, and of what was withdrawn.
    """
    if not incident.sees_texts or is_withdrawn(incident):
        return []
    is_own = reader.pk in incident.people
    return sentences(
        sla.clocks_of(incident),
        now,
        schedules.support_hours(),
        Reader(
            wrote=is_own and incident.channel in WRITTEN_BY_CALLER,
            is_awaited=is_own and incident.facts.awaits_caller,
        ),
    )


def is_withdrawn(incident: Incident) -> bool:
    """Return whether its caller took it back: it was closed without a solution."""
    return incident.state == State.CLOSED and incident.resolved_at is None
