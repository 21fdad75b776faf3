"""Who has an incident, who could have it, and what happens when two decide at once."""

from collections.abc import Sequence
from uuid import uuid4

from django.utils.translation import gettext as _

from hdportal.desk.actions.conflicts import key_of
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.domain.sop import Step
from hdportal.desk.models import Incident, JournalEntry
from hdportal.desk.presenters.ticket_actions import step_address
from hdportal.desk.presenters.ticket_panels import (
    FormPanel,
    TakePanel,
    Versions,
    closed_address,
    form_panel,
)
from hdportal.desk.queries.ticket import Team, teams
from hdportal.intake.writing import Writing
from hdportal.web.jinja import show_datetime

# What changes who has an incident.
ASSIGNING = (EntryKind.TAKEN, EntryKind.HANDED_ON, EntryKind.HANDED_BACK)


def hand_on_panel(
    incident: Incident, step: Step, writing: Writing, *, came_from: str
) -> FormPanel:
    """Return the form that hands an incident on, with the teams as they are now.

    The group stands as it is, and its people are the first to be offered.
    """
    everybody = teams()
    groups = [(str(team.group.pk), team.group.name) for team in everybody]
    wanted = writing.form.values.get("group") or key_of(incident.assignment_group_id)
    return form_panel(
        incident,
        step,
        writing,
        came_from=came_from,
        was=_hands(incident),
        groups=groups,
        group=wanted if wanted in dict(groups) else "",
        people=people_options(_with_first(wanted, everybody)),
    )


def hand_back_panel(
    incident: Incident, step: Step, writing: Writing, *, came_from: str
) -> FormPanel:
    """Return the form that gives an incident back to the Service Desk."""
    was = _hands(incident)
    return form_panel(incident, step, writing, came_from=came_from, was=was)


def _with_first(group: str, everybody: Sequence[Team]) -> list[Team]:
    return sorted(everybody, key=lambda team: str(team.group.pk) != group)


def _hands(incident: Incident) -> str:
    group, person = incident.assignment_group_id, incident.assigned_to_id
    return f"{key_of(group)}:{key_of(person)}"


def take_panel(
    incident: Incident, both: Versions, *, was: str, came_from: str
) -> TakePanel:
    """Return the question whether to take over what another has just taken."""
    return TakePanel(
        versions=both,
        action=step_address(incident, Step.TAKE, came_from),
        form_token=str(uuid4()),
        was=was,
        close_href=closed_address(incident, Step.TAKE, came_from),
    )


def hands(group: str, person: str) -> str:
    """Return who has an incident: a group and, within it, a person or nobody yet."""
    facts = {"group": group or _("No group"), "person": person or _("nobody yet")}
    return _("%(group)s, %(person)s") % facts


def versions(seen: str, stands: str, newest: JournalEntry | None) -> Versions:
    """Return both versions; `newest` is the entry that tells who changed it."""
    if newest is None or newest.by is None:
        told = _("Somebody changed this since you opened the page.")
        return Versions(seen, stands, told)
    sentence = {
        EntryKind.TAKEN: _("%(name)s took it, %(when)s."),
        EntryKind.HANDED_ON: _("%(name)s handed it on, %(when)s."),
        EntryKind.HANDED_BACK: _("%(name)s handed it back, %(when)s."),
    }[EntryKind(newest.kind)]
    facts = {"name": newest.by, "when": show_datetime(newest.at)}
    return Versions(seen, stands, sentence % facts)


def people_options(
    teams: Sequence[Team], group: str = ""
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return people by group; of one group only, when it is named."""
    wanted = [team for team in teams if group in {"", str(team.group.pk)}]
    return [
        (team.group.name, [(str(p.pk), p.get_full_name()) for p in team.people])
        for team in wanted
        if team.people
    ]
