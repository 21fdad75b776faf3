"""What the pages about incidents depend on, for answers "nothing changed"."""

from collections.abc import Hashable
from datetime import datetime

from django.db import connection
from django.http import HttpRequest

from hdportal.accounts.stamps import Asked, stamp
from hdportal.desk.domain.audience import DESK, caller_scope
from hdportal.desk.domain.incident import OPEN_STATES, State
from hdportal.desk.queries import choices
from hdportal.intake.stamps import draft_asked
from hdportal.kernel import clock
from hdportal.schedules.domain.saying import desk_today
from hdportal.schedules.queries import support_hours
from hdportal.web.conditional import register_stamp
from hdportal.web.jinja import local_time

_DONE_STATES = frozenset(State) - OPEN_STATES
_NEWEST = """
    SELECT moment FROM desk_audience
    WHERE scope = %s ORDER BY moment DESC, incident_id DESC LIMIT 1
"""
_PRESENCE = "SELECT until FROM desk_presence WHERE person_id = %s"
_GROUPS = "SELECT SUM(version) FROM desk_assignmentgroup"
_NEWEST_ROLE = "SELECT MAX(id) FROM accounts_roleassignment"
_INCIDENT = "SELECT updated_at FROM desk_incident WHERE number = %s"
# Whether a clock of an incident is late, or its due moments are others: "due at"
# moves with the support hours, of which the incident itself tells nothing.
_OF_CLOCKS = """
    FROM desk_slaclock c JOIN desk_incident i ON i.id = c.incident_id
    WHERE i.number = %s
"""
_FIRST_DUE = f"SELECT MIN(c.due_at) {_OF_CLOCKS}"
_LAST_DUE = f"SELECT MAX(c.due_at) {_OF_CLOCKS}"
_LATE = f"SELECT COUNT(*) {_OF_CLOCKS} AND c.due_at < %s"
_RUNNING = f"SELECT COUNT(*) {_OF_CLOCKS} AND c.running"
_CALLER = """
    SELECT u.first_name || '|' || u.last_name || '|' || u.email || '|' || u.telephone
           || '|' || u.mail_choice
    FROM accounts_user u JOIN desk_incident i ON i.caller_id = u.id WHERE i.number = %s
"""
_HOLDER = """
    SELECT u.first_name || '|' || u.last_name || '|' || u.email
    FROM accounts_user u JOIN desk_incident i ON i.assigned_to_id = u.id
    WHERE i.number = %s
"""
_GROUP = """
    SELECT g.name FROM desk_assignmentgroup g
    JOIN desk_incident i ON i.assignment_group_id = g.id WHERE i.number = %s
"""


def list_stamp(person_id: int, request: HttpRequest) -> Hashable | None:
    """Return the newest change in the list's scope, with the reader's rights."""
    scope = request.GET.get("list") or caller_scope(person_id)
    return _with_names(stamp(person_id, (_NEWEST, (scope,))))


def desk_stamp(person_id: int, request: HttpRequest) -> Hashable | None:
    """Return the newest change of all, who works here, and the time.

    Ages turn with the hour, and the reader's own presence ends with one; what is left
    until something is due turns with the minute.
    """
    present = (_PRESENCE, (person_id,))
    newest = (_NEWEST, (DESK,))
    known = stamp(person_id, newest, (_NEWEST_ROLE, ()), (_GROUPS, ()), present)
    is_done = request.GET.get("state") in _DONE_STATES
    turned = clock.now().replace(second=0, microsecond=0)
    turned = turned.replace(minute=0) if is_done else turned
    return None if known is None else (known, turned)


def incident_stamp(
    person_id: int, request: HttpRequest, number: str
) -> Hashable | None:
    """Return the incident's and the reader's draft's last change, with their rights.

    What its clocks say turns when they are late, when the desk opens or closes, and at
    midnight: tomorrow becomes today.

    Who may see it needs no question here: a tag was only ever given to somebody who
    could, and whatever takes that away changes the person or the incident.
    """
    draft = draft_asked(person_id, f"comment:{number}")
    asked = ((_INCIDENT, (number,)), *_clocks_asked(number), draft)
    return _turned(_with_names(stamp(person_id, *asked)), clock.now())


def ticket_stamp(person_id: int, request: HttpRequest, number: str) -> Hashable | None:
    """Return what the agent's page of an incident depends on.

    It asks for the names at its head, because the desk acts on them: whom to call, and
    who has it. Names further down (who wrote an entry, a project) may be older until
    the incident changes, as on the caller's page. How much of its time a running clock
    has used turns with the minute.
    """
    asked = [(sql, (number,)) for sql in (_INCIDENT, _CALLER, _HOLDER, _GROUP)]
    draft = draft_asked(person_id, f"note:{number}")
    running = (_RUNNING, (number,))
    known = stamp(person_id, *asked, *_clocks_asked(number), draft, running)
    now = clock.now()
    is_running = isinstance(known, tuple) and known[-1] > 0
    minute = now.replace(second=0, microsecond=0) if is_running else None
    return _turned(_with_names(known), now, minute)


def _clocks_asked(number: str) -> list[Asked]:
    second = clock.now().replace(microsecond=0)
    # As its column holds it: this is no query of the ORM.
    now = connection.ops.adapt_datetimefield_value(second)
    return [
        (_FIRST_DUE, (number,)),
        (_LAST_DUE, (number,)),
        (_LATE, (number, now)),
    ]


def _turned(
    known: Hashable | None, now: datetime, minute: datetime | None = None
) -> Hashable | None:
    """Return what is known with what the words about clocks depend on besides."""
    if known is None:
        return None
    return known, minute, local_time(now).date(), desk_today(now, support_hours())


def _with_names(known: Hashable | None) -> Hashable | None:
    # Of reasons, codes and categories, which this process remembers.
    return None if known is None else (known, choices.lists().mark)


register_stamp("desk", desk_stamp)
register_stamp("desk-incident", ticket_stamp)
register_stamp("incidents", list_stamp)
register_stamp("incident", incident_stamp)
