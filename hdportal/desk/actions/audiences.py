"""Keep the audience rows of an incident in step with it."""

from hdportal.desk.domain import audience
from hdportal.desk.domain.incident import OPEN_STATES, State
from hdportal.desk.models import Audience, Incident


def write(incident: Incident) -> None:
    """Write the rows of a new incident."""
    project_key = incident.project.key if incident.project else None
    scopes = audience.scopes_of_incident(
        incident.people, incident.organisation_id, project_key
    )
    state = State(incident.state)
    Audience.objects.bulk_create(
        Audience(
            incident=incident,
            scope=scope,
            state=state,
            is_open=state in OPEN_STATES,
            moment=incident.updated_at,
        )
        for scope in sorted(scopes)
    )


def touch(incident: Incident) -> None:
    """Bring state and moment of its rows up to date after a change."""
    state = State(incident.state)
    incident.audience.update(
        state=state, is_open=state in OPEN_STATES, moment=incident.updated_at
    )
