"""Lists and counts of incidents, each read from one scope of the audience."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from hdportal.accounts.models import User
from hdportal.desk.domain import audience
from hdportal.desk.domain.audience import Reading
from hdportal.desk.domain.incident import State
from hdportal.desk.domain.searching import Query
from hdportal.desk.models import Audience
from hdportal.desk.queries.search import search
from hdportal.web.paging import Cursor, Ordering
from hdportal.web.prepared import prepared_cursor

PAGE_SIZE = 20
COUNTED_UP_TO = 1000
NEWEST_CHANGE_FIRST = Ordering(("moment", "incident_id"), is_descending=True)


@dataclass(frozen=True)
class ListFilter:
    """What a list of incidents is asked for; `state` "" means open, "all" every one.

    `text` is looked for as far as `reading` allows, in every state.
    """

    scope: str
    state: str = ""
    text: str = ""
    reading: Reading = Reading.LIFE_CYCLE


class ListedIncident(NamedTuple):
    """What a list needs to know of an incident; plain values are quick to read."""

    moment: datetime
    incident_id: int
    state: str
    number: str
    short_description: str
    urgency: int
    category: str
    hold_reason: str
    first_name: str
    last_name: str
    email: str
    project: str | None
    project_name: str | None
    application: str | None


_COLUMNS = (
    "moment",
    "incident_id",
    "state",
    "incident__number",
    "incident__short_description",
    "incident__urgency",
    "incident__category",
    "incident__hold_reason",
    "incident__caller__first_name",
    "incident__caller__last_name",
    "incident__caller__email",
    "incident__project__abbreviation",
    "incident__project__name",
    "incident__application__name",
)


def scopes_of(user: User) -> list[str]:
    """Return the scopes whose lists a caller can open, own incidents first."""
    own = audience.caller_scope(user.actor.person_id)
    others = whole_scopes_of(user) | audience.life_cycle_scopes(user.actor)
    others -= {own, audience.DESK}
    return [own, *sorted(others)]


def whole_scopes_of(user: User) -> set[str]:
    """Return the scopes whose incidents `user` sees with their texts."""
    return audience.full_scopes(user.actor, colleagues_share=user.colleagues_share)


def rows(asked: ListFilter) -> QuerySet[Audience]:
    """Return the audience rows of a list that nothing is looked for in."""
    found = Audience.objects.filter(scope=asked.scope)
    if asked.state in list(State):
        found = found.filter(state=asked.state)
    elif asked.state != "all":
        # Not `is_open=True`: Django then writes a bare column, and SQLite no longer
        # finds the index.
        found = found.filter(is_open__in=[True])
    return found


def page(asked: ListFilter, cursor: Cursor) -> tuple[list[ListedIncident], bool]:
    """Return one page of rows, newest first, and whether there are more beyond it.

    "Beyond" lies in the direction of the cursor.
    """
    rows_here = rows(asked).values_list(*_COLUMNS)
    found, has_more = cursor.slice(rows_here, NEWEST_CHANGE_FIRST, PAGE_SIZE)
    return [ListedIncident(*row) for row in found], has_more


def found(
    asked: ListFilter, before: int | None = None
) -> tuple[list[ListedIncident], bool]:
    """Return the incidents of a scope with every word, and whether there are more.

    The newest incident comes first; `before` continues after that key.
    """
    keys = search(
        words=Query.parse(asked.text),
        scope=asked.scope,
        reading=asked.reading,
        before=before,
        limit=PAGE_SIZE + 1,
    )
    # Asked of the scope once more: nobody sees more than its list shows.
    here = Audience.objects.filter(scope=asked.scope, incident__in=keys[:PAGE_SIZE])
    listed = here.order_by("-incident_id").values_list(*_COLUMNS)
    return [ListedIncident(*row) for row in listed], len(keys) > PAGE_SIZE


# Both counts of a list in one short query.
_COUNTS = """
    SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM desk_audience
                                  WHERE scope = %s AND is_open = TRUE LIMIT %s) AS a),
           (SELECT COUNT(*) FROM (SELECT 1 FROM desk_audience
                                  WHERE scope = %s LIMIT %s) AS b)
"""


def counts(scope: str) -> tuple[int, int]:
    """Return how many open and how many rows at all a list has.

    Each is counted up to one more than `COUNTED_UP_TO`.
    """
    with prepared_cursor() as cursor:
        limit = COUNTED_UP_TO + 1
        cursor.execute(_COUNTS, [scope, limit, scope, limit])
        open_ones, every_one = cursor.fetchone()
    return open_ones, every_one
