"""Keep the audience rows of an incident in step with it."""

from hdportal.desk.domain import audience
from hdportal.desk.domain.incident import State
from hdportal.desk.models import Audience, Incident


def write(incident: Incident) -> None:
    """Write the rows that an incident must have, and remove those it must not."""
    project_key = incident.project.key if incident.project else None
    wanted = audience.scopes_of_incident(
        incident.people, incident.organisation_id, project_key
    )
    known = set(incident.audience.values_list("scope", flat=True))
    if gone := known - wanted:
        incident.audience.filter(scope__in=gone).delete()
    Audience.objects.bulk_create(
        Audience(
            incident=incident,
            scope=scope,
            state=State(incident.state),
            is_open=incident.is_open,
            moment=incident.updated_at,
        )
        for scope in sorted(wanted - known)
    )


def touch(incident: Incident, *, only: str = "") -> None:
    """Bring state and moment of its rows, or of one scope, up to date."""
    rows = incident.audience.filter(scope=only) if only else incident.audience
    rows.update(
        state=State(incident.state),
        is_open=incident.is_open,
        moment=incident.updated_at,
    )
