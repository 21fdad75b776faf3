"""The desk's lists, and the matrix of priorities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from django.db.models import Q, QuerySet

from hdportal.desk.domain.choices import Kind, Names
from hdportal.desk.domain.incident import EntryKind, Impact, Urgency
from hdportal.desk.domain.priority import STOCK_MATRIX, Matrix
from hdportal.desk.models import (
    AssignmentRule,
    DeskChoice,
    Incident,
    JournalEntry,
    PriorityCell,
)
from hdportal.web.prepared import Prepared
from hdportal.web.remembered import Remembered


@dataclass(frozen=True)
class Offered:
    """A value that can be chosen; `parent` is the category of a subcategory."""

    key: str
    names: Names
    parent: str


@dataclass(frozen=True)
class Lists:
    """What every value is called, hidden ones too, and which are offered, in order.

    `mark` is another one as soon as anything of this is.
    """

    names: Mapping[str, Mapping[str, Names]]
    offered: Mapping[str, Sequence[Offered]]
    mark: int


def _read() -> Lists:
    names: dict[str, dict[str, Names]] = {kind: {} for kind in Kind}
    offered: dict[str, list[Offered]] = {kind: [] for kind in Kind}
    rows = _ROWS()
    for row in rows:
        called = row.names
        names[row.kind][row.key] = called
        if row.is_active:
            offered[row.kind].append(Offered(row.key, called, row.parent_key))
    # Not `hash`, which differs from one process to the next.
    return Lists(names, offered, crc32(repr((names, offered)).encode()))


_ROWS: Prepared[DeskChoice] = Prepared(lambda: DeskChoice.objects.all())
# Pages ask for a name in every row and may not read the table for it.
lists: Remembered[Lists] = Remembered(_read)


def names_of(kind: Kind, key: str) -> Names:
    """Return what a value is called; an unknown one is called by its key."""
    return lists().names[kind].get(key) or Names(key, key, key)


def offered(kind: Kind, *, parent: str = "") -> list[Offered]:
    """Return what can be chosen; `parent` is the category of subcategories."""
    return [one for one in lists().offered[kind] if one.parent == parent]


def is_offered(kind: Kind, key: str, *, parent: str = "") -> bool:
    """Return whether a value can be chosen at this moment; asks the table."""
    found = DeskChoice.objects.filter(kind=kind, key=key, parent_key=parent)
    return found.filter(is_active=True).exists()


def matrix() -> Matrix:
    """Return the matrix of priorities as it stands at this moment, whole."""
    cells = PriorityCell.objects.values_list("impact", "urgency", "priority")
    stands = {(Impact(i), Urgency(u)): priority for i, u, priority in cells}
    return {**STOCK_MATRIX, **stands}


def is_stock_matrix() -> bool:
    """Return whether nobody has confirmed the matrix yet."""
    return PriorityCell.objects.filter(is_stock=True).exists()


def every(kind: Kind) -> QuerySet[DeskChoice]:
    """Return a whole list for whoever keeps it, hidden values too."""
    return DeskChoice.objects.filter(kind=kind)


def is_used(choice: DeskChoice) -> bool:
    """Return whether an incident, its history or an assignment rule names the value."""
    column, key = choice.kind, choice.key
    if Incident.objects.filter(**{column: key}).exists():
        return True
    below = DeskChoice.objects.filter(kind=Kind.SUBCATEGORY, parent_key=key)
    rules = AssignmentRule.objects.filter(category=key)
    if column == Kind.CATEGORY and (below.exists() or rules.exists()):
        return True
    return JournalEntry.objects.filter(_tells_of(choice)).exists()


def _tells_of(choice: DeskChoice) -> Q:
    key = choice.key
    if choice.kind == Kind.HOLD_REASON:
        return Q(kind=EntryKind.HELD, facts__reason=key)
    if choice.kind == Kind.CLOSE_CODE:
        return Q(kind=EntryKind.RESOLVED, facts__close_code=key)
    changed = Q(kind=EntryKind.CHANGED, facts__property=choice.kind)
    return changed & (Q(facts__was=key) | Q(facts__now=key))
