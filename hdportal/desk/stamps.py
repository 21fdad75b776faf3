"""What the pages about incidents depend on, for answers "nothing changed"."""

from collections.abc import Hashable

from django.http import HttpRequest

from hdportal.accounts.stamps import stamp
from hdportal.desk.domain.audience import DESK, caller_scope
from hdportal.desk.queries import choices
from hdportal.intake.stamps import draft_asked
from hdportal.kernel import clock
from hdportal.web.conditional import register_stamp

_NEWEST = """
    SELECT moment FROM desk_audience
    WHERE scope = %s ORDER BY moment DESC, incident_id DESC LIMIT 1
"""
_PRESENCE = "SELECT until FROM desk_presence WHERE person_id = %s"
_GROUPS = "SELECT SUM(version) FROM desk_assignmentgroup"
_NEWEST_ROLE = "SELECT MAX(id) FROM accounts_roleassignment"
_INCIDENT = "SELECT updated_at FROM desk_incident WHERE number = %s"
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
    """Return the newest change of all, who works here, and the hour: ages are shown.

    The reader's own presence ends with an hour.
    """
    present = (_PRESENCE, (person_id,))
    newest = (_NEWEST, (DESK,))
    known = stamp(person_id, newest, (_NEWEST_ROLE, ()), (_GROUPS, ()), present)
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    return None if known is None else (known, hour)


def incident_stamp(
    person_id: int, request: HttpRequest, number: str
) -> Hashable | None:
    """Return the incident's and the reader's draft's last change, with their rights.

    Who may see it needs no question here: a tag was only ever given to somebody who
    could, and whatever takes that away changes the person or the incident.
    """
    draft = draft_asked(person_id, f"comment:{number}")
    return _with_names(stamp(person_id, (_INCIDENT, (number,)), draft))


def ticket_stamp(person_id: int, request: HttpRequest, number: str) -> Hashable | None:
    """Return what the agent's page of an incident depends on.

    It asks for the names at its head, because the desk acts on them: whom to call, and
    who has it. Names further down (who wrote an entry, a project) may be older until
    the incident changes, as on the caller's page.
    """
    asked = [(sql, (number,)) for sql in (_INCIDENT, _CALLER, _HOLDER, _GROUP)]
    draft = draft_asked(person_id, f"note:{number}")
    return _with_names(stamp(person_id, *asked, draft))


def _with_names(known: Hashable | None) -> Hashable | None:
    # Of reasons, codes and categories, which this process remembers.
    return None if known is None else (known, choices.lists().mark)


register_stamp("desk", desk_stamp)
register_stamp("desk-incident", ticket_stamp)
register_stamp("incidents", list_stamp)
register_stamp("incident", incident_stamp)
