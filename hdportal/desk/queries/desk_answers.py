"""Which incidents of a list wait for the desk because their caller spoke last."""

from collections.abc import Collection

from django.db.models import F, OuterRef, Q, Subquery

from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.models import Incident, JournalEntry

_BY_CALLER = Q(by=F("incident__caller")) | Q(by=F("incident__opened_by"))
# An answer that the desk waited for is a comment and then, by itself, "resumed".
_SPOKEN = Q(kind__in=[EntryKind.COMMENT, EntryKind.FILES, EntryKind.REOPENED]) | Q(
    kind=EntryKind.RESUMED, facts__reply=True
)


def answered(keys: Collection[int]) -> set[int]:
    """Return those of the incidents whose newest entry is the caller speaking.

    The newest entry of each is found through its index, in one query for all.
    """
    journal = JournalEntry.objects.filter(incident=OuterRef("pk"))
    newest = Subquery(journal.order_by("-at", "-id").values("pk")[:1])
    ends = Incident.objects.filter(pk__in=keys).values_list(newest)
    spoken = JournalEntry.objects.filter(_BY_CALLER, _SPOKEN, pk__in=ends)
    return set(spoken.values_list("incident", flat=True))
