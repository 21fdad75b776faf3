"""Lists and counts of incidents, each read from one scope of the audience."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet, Window

from hdportal.accounts.models import User
from hdportal.desk.domain import audience
from hdportal.desk.domain.incident import EntryKind, State
from hdportal.desk.models import Audience, Incident, JournalEntry
from hdportal.files import queries as stored
from hdportal.files.models import StoredFile
from hdportal.web.paging import Cursor

PAGE_SIZE = 20
COUNTED_UP_TO = 1000
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class ListFilter:
    """What a list of incidents is asked for; `state` "" means open, "all" every one."""

    scope: str
    state: str = ""
    text: str = ""


class ListedIncident(NamedTuple):
    """What a list needs to know of an incident; plain values are quick to read."""

    moment: datetime
    incident_id: int
    state: str
    number: str
    short_description: str
    urgency: int
    category: str
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
    """Return the audience rows of a list, newest change first."""
    found = Audience.objects.filter(scope=asked.scope)
    if asked.state in list(State):
        found = found.filter(state=asked.state)
    elif asked.state != "all":
        # Not `is_open=True`: Django then writes a bare column, and SQLite no longer
        # finds the index.
        found = found.filter(is_open__in=[True])
    for word in asked.text[:LONGEST_SEARCH].split():
        found = found.filter(
            Q(incident__short_description__icontains=word)
            | Q(incident__number__icontains=word)
        )
    return found.order_by("-moment", "-incident")


def page(asked: ListFilter, cursor: Cursor) -> tuple[list[ListedIncident], bool]:
    """Return one page of rows, newest first, and whether there are more beyond it.

    "Beyond" lies in the direction of the cursor.
    """
    rows_here = rows(asked).values_list(*_COLUMNS)
    found, has_more = cursor.slice(rows_here, PAGE_SIZE)
    return [ListedIncident(*row) for row in found], has_more


def counts(asked: ListFilter) -> tuple[int, int]:
    """Return how many open and how many rows at all a list has, words included.

    Each is counted up to one more than `COUNTED_UP_TO`.
    """
    if not asked.text:
        return _counts(asked.scope)
    return (
        _count(ListFilter(asked.scope, "", asked.text)),
        _count(ListFilter(asked.scope, "all", asked.text)),
    )


def _count(asked: ListFilter) -> int:
    return rows(asked).order_by()[: COUNTED_UP_TO + 1].count()


# Both counts of the usual list in one short query.
_COUNTS = """
    SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM desk_audience
                                  WHERE scope = %s AND is_open = TRUE LIMIT %s) AS a),
           (SELECT COUNT(*) FROM (SELECT 1 FROM desk_audience
                                  WHERE scope = %s LIMIT %s) AS b)
"""


def _counts(scope: str) -> tuple[int, int]:
    with connection.cursor() as cursor:
        limit = COUNTED_UP_TO + 1
        cursor.execute(_COUNTS, [scope, limit, scope, limit])
        open_ones, every_one = cursor.fetchone()
    return open_ones, every_one


def visible_incident(user: User, number: str) -> Incident | None:
    """Return the incident of that number, if `user` may see it, with `sees_texts`.

    The same rule as `Incident.objects.visible_to`, asked for one incident: its few
    audience rows are read and compared here, which costs half.
    """
    incident = (
        Incident.objects.filter(number=number)
        .select_related("caller", "organisation", "project", "application")
        .only(*_SHOWN)
        .order_by()
        .first()
    )
    if incident is None:
        return None
    scopes = set(incident.audience.values_list("scope", flat=True))
    whole = whole_scopes_of(user)
    incident.sees_texts = bool(scopes & whole)
    follows = audience.life_cycle_scopes(user.actor)
    return incident if incident.sees_texts or scopes & follows else None


def files_owner(incident: Incident) -> str:
    """Return the name under which the files of an incident are stored."""
    return f"incident:{incident.number}"


def file_of(incident: Incident, pk: UUID) -> StoredFile | None:
    """Return a file of this incident."""
    return stored.one(files_owner(incident), pk)


def comment_purpose(incident: Incident) -> str:
    """Return what the draft of a comment on this incident is for."""
    return f"comment:{incident.number}"


_SHOWN = (
    "number",
    "state",
    "opened_by",
    "urgency",
    "category",
    "short_description",
    "description",
    "form_version",
    "answers",
    "opened_at",
    "updated_at",
    "caller__first_name",
    "caller__last_name",
    "caller__email",
    "organisation__name",
    "project__abbreviation",
    "project__name",
    "project__code",
    "application__name",
)


class JournalLine(NamedTuple):
    """One entry of a journal, with who made it."""

    pk: int
    kind: str
    at: datetime
    text: str
    facts: dict[str, Any]
    by: int | None
    first_name: str | None
    last_name: str | None
    email: str | None


_LINE = ("pk", "kind", "at", "text", "facts", "by") + tuple(
    f"by__{name}" for name in ("first_name", "last_name", "email")
)


@dataclass(frozen=True)
class Journal:
    """The first entry, the newest ones, and how many lie between them unread."""

    first: list[JournalLine]
    unread: int
    newest: list[JournalLine]


# What was said, as against what happened.
SAID = (EntryKind.COMMENT, EntryKind.FILES)


def journal(incident: Incident, *, with_comments: bool, newest: int) -> Journal:
    """Return a journal in order; at most `newest` entries beside the first are read."""
    entries = JournalEntry.objects.filter(incident=incident)
    if not with_comments:
        entries = entries.exclude(kind__in=SAID)
    lines = entries.values_list(*_LINE)
    counted = lines.annotate(total=Window(Count("*"))).order_by("-at", "-id")
    found = list(counted[: newest + 1])[::-1]
    total = found[0][-1] if found else 0
    last = [JournalLine(*line) for *line, _total in found]
    if total == len(last):
        return Journal(last[:1], 0, last[1:])
    first = [JournalLine(*line) for line in lines.order_by("at", "id")[:1]]
    return Journal(first, total - len(last), last[1:])
