"""The SQL of the desk's lists: written once for each shape of a list, not for each.

Two lists have one shape when only their group, person, priority or place differ.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet, Value

from hdportal.desk.domain.desk_lists import (
    ME,
    NOBODY,
    OPEN,
    SOON_IS_WITHIN,
    TO_DO,
    DeskList,
    Sort,
)
from hdportal.desk.domain.incident import State
from hdportal.desk.models import Incident
from hdportal.desk.queries.desk_choices import Choices
from hdportal.web.paging import Cursor, Ordering
from hdportal.web.prepared import (
    Given,
    Prepared,
    bound,
    prepared_cursor,
    spelled_out,
)

_GIVEN = "given"
Values = Mapping[str, int | datetime | None]
# The columns of a place in a list: no order has more.
_PLACE = ("first", "second", "third")


def ordering_of(asked: DeskList) -> Ordering:
    """Return the columns that a list is ordered by."""
    if asked.sort is Sort.DUE:
        return Ordering(("due_at", "id"))
    if asked.sort is Sort.CHANGED:
        return Ordering(("updated_at", "id"), is_descending=True)
    if asked.sort is Sort.AGE or asked.priority:
        return Ordering(("opened_at", "id"))
    return Ordering(("priority", "opened_at", "id"))


def rows_from(
    asked: DeskList,
    choices: Choices,
    cursor: Cursor,
    columns: tuple[str, ...],
    size: int,
) -> list[Any]:
    """Return so many rows of a list from the cursor on, and one more.

    They come in the direction of the cursor: `Cursor.page` puts them in order.
    """
    place = dict(zip(_PLACE, cursor.place, strict=False))
    read = _reading(_shape(asked), len(place), cursor.is_onward, columns, size)
    return read(**values_of(asked, choices), **place)


@cache
def _reading(
    shape: DeskList, places: int, is_onward: bool, columns: tuple[str, ...], size: int
) -> Prepared[Any]:
    cursor = Cursor(tuple(map(Given, _PLACE[:places])), is_onward)
    ordering = ordering_of(shape)
    return Prepared(
        lambda: cursor.read(_incidents(shape).values_list(*columns), ordering, size)
    )


def counted(
    lists: Iterable[DeskList], values: Values, *, up_to: int
) -> tuple[int, ...]:
    """Return how many incidents each list holds, in one query.

    Each is counted up to one more than `up_to`; `values` as of `values_of`.
    """
    statement, parameters = _counting(tuple(map(_shape, lists)), up_to + 1)
    with prepared_cursor() as cursor:
        cursor.execute(statement, bound(parameters, values))
        return tuple(cursor.fetchone())


@cache
def _counting(shapes: tuple[DeskList, ...], limit: int) -> tuple[str, tuple[Any, ...]]:
    parts, parameters = [], []
    for place, shape in enumerate(shapes):
        ones = _incidents(shape).values_list(Value(1))[:limit]
        part, given = spelled_out(*ones.query.sql_with_params())
        parts.append(f"(SELECT COUNT(*) FROM ({part}) AS list{place})")
        parameters += given
    return f"SELECT {', '.join(parts)}", tuple(parameters)


def _shape(asked: DeskList) -> DeskList:
    """Return the list with its own group, person and priority left open."""
    return replace(
        asked,
        group=_GIVEN if asked.group else "",
        person=_GIVEN if asked.person not in ("", NOBODY) else asked.person,
        priority=_GIVEN if asked.priority else "",
    )


def values_of(asked: DeskList, choices: Choices) -> dict[str, int | datetime | None]:
    """Return what stands in the open places of the list's shape."""
    keys = {group.key: group.pk for group in choices.groups}
    is_somebody = asked.person not in ("", ME, NOBODY)
    return {
        "group": keys.get(asked.group),
        "person": int(asked.person) if is_somebody else choices.reader,
        "priority": int(asked.priority) if asked.priority else None,
        "due_before": choices.at + SOON_IS_WITHIN,
    }


def _incidents(shape: DeskList) -> QuerySet[Incident]:
    # The bare is_open of both kinds is what finds the indexes of the open ones and of
    # the others (models/incident_indexes.py), so it is said even beside a state.
    found = Incident.objects.filter(is_open=shape.is_open)
    if shape.state == TO_DO:
        # Not "one of two states": that would be looked for by state, then sorted.
        found = found.exclude(state=State.ON_HOLD)
    elif shape.state != OPEN:
        found = found.filter(state=shape.state)
    if shape.group:
        found = found.filter(assignment_group=Given("group"))
    if shape.person == NOBODY:
        found = found.filter(assigned_to=None)
    elif shape.person:
        found = found.filter(assigned_to=Given("person"))
    if shape.priority:
        found = found.filter(priority=Given("priority"))
    if shape.due or shape.sort is Sort.DUE:
        # Said in so many words, it finds the index of what is due.
        found = found.filter(due_at__isnull=False)
    return found.filter(due_at__lte=Given("due_before")) if shape.due else found
