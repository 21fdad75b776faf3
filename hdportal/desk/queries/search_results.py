"""What the desk's search shows of the incidents that it found."""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Case, Q, Value, When, Window
from django.db.models.functions import RowNumber, Substr

from hdportal.desk.domain.incident import number_for
from hdportal.desk.domain.searching import Query
from hdportal.desk.models import Incident, JournalEntry

# Of an incident with hundreds of entries so many are read, of a long text so much:
# enough to show where a word was found, at the same price for every incident.
ENTRIES_READ, LETTERS_READ = 8, 4_000


class FoundRow(NamedTuple):
    """One incident that was found."""

    id: int
    number: str
    short_description: str
    state: str
    priority: int
    opened_at: datetime
    answers: dict[str, Any]
    caller_first: str
    caller_last: str
    caller_email: str
    organisation: str | None
    project: str | None
    project_name: str | None
    project_code: str | None
    application: str | None
    description: str


_COLUMNS = (
    *FoundRow._fields[: FoundRow._fields.index("caller_first")],
    "caller__first_name",
    "caller__last_name",
    "caller__email",
    "organisation__name",
    "project__abbreviation",
    "project__name",
    "project__code",
    "application__name",
    Substr("description", 1, LETTERS_READ),
)


class FoundText(NamedTuple):
    """A text of an incident's journal, or the names of the files it brought."""

    incident: int
    kind: str
    text: str
    facts: dict[str, Any]


def rows_of(keys: Sequence[int]) -> list[FoundRow]:
    """Return what is shown of these incidents, the newest first."""
    found = Incident.objects.filter(pk__in=keys).order_by("-pk")
    return [FoundRow(*row) for row in found.values_list(*_COLUMNS)]


def texts_of(keys: Sequence[int], words: Sequence[str]) -> list[FoundText]:
    """Return texts of these incidents that may hold the words, work notes included.

    Those that hold one come first, then files and the newest.
    """
    if not keys:
        return []
    said = JournalEntry.objects.filter(incident__in=keys)
    said = said.exclude(text="", facts__files__isnull=True)
    has_word = reduce(or_, [Q(text__icontains=word) for word in words])
    rank = Case(
        When(has_word, then=Value(0)),
        When(facts__has_key="files", then=Value(1)),
        default=Value(2),
    )
    place = Window(RowNumber(), "incident", order_by=[rank, "-at", "-id"])
    some = said.annotate(place=place).filter(place__lte=ENTRIES_READ)
    some = some.order_by("-incident", "place")
    columns = "incident", "kind", Substr("text", 1, LETTERS_READ), "facts"
    return [FoundText(*text) for text in some.values_list(*columns)]


def number_of(words: Query) -> str | None:
    """Return the number of the one incident that the words name, if it is there."""
    if not words.number:
        return None
    number = number_for("INC", int(words.number))
    return number if Incident.objects.filter(number=number).exists() else None
