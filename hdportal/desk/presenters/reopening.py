"""What the page says on which a caller reopens an incident."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hdportal.desk.domain import sop
from hdportal.desk.domain.sop import Step
from hdportal.desk.models import Incident
from hdportal.desk.presenters.standing import day_and_time


@dataclass(frozen=True)
class Reopening:
    """What happens then, and until when it is possible ("" when it no longer is)."""

    what: str
    until: str


def reopening(incident: Incident) -> Reopening:
    """Return the sentences of the page."""
    what = _(
        "The work goes on where it stopped. Everything that was said stays on the "
        "timeline, and so does how it was resolved."
    )
    if incident.resolved_at is None:
        return Reopening(what, "")
    until = day_and_time(sop.reopens_until(incident.resolved_at))
    text = _("You can reopen it until %(when)s. After that it is closed for good.")
    return Reopening(what, text % {"when": until})


def purpose_of(incident: Incident) -> str:
    """Return what the draft of the reason is for."""
    return f"{Step.REOPEN}:{incident.number}"
