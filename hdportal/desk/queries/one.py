"""One incident, as far as its reader may see it, and its files."""

from datetime import datetime
from uuid import UUID

from hdportal.accounts.models import User
from hdportal.desk.domain import audience
from hdportal.desk.domain.incident import INTERNAL_KINDS, EntryKind
from hdportal.desk.models import Audience, Incident
from hdportal.desk.queries.lists import whole_scopes_of
from hdportal.files import queries as stored
from hdportal.files.models import StoredFile
from hdportal.web.prepared import Given, Prepared

_SHOWN = (
    "number",
    "state",
    "caller",
    "opened_by",
    "channel",
    "urgency",
    "impact",
    "priority",
    "assignment_group",
    "assigned_to",
    "hold_reason",
    "close_code",
    "resolved_at",
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
    "opened_by__first_name",
    "opened_by__last_name",
    "opened_by__email",
    "organisation__name",
    "project__abbreviation",
    "project__name",
    "project__code",
    "application__name",
    "assignment_group__key",
    "assignment_group__name",
    "assigned_to__first_name",
    "assigned_to__last_name",
    "assigned_to__email",
)
_NAMED = (
    "caller",
    "opened_by",
    "organisation",
    "project",
    "application",
    "assignment_group",
    "assigned_to",
)


_INCIDENT: Prepared[Incident] = Prepared(
    lambda: (
        Incident.objects.filter(number=Given("number"))
        .select_related(*_NAMED)
        .only(*_SHOWN)
        .order_by()[:1]
    )
)
_MOMENTS: Prepared[tuple[str, datetime]] = Prepared(
    lambda: Audience.objects.filter(incident=Given("incident")).values_list(
        "scope", "moment"
    )
)


def visible_incident(user: User, number: str) -> Incident | None:
    """Return the incident of that number, if `user` may see it, with `sees_texts`.

    `told_at` is its newest change that a caller knows of.

    The same rule as `Incident.objects.visible_to`, asked for one incident: its few
    audience rows are read and compared here, which costs half.
    """
    incident = _INCIDENT.first(number=number)
    if incident is None:
        return None
    moments = dict(_MOMENTS(incident=incident.pk))
    scopes = set(moments)
    # Work notes move the desk's own moment only.
    incident.told_at = max(m for s, m in moments.items() if s != audience.DESK)
    whole = whole_scopes_of(user)
    incident.sees_texts = bool(scopes & whole)
    follows = audience.life_cycle_scopes(user.actor)
    return incident if incident.sees_texts or scopes & follows else None


def files_owner(incident: Incident, kind: EntryKind = EntryKind.FILES) -> str:
    """Return the name under which the files of an incident are stored.

    Those of work notes have an owner of their own, whom no caller's address reaches.
    """
    owner = "note" if kind in INTERNAL_KINDS else "incident"
    return f"{owner}:{incident.number}"


def file_of(incident: Incident, pk: UUID) -> StoredFile | None:
    """Return a file of this incident that its caller may have."""
    return stored.one(files_owner(incident), pk)


def any_file_of(incident: Incident, pk: UUID) -> StoredFile | None:
    """Return a file of this incident, also of its work notes: for the desk only."""
    internal = files_owner(incident, EntryKind.WORK_NOTE)
    return file_of(incident, pk) or stored.one(internal, pk)


def comment_purpose(incident: Incident) -> str:
    """Return what the draft of a comment on this incident is for."""
    return f"comment:{incident.number}"


def note_purpose(incident: Incident) -> str:
    """Return what the draft of somebody behind the desk is for: note or comment."""
    return f"note:{incident.number}"
