"""How states and categories look and are called."""

from django.utils.translation import gettext as _

from hdportal.desk.domain.choices import Kind
from hdportal.desk.domain.incident import STATE_LABELS, State
from hdportal.desk.models import Incident
from hdportal.desk.presenters.choices import name_of

STATE_TONES = {
    State.NEW: "info",
    State.WORK_IN_PROGRESS: "success",
    State.ON_HOLD: "warning",
    State.RESOLVED: "neutral",
    State.CLOSED: "neutral",
}
STATE_ICONS = {
    State.NEW: "circle-dot",
    State.WORK_IN_PROGRESS: "settings",
    State.ON_HOLD: "pause",
    State.RESOLVED: "circle-check",
    State.CLOSED: "lock",
}


def state_badge(incident: Incident) -> tuple[str, str, str]:
    """Return the text, tone and icon of an incident's state."""
    state = State(incident.state)
    return _(STATE_LABELS[state]), STATE_TONES[state], STATE_ICONS[state]


def category_label(category: str) -> str:
    """Return the type of problem in the reader's language."""
    return name_of(Kind.CATEGORY, category)
