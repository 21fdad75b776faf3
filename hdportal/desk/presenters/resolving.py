"""What whoever resolves an incident should know beside the form."""

from dataclasses import replace

from hdportal.accounts.models import User
from hdportal.desk.domain import policy
from hdportal.desk.domain.choices import Kind
from hdportal.desk.domain.incident import CloseCode
from hdportal.desk.domain.sop import Step
from hdportal.desk.models import Incident
from hdportal.desk.presenters.desk_rows import incident_address
from hdportal.desk.presenters.ticket_actions import step_address
from hdportal.desk.presenters.ticket_panels import Beside, FormPanel, form_panel
from hdportal.desk.queries.choices import is_offered
from hdportal.desk.queries.links import open_children
from hdportal.intake.forms import IntakeForm
from hdportal.intake.writing import Writing

# In the address of the form: put the workaround of the known error into it.
USE_WORKAROUND = "workaround"


def resolve_panel(
    incident: Incident, step: Step, writing: Writing, *, came_from: str
) -> FormPanel:
    """Return the form that resolves an incident, with what to think of before."""
    panel = form_panel(incident, step, writing, came_from=came_from)
    return replace(panel, beside=_beside(incident, came_from))


def with_workaround(incident: Incident, form: IntakeForm) -> IntakeForm:
    """Return the form with the workaround of the known error below what was typed."""
    known_error = incident.known_error
    if known_error is None:
        return form
    typed = form.values.get("close_notes", "").strip()
    notes = [typed] if typed else []
    if known_error.workaround not in typed:
        notes.append(known_error.workaround)
    values = {**form.values, "close_notes": "\n\n".join(notes)}
    if is_offered(Kind.CLOSE_CODE, CloseCode.WORKAROUND_PROVIDED):
        values["close_code"] = CloseCode.WORKAROUND_PROVIDED.value
    return replace(form, values=values)


def may_use_workaround(incident: Incident, person: User) -> bool:
    """Return whether this person can resolve the incident now."""
    return bool(policy.may_resolve(person.actor, incident.facts))


def workaround_address(incident: Incident, came_from: str) -> str:
    """Return the address of the form with the workaround in it."""
    address = step_address(incident, Step.RESOLVE, came_from)
    return f"{address}{'&' if '?' in address else '?'}{USE_WORKAROUND}=1"


def _beside(incident: Incident, came_from: str) -> Beside:
    children = [
        (f"{number} {subject}", incident_address(number, came_from))
        for number, subject in open_children(incident)
    ]
    if incident.known_error is None:
        return Beside(children)
    use = workaround_address(incident, came_from)
    return Beside(children, str(incident.known_error), use)
