"""What clocks tell, in mail and on the timeline, in the language that is on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from hdportal.desk.domain.sla import Measure
from hdportal.desk.models import Incident
from hdportal.kernel.text import N_
from hdportal.web.jinja import show_datetime

_REACHED: Mapping[tuple[str, int], str] = {
    (Measure.RESPONSE, 50): N_(
        "Half of the time for an answer is used; it is due %(due)s."
    ),
    (Measure.RESPONSE, 75): N_(
        "Three quarters of the time for an answer are used; it is due %(due)s."
    ),
    (Measure.RESPONSE, 100): N_("The answer is late: it was due %(due)s."),
    (Measure.RESOLUTION, 50): N_(
        "Half of the time for a solution is used; it is due %(due)s."
    ),
    (Measure.RESOLUTION, 75): N_(
        "Three quarters of the time for a solution are used; it is due %(due)s."
    ),
    (Measure.RESOLUTION, 100): N_("The solution is late: it was due %(due)s."),
}
_MOVED: Mapping[str, str] = {
    Measure.RESPONSE: N_("An answer is now due %(due)s; before, it was %(was)s."),
    Measure.RESOLUTION: N_("A solution is now due %(due)s; before, it was %(was)s."),
}


def reached(facts: Mapping[str, Any]) -> str:
    """Return how much of its time a clock had used, from its journal entry."""
    measure, level = facts["measure"], facts["level"]
    text = _(_REACHED[measure, level])
    return text % {"due": _moment(facts["due"])}


def warned(incident: Incident, facts: Mapping[str, Any]) -> str:
    """Return the same of a named incident, as a mail says it."""
    named = {"number": incident.number, "told": reached(facts)}
    return _("%(number)s: %(told)s") % named


def moved(facts: Mapping[str, Any]) -> list[str]:
    """Return what is due at another moment, from its journal entry: why, and when."""
    sentences = [_("The support hours or targets of the Service Desk changed.")]
    told = facts.get("moved", {})
    for measure in Measure:
        if moments := told.get(measure):
            was, now = map(_moment, moments)
            sentences.append(_(_MOVED[measure]) % {"was": was, "due": now})
    return sentences


def _moment(text: str) -> str:
    return show_datetime(datetime.fromisoformat(text)) if text else ""
