"""One index per list that the desk can ask for, so that none sorts or scans.

Each holds either the open incidents or the others. Open ones are few however many were
closed, so their lists come in each order; of a million closed ones only the newest
change first is offered. What a list filters by besides, it leaves out row by row.
"""

from collections.abc import Sequence

from django.db.models import Index, Q

# Both databases take such an index only for the bare column: is_open=True or False.
_OPEN = Q(is_open=True)
_DONE = Q(is_open=False)
# "IS NULL" on a first column would make PostgreSQL sort.
_DUE = Q(is_open=True, due_at__isnull=False)
_NOBODYS = Q(assigned_to=None)
_EVER_RESOLVED = Q(resolved_at__isnull=False)
_RESOLVED = Q(closed_at=None, resolved_at__isnull=False)
_CHANGED = ("-updated_at", "-id")
_AGE = ("opened_at", "id")
_DUE_FIRST = ("due_at", "id")
_PRESSING = ("priority", "opened_at", "id")


def _index(name: str, *fields: str, only: Q | None = None) -> Index:
    return Index(fields=fields, name=f"incident_{name}", condition=only)


def _open_lists(name: str, *first: str, only: Q = _OPEN) -> Sequence[Index]:
    return [
        _index(f"{name}_changed", *first, *_CHANGED, only=only),
        _index(f"{name}_age", *first, *_AGE, only=only),
        _index(f"{name}_pressing", *first, *_PRESSING, only=only),
    ]


def _done_list(name: str, *first: str, only: Q = _DONE) -> Index:
    # Resolved ones are few: without the state in front, they would be looked for
    # among all that were ever closed.
    return _index(f"done_{name}", "state", *first, *_CHANGED, only=only)


INDEXES = [
    _index("opened_by", "opened_by", "-opened_at"),
    *_open_lists("open"),
    *_open_lists("state", "state"),
    *_open_lists("group", "assignment_group"),
    *_open_lists("person", "assigned_to"),
    *_open_lists("nobody", only=_OPEN & _NOBODYS),
    # Among those of one priority, the most pressing are the oldest: "open_pressing".
    _index("priority_changed", "priority", *_CHANGED, only=_OPEN),
    # All that is counted above a list, so that no row is looked at.
    _index(
        "open_counted",
        *("state", "assignment_group", "assigned_to", "priority", "is_open"),
        only=_OPEN,
    ),
    # One person has few of a group's: the index above would be read from end to end.
    _index("person_counted", "assigned_to", "state", "priority", "is_open", only=_OPEN),
    _done_list("state"),
    _done_list("group", "assignment_group"),
    _done_list("person", "assigned_to"),
    _done_list("nobody", only=_DONE & _NOBODYS),
    _done_list("priority", "priority"),
    # The months of the report on the procedure, and whether one changed since.
    _index("resolved", "resolved_at", "updated_at", only=_EVER_RESOLVED),
    # Those that have a known error; few of all have one.
    _index("known_error", "known_error", "-id", only=Q(known_error__isnull=False)),
    # What is due next.
    _index("due", *_DUE_FIRST, only=_DUE),
    _index("state_due", "state", *_DUE_FIRST, only=_DUE),
    _index("group_due", "assignment_group", *_DUE_FIRST, only=_DUE),
    _index("person_due", "assigned_to", *_DUE_FIRST, only=_DUE),
    _index("nobody_due", *_DUE_FIRST, only=_DUE & _NOBODYS),
    _index("priority_due", "priority", *_DUE_FIRST, only=_DUE),
    # What the clock has to close.
    _index("to_close", "resolved_at", only=_RESOLVED),
]
