"""What the pages of the Support Service say."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hdportal.portfolio.domain.projects import ProjectState
from hdportal.portfolio.models import Application, Project
from hdportal.portfolio.queries import project_note
from hdportal.web.jinja import show_date

PAGE_SIZE = 20
LAST_PAGE = 500
STATE_TONES = {
    ProjectState.PRODUCTION: ("success", "circle-check"),
    ProjectState.PREPARATION: ("info", "hourglass"),
    ProjectState.CLOSED: ("neutral", "ban"),
}


@dataclass(frozen=True)
class ProjectRow:
    """One project in the list; texts are ready to show."""

    name: str
    abbreviation: str
    code: str
    overseen_by: str
    state_label: str
    state_tone: str
    state_icon: str
    href: str


@dataclass(frozen=True)
class ApplicationRow:
    """One application in the administrators' list."""

    name: str
    description: str
    roles: str
    offered: str
    href: str


@dataclass(frozen=True)
class ProjectList:
    """One page of projects; addresses are None where there is no such page."""

    rows: list[ProjectRow]
    text: str
    status: str
    previous_href: str | None
    next_href: str | None

    @property
    def is_past_the_end(self) -> bool:
        return not self.rows and self.previous_href is not None


@dataclass(frozen=True)
class ProjectPage:
    """One project; rows are (term, value)."""

    name: str
    row: ProjectRow
    note: str
    rows: list[tuple[str, str]]
    overseen_by: str
    contact: str
    contact_href: str | None
    edit_href: str


def project_row(project: Project) -> ProjectRow:
    """Return a project as the list shows it."""
    tone, icon = STATE_TONES[ProjectState(project.state)]
    return ProjectRow(
        name=project.name,
        abbreviation=known(project.abbreviation),
        code=known(project.code),
        overseen_by=known(project.overseen_by),
        state_label=Project.State(project.state).label,
        state_tone=tone,
        state_icon=icon,
        href=project.get_absolute_url(),
    )


def project_list(found: list[Project], *, text: str, page: int) -> ProjectList:
    """Return one page; `found` holds one project more when another page follows."""
    rows = [project_row(project) for project in found[:PAGE_SIZE]]
    return ProjectList(
        rows=rows,
        text=text,
        status=_status(page, len(rows), has_more=len(found) > PAGE_SIZE),
        previous_href=_href(text, page - 1) if page > 1 else None,
        next_href=_href(text, page + 1) if len(found) > PAGE_SIZE else None,
    )


def project_page(project: Project) -> ProjectPage:
    """Return one project with its facts in the order of the project page."""
    is_mail = "@" in project.contact and " " not in project.contact
    return ProjectPage(
        name=project.name,
        row=project_row(project),
        note=project_note(project),
        rows=[(term, known(value)) for term, value in _facts(project)],
        overseen_by=project.overseen_by,
        contact=project.contact,
        contact_href=f"mailto:{project.contact}" if is_mail else None,
        edit_href=reverse("project-edit", args=[project.key]),
    )


def application_rows(entries: list[Application]) -> list[ApplicationRow]:
    """Return applications as administrators see them."""
    return [
        ApplicationRow(
            name=entry.name,
            description=known(entry.description),
            roles=", ".join(str(Application.Role(role).label) for role in entry.roles)
            or _("Everybody"),
            offered=_("Yes") if entry.is_offered else _("No"),
            href=reverse("application-edit", args=[entry.key]),
        )
        for entry in entries
    ]


def channels() -> list[tuple[str, str]]:
    """Return the ways to reach the desk besides portal and e-mail."""
    return [
        (_("Telephone"), _("No telephone number is published here.")),
        (_("At our desk"), _("You may come by. Ask by e-mail when and where.")),
    ]


def known(value: str) -> str:
    """Return the value, or say that nobody gave one."""
    return value or _("Not available")


def _facts(project: Project) -> list[tuple[str, str]]:
    ended_on = show_date(project.ended_on) if project.ended_on else ""
    facts = [
        (_("Name"), project.name),
        (_("Abbreviation"), project.abbreviation),
        (_("Code"), project.code),
        (_("State"), Project.State(project.state).label),
        (_("Overseen by"), project.overseen_by),
        (_("Partners"), project.partners),
        (_("Commissioned by"), project.commissioned_by),
        (_("Supported by"), project.supported_by),
        (_("Description"), project.description),
        (_("Legal basis"), project.legal_basis),
    ]
    if project.state == ProjectState.CLOSED:
        facts.insert(4, (_("Closed since"), ended_on))
    return facts


def _status(page: int, shown: int, *, has_more: bool) -> str:
    if not shown:
        return _("No project found.")
    if page == 1 and not has_more:
        text = ngettext("%(count)s project.", "%(count)s projects.", shown)
        return text % {"count": shown}
    first = (page - 1) * PAGE_SIZE + 1
    numbers = {"first": first, "last": first + shown - 1}
    if has_more:
        return _("Projects %(first)s to %(last)s; there are more.") % numbers
    return _("Projects %(first)s to %(last)s.") % numbers


def _href(text: str, page: int) -> str:
    wanted = {"q": text} if text else {}
    query = urlencode({**wanted, "page": page} if page > 1 else wanted)
    return f"{reverse('support')}{'?' + query if query else ''}#projects"
