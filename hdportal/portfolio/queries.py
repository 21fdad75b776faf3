"""Find projects and applications; what forms offer as choices."""

from dataclasses import dataclass

from django.db.models import Case, Value, When
from django.utils.translation import gettext as _

from hdportal.portfolio.domain.applications import is_for
from hdportal.portfolio.domain.projects import ProjectState
from hdportal.portfolio.models import Application, Project
from hdportal.web.jinja import show_date

IN_PRODUCTION_FIRST = Case(
    When(state=ProjectState.PRODUCTION, then=Value(0)), default=Value(1)
)


@dataclass(frozen=True)
class Option:
    """One choice in a form, in the reader's language of this moment.

    `value` is the public key, which never changes; `hint` tells more about the choice
    while choosing; `note` is a sentence to show once it is chosen.
    """

    value: str
    label: str
    note: str = ""
    hint: str = ""


def find_projects(text: str, limit: int = 20, offset: int = 0) -> list[Project]:
    """Return projects that `text` finds, best match first, in one query."""
    found = Project.objects.matching(text).best_first(text)
    return list(found[offset : offset + limit])


def find_project(key: str) -> Project | None:
    """Return the project with this key or code (HDBP16, REG0016), if there is one."""
    return Project.objects.of_key(key).order_by("pk").first() if key else None


def search_projects(text: str, limit: int = 20) -> list[Option]:
    """Return the projects that `text` finds as choices, best match first."""
    return [as_option(project) for project in find_projects(text, limit)]


def project_options() -> list[Option]:
    """Return every project as a choice, those in production first."""
    projects = Project.objects.order_by(IN_PRODUCTION_FIRST, "search_key", "key")
    return [as_option(project) for project in projects]


def project_option(value: str) -> Option | None:
    """Return the project of a chosen value as a choice, if there is one."""
    project = find_project(value)
    return as_option(project) if project and project.key == value else None


def as_option(project: Project) -> Option:
    """Return a project as a choice."""
    hint = ""
    if project.overseen_by:
        hint = _("Overseen by %(name)s") % {"name": project.overseen_by}
    return Option(project.key, project.label, project_note(project), hint)


def project_note(project: Project) -> str:
    """Return what to know about a project that is not in production."""
    match ProjectState(project.state):
        case ProjectState.CLOSED if project.ended_on:
            text = _(
                "This project is closed since %(date)s. "
                "You can still report an incident."
            )
            return text % {"date": show_date(project.ended_on)}
        case ProjectState.CLOSED:
            return _("This project is closed. You can still report an incident.")
        case ProjectState.PREPARATION:
            return _(
                "This project is not in production yet. "
                "You can still report an incident."
            )
        case _production:
            return ""


def applications_for(role: str = "") -> list[Application]:
    """Return the offered applications, of one role or of all, in one query."""
    offered = Application.objects.filter(is_offered=True)
    return [entry for entry in offered if is_for(entry.roles, role)]


def all_applications() -> list[Application]:
    """Return every application, also those that forms no longer offer."""
    return list(Application.objects.all())


def application_options(role: str = "") -> list[Option]:
    """Return the offered applications as choices, in their order."""
    return [
        Option(entry.key, entry.name, hint=entry.description)
        for entry in applications_for(role)
    ]
