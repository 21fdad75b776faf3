"""What the pages about incidents depend on, for answers "nothing changed"."""

from collections.abc import Hashable

from django.http import HttpRequest

from hdportal.accounts.stamps import stamp
from hdportal.desk.domain.audience import caller_scope
from hdportal.intake.stamps import draft_asked
from hdportal.web.conditional import register_stamp

_NEWEST = """
    SELECT moment FROM desk_audience
    WHERE scope = %s ORDER BY moment DESC, incident_id DESC LIMIT 1
"""
_INCIDENT = "SELECT updated_at FROM desk_incident WHERE number = %s"


def list_stamp(person_id: int, request: HttpRequest) -> Hashable | None:
    """Return the newest change in the list's scope, with the reader's rights."""
    scope = request.GET.get("list") or caller_scope(person_id)
    return stamp(person_id, (_NEWEST, (scope,)))


def incident_stamp(
    person_id: int, request: HttpRequest, number: str
) -> Hashable | None:
    """Return the incident's and the reader's draft's last change, with their rights.

    Who may see it needs no question here: a tag was only ever given to somebody who
    could, and whatever takes that away changes the person or the incident.
    """
    draft = draft_asked(person_id, f"comment:{number}")
    return stamp(person_id, (_INCIDENT, (number,)), draft)


register_stamp("incidents", list_stamp)
register_stamp("incident", incident_stamp)
