"""The lists of the desk: one page of one of them, its counts, and what comes next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet, Value

from hdportal.desk.domain.desk_lists import (
    ME,
    NOBODY,
    OPEN,
    TO_DO,
    TO_DO_STATES,
    DeskList,
    Sort,
)
from hdportal.desk.domain.incident import State
from hdportal.desk.models import Incident
from hdportal.desk.queries.desk_choices import Choices
from hdportal.desk.queries.lists import COUNTED_UP_TO
from hdportal.web.paging import Cursor, Ordering, Place

DESK_PAGE_SIZE = 50
NUMBER = re.compile("INC[0-9]{7,9}")
COUNTED_STATES = (*TO_DO_STATES, State.ON_HOLD)


class DeskRow(NamedTuple):
    """What a list of the desk shows of an incident; plain values are quick to read."""

    id: int
    number: str
    short_description: str
    state: str
    priority: int
    opened_at: datetime
    updated_at: datetime
    group: str | None
    person_first: str | None
    person_last: str | None
    person_email: str | None
    caller_first: str
    caller_last: str
    caller_email: str
    organisation: str | None
    project: str | None
    project_name: str | None


_COLUMNS = (
    *DeskRow._fields[: DeskRow._fields.index("group")],
    "assignment_group__name",
    "assigned_to__first_name",
    "assigned_to__last_name",
    "assigned_to__email",
    "caller__first_name",
    "caller__last_name",
    "caller__email",
    "organisation__name",
    "project__abbreviation",
    "project__name",
)


def ordering_of(asked: DeskList) -> Ordering:
    """Return the columns that a list is ordered by."""
    if asked.sort is Sort.CHANGED:
        return Ordering(("updated_at", "id"), is_descending=True)
    if asked.sort is Sort.AGE or asked.priority:
        return Ordering(("opened_at", "id"))
    return Ordering(("priority", "opened_at", "id"))


def place_of(row: DeskRow, asked: DeskList) -> Place:
    """Return where in its list a row stands."""
    return tuple(getattr(row, column) for column in ordering_of(asked).columns)


@dataclass(frozen=True)
class DeskPage:
    """One page of a list, with the cursors of the pages before and after it."""

    rows: list[DeskRow]
    before: Cursor | None
    after: Cursor | None


def page(asked: DeskList, choices: Choices, cursor: Cursor) -> DeskPage:
    """Return the page of a list that the cursor leads to.

    The way back ends with the whole first page, and so does one that leads to nothing.
    """
    rows, has_more = _slice(asked, choices, cursor)
    is_start = not cursor.is_onward and not has_more
    if not cursor.is_first and (not rows or (is_start and len(rows) < DESK_PAGE_SIZE)):
        cursor = Cursor()
        rows, has_more = _slice(asked, choices, cursor)
    has_before = not cursor.is_first and (cursor.is_onward or has_more)
    has_after = bool(rows) and (has_more or not cursor.is_onward)
    return DeskPage(
        rows,
        Cursor(place_of(rows[0], asked), is_onward=False) if has_before else None,
        Cursor(place_of(rows[-1], asked)) if has_after else None,
    )


def _slice(
    asked: DeskList, choices: Choices, cursor: Cursor
) -> tuple[list[DeskRow], bool]:
    found = _incidents(asked, choices).values_list(*_COLUMNS)
    rows, has_more = cursor.slice(found, ordering_of(asked), DESK_PAGE_SIZE)
    return [DeskRow(*row) for row in rows], has_more


def number_after(
    asked: DeskList, choices: Choices, number: str | None = None
) -> str | None:
    """Return which incident of a list follows `number`, or its first one.

    `number` need not be in the list: it has a place there by its own columns.

    Raises:
        Incident.DoesNotExist: there is no such incident.
    """
    found = _incidents(asked, choices).values_list("number", flat=True)
    ordering = ordering_of(asked)
    if number is None:
        return ordering.sort(found).first()
    # A number of another shape may hold what no database takes.
    wanted = number if NUMBER.fullmatch(number) else None
    place = Incident.objects.values_list(*ordering.columns).get(number=wanted)
    return ordering.beyond(found, place).first()


def counts(asked: DeskList, choices: Choices) -> dict[str, int]:
    """Return how many incidents there are to do, in each open state, and open at all.

    The other filters hold; each state is counted up to one more than `COUNTED_UP_TO`.
    """
    lists = [DeskList(state, *_filters(asked)) for state in COUNTED_STATES]
    by_state = dict(zip(COUNTED_STATES, _counted(lists, choices), strict=True))
    to_do = sum(by_state[state] for state in TO_DO_STATES)
    return {
        TO_DO: to_do,
        OPEN: sum(by_state.values()),
        **{str(state): number for state, number in by_state.items()},
    }


def desk_counts(reader: int) -> tuple[int, int, int]:
    """Return how many incidents are to do, how many of them are one's own, or nobody's.

    Each is counted up to one more than `COUNTED_UP_TO`.
    """
    lists = [DeskList(), DeskList(person=ME), DeskList(person=NOBODY)]
    every, mine, nobodys = _counted(lists, Choices(reader, groups=[], people=[]))
    return every, mine, nobodys


def _counted(lists: Sequence[DeskList], choices: Choices) -> tuple[int, ...]:
    parts, values = [], []
    for place, asked in enumerate(lists):
        ones = _incidents(asked, choices).values_list(Value(1))[: COUNTED_UP_TO + 1]
        part, given = ones.query.sql_with_params()
        parts.append(f"(SELECT COUNT(*) FROM ({part}) AS list{place})")
        values += given
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return tuple(cursor.fetchone())


def _filters(asked: DeskList) -> tuple[str, str, str]:
    return asked.group, asked.person, asked.priority


def _incidents(asked: DeskList, choices: Choices) -> QuerySet[Incident]:
    # The bare is_open of both kinds is what finds the indexes of the open ones and of
    # the others (models/incident_indexes.py), so it is said even beside a state.
    found = Incident.objects.filter(is_open=asked.is_open)
    if asked.state == TO_DO:
        # Not "one of two states": that would be looked for by state, then sorted.
        found = found.exclude(state=State.ON_HOLD)
    elif asked.state != OPEN:
        found = found.filter(state=asked.state)
    if asked.group:
        keys = {group.key: group.pk for group in choices.groups}
        found = found.filter(assignment_group=keys[asked.group])
    if asked.person == NOBODY:
        found = found.filter(assigned_to=None)
    elif asked.person:
        is_own = asked.person == ME
        found = found.filter(assigned_to=choices.reader if is_own else asked.person)
    return found.filter(priority=asked.priority) if asked.priority else found
