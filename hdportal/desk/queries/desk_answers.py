"""Which incidents of a list wait for the desk because their caller spoke last."""

from collections.abc import Collection

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.models import Incident, JournalEntry
from hdportal.web.prepared import Given, Prepared

# A page of any list of the desk; a shorter one leaves places empty.
MOST = 50
NO_KEY = 0
_BY_CALLER = Q(by=F("incident__caller"))
# An answer that the desk waited for is a comment and then, by itself, "resumed".
_SPOKEN = Q(kind__in=[EntryKind.COMMENT, EntryKind.FILES, EntryKind.REOPENED]) | Q(
    kind=EntryKind.RESUMED, facts__reply=True
)


def answered(keys: Collection[int]) -> set[int]:
    """Return those of at most `MOST` incidents whose caller spoke last.

    The newest entry of each is found through its index, in one query for all.
    """
    places = {f"key{place}": NO_KEY for place in range(MOST)}
    places |= {f"key{place}": key for place, key in enumerate(keys)}
    return set(_ANSWERED(**places))


def _answered() -> QuerySet[JournalEntry, int]:
    # Linked from another one, an incident waits for the desk as it did before.
    journal = JournalEntry.objects.filter(incident=OuterRef("pk"))
    journal = journal.exclude(kind=EntryKind.LINKED)
    newest = Subquery(journal.order_by("-at", "-id").values("pk")[:1])
    keys = [Given(f"key{place}") for place in range(MOST)]
    ends = Incident.objects.filter(pk__in=keys).values_list(newest)
    spoken = JournalEntry.objects.filter(_BY_CALLER, _SPOKEN, pk__in=ends)
    return spoken.values_list("incident", flat=True)


_ANSWERED: Prepared[int] = Prepared(_answered)
