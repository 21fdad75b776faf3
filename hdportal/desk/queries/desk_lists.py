"""The lists of the desk: one page of one of them, its counts, and what comes next."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

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
from hdportal.desk.queries.desk_shapes import (
    counted,
    ordering_of,
    rows_from,
    values_of,
)
from hdportal.desk.queries.lists import COUNTED_UP_TO
from hdportal.web.paging import Cursor, Place

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
    due_at: datetime | None
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
    rows = rows_from(asked, choices, cursor, _COLUMNS, DESK_PAGE_SIZE)
    page, has_more = cursor.page(rows, DESK_PAGE_SIZE)
    return [DeskRow(*row) for row in page], has_more


def number_after(
    asked: DeskList, choices: Choices, number: str | None = None
) -> str | None:
    """Return which incident of a list follows `number`, or its first one.

    `number` need not be in the list: it has a place there by its own columns. Without
    them, as what is not due among what is due, the first one follows.

    Raises:
        Incident.DoesNotExist: there is no such incident.
    """
    cursor = Cursor()
    if number is not None:
        # A number of another shape may hold what no database takes.
        wanted = number if NUMBER.fullmatch(number) else None
        columns = ordering_of(asked).columns
        place = Incident.objects.values_list(*columns).get(number=wanted)
        # Put on hold, it is not due any more: whatever is due first comes next.
        cursor = Cursor() if None in place else Cursor(place)
    rows = rows_from(asked, choices, cursor, ("number",), size=0)
    return rows[0][0] if rows else None


def counts(asked: DeskList, choices: Choices) -> dict[str, int]:
    """Return how many incidents there are to do, in each open state, and open at all.

    The other filters hold; each state is counted up to one more than `COUNTED_UP_TO`.
    """
    lists = tuple(
        replace(asked, state=state, sort=Sort.PRESSING) for state in COUNTED_STATES
    )
    numbers = counted(lists, values_of(asked, choices), up_to=COUNTED_UP_TO)
    by_state = dict(zip(COUNTED_STATES, numbers, strict=True))
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
    lists = DeskList(), DeskList(person=ME), DeskList(person=NOBODY)
    every, mine, nobodys = counted(lists, {"person": reader}, up_to=COUNTED_UP_TO)
    return every, mine, nobodys
