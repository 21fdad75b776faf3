"""What others did to an incident while somebody was looking at it."""

from uuid import UUID

from hdportal.accounts.models import User
from hdportal.desk.domain.incident import SLA_KINDS, EntryKind
from hdportal.desk.domain.properties import Property
from hdportal.desk.models import Incident, JournalEntry


def newer_than(incident: Incident, *, seen: int, by_others_than: User) -> int:
    """Return how many entries others added after the one of key `seen`."""
    added = JournalEntry.objects.filter(incident=incident, pk__gt=seen)
    # What a clock writes is nobody's doing, and nothing to read before one writes.
    return added.exclude(by=by_others_than).exclude(kind__in=sorted(SLA_KINDS)).count()


def was_sent(by: User, form_token: UUID | None) -> bool:
    """Return whether this form was sent before, and has made an entry."""
    if form_token is None:
        return False
    return JournalEntry.objects.filter(by=by, form_token=form_token).exists()


def newest_change(incident: Incident, name: Property) -> JournalEntry | None:
    """Return the newest entry that tells of a change of this property."""
    changes = JournalEntry.objects.filter(
        incident=incident, kind=EntryKind.CHANGED, facts__property=name.value
    )
    return changes.select_related("by").order_by("-at", "-id").first()
