"""One incident: its details, and what its reader may do."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hdportal.accounts.models import User
from hdportal.desk.domain import policy
from hdportal.desk.domain.choices import Kind
from hdportal.desk.domain.incident import (
    STATE_LABELS,
    URGENCY_LABELS,
    State,
    Urgency,
)
from hdportal.desk.models import Incident
from hdportal.desk.presenters.channels import caller_rows
from hdportal.desk.presenters.choices import name_of
from hdportal.desk.presenters.labels import category_label
from hdportal.intake.domain.schema import RESERVED_KEYS, in_language
from hdportal.intake.writing import Writing
from hdportal.web.jinja import show_datetime
from hdportal.web.render import translated


def details(incident: Incident, *, sees_texts: bool) -> list[tuple[str, str]]:
    """Return the rows of the details, as far as the reader may see them."""
    rows = [
        (_("Number"), str(incident.number)),
        (_("State"), _(STATE_LABELS[State(incident.state)])),
        (_("Type of problem"), category_label(incident.category)),
    ]
    if sees_texts:
        rows += _further_details(incident)
    rows.append((_("Created"), show_datetime(incident.opened_at)))
    rows.append((_("Last change"), show_datetime(incident.told_at)))
    return rows


def _further_details(incident: Incident) -> list[tuple[str, str]]:
    # Impact and priority are the desk's own judgement, the urgency is the caller's.
    project, application = incident.project, incident.application
    return [
        (_("Subcategory"), name_of(Kind.SUBCATEGORY, incident.subcategory)),
        *_handling(incident),
        (_("Urgency"), _(URGENCY_LABELS[Urgency(incident.urgency)])),
        (_("Project"), _project(incident) if project else ""),
        (_("Application"), application.name if application else ""),
        *answers(incident),
        (_("Caller"), incident.caller.get_full_name()),
        (_("Organisation"), str(incident.organisation or "")),
        *caller_rows(incident),
    ]


def _handling(incident: Incident) -> list[tuple[str, str]]:
    return [
        (_("Reason"), name_of(Kind.HOLD_REASON, incident.hold_reason)),
        (_("Resolution"), name_of(Kind.CLOSE_CODE, incident.close_code)),
        (_("Group"), str(incident.assignment_group or "")),
        (_("Assigned to"), str(incident.assigned_to or "")),
    ]


def _project(incident: Incident) -> str:
    code = incident.project.code or _("HDBP number not available")
    return f"{incident.project} ({code})"


def answers(incident: Incident) -> list[tuple[str, str]]:
    """Return what the form asked beyond the columns, as label and answer."""
    if not incident.answers:
        return []
    language = (get_language() or "en")[:2]
    asked = [
        f for f in incident.form_version.schema.fields if f.key in incident.answers
    ]
    rows = []
    for field in asked:
        if field.key in RESERVED_KEYS:
            continue
        value = incident.answers[field.key]
        chosen = next((c for c in field.choices if c.value == value), None)
        shown = in_language(chosen.label, language) if chosen else value
        rows.append((in_language(field.label, language), shown))
    return rows


def comment_refusal(incident: Incident, reader: User) -> str:
    """Return why the reader cannot write here, "" when that is possible."""
    return translated(policy.may_comment(reader.actor, incident.facts))


def unsent_comment(writing: Writing) -> str:
    """Return the words of a comment that cannot be sent any more, to be copied."""
    draft = writing.continued or writing.offered
    kept = draft.values if draft else {}
    return writing.form.values.get("comment") or kept.get("comment", "")


def may_withdraw(incident: Incident, reader: User) -> bool:
    """Return whether the reader can take this incident back."""
    return bool(policy.may_withdraw(reader.actor, incident.facts))
