"""The head of the agent's page: how the incident stands, who has it, its files."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from hdportal.desk.domain import sop
from hdportal.desk.domain.choices import Kind
from hdportal.desk.domain.incident import EntryKind, State
from hdportal.desk.models import Incident
from hdportal.desk.presenters.choices import name_of
from hdportal.desk.presenters.desk_rows import priority_badges
from hdportal.desk.presenters.ticket_hands import hands
from hdportal.desk.queries import Journal, files_owner
from hdportal.files.models import StoredFile
from hdportal.files.presenters import FileView, file_view
from hdportal.web.jinja import show_datetime


def priority_badge(incident: Incident) -> tuple[str, str, str]:
    """Return the text, tone and icon of an incident's priority."""
    text, tone, icon = priority_badges()[incident.priority]
    return text, tone, icon or "flag"


def holder(incident: Incident) -> str:
    """Return who has it: "Service Desk, Agnes Agent"."""
    person, group = incident.assigned_to, incident.assignment_group
    return hands(str(group or ""), str(person or ""))


def standing(incident: Incident, journal: Journal) -> str:
    """Return what the state alone does not say: since when, why, and until when."""
    match State(incident.state):
        case State.ON_HOLD:
            return _waiting(incident, _since(journal, EntryKind.HELD))
        case State.RESOLVED if incident.resolved_at:
            closes_at = sop.reopens_until(incident.resolved_at)
            facts = {"when": show_datetime(closes_at)}
            return _("Resolved; closes by itself on %(when)s.") % facts
        case State.CLOSED if incident.closed_at:
            facts = {"when": show_datetime(incident.closed_at)}
            return _("Closed on %(when)s.") % facts
        case _:
            return ""


def _waiting(incident: Incident, since: datetime | None) -> str:
    facts = {"reason": name_of(Kind.HOLD_REASON, incident.hold_reason)}
    if since is None:
        return _("%(reason)s.") % facts
    facts["when"] = show_datetime(since)
    return _("%(reason)s since %(when)s.") % facts


def _since(journal: Journal, kind: EntryKind) -> datetime | None:
    newest_first = [*journal.first, *journal.newest][::-1]
    return next((line.at for line in newest_first if line.kind == kind), None)


@dataclass(frozen=True)
class TicketFile:
    """One file of the ticket, and whether it came with a work note."""

    view: FileView
    is_internal: bool


def files(incident: Incident, stored: list[StoredFile]) -> list[TicketFile]:
    """Return the files of the ticket, at the desk's own addresses."""
    internal = files_owner(incident, EntryKind.WORK_NOTE)
    return [
        TicketFile(
            view=file_view(
                file,
                href=partial(_address, "desk-file", incident),
                preview_href=partial(_address, "desk-file-preview", incident),
            ),
            is_internal=file.owner == internal,
        )
        for file in stored
    ]


def _address(name: str, incident: Incident, file: StoredFile) -> str:
    return reverse(name, kwargs={"number": incident.number, "pk": file.pk})
