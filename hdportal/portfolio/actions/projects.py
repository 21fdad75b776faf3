"""Add, change and close projects."""

from dataclasses import asdict
from datetime import date

from django.db import IntegrityError, transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.portfolio.domain.projects import (
    ProjectFacts,
    ProjectState,
    may_close,
    may_edit,
    same_version,
)
from hdportal.portfolio.domain.words import search_key
from hdportal.portfolio.models import Project


class ProjectTaken(DomainError):
    """Another project has this code or key."""


@transaction.atomic
def add(*, facts: ProjectFacts, by: User | None) -> Project:
    """Add a project, or return it when it is there already under the same name.

    `by=None` is the portal itself, as in all actions of this module that allow it.

    Raises:
        Denied: `by` may not edit the portfolio.
        ProjectTaken: a project of another name has this code or key.
    """
    if by:
        may_edit(by.actor).or_raise()
    key = facts.key
    existing = Project.objects.of_key(key).first()
    if existing is None:
        columns = {**asdict(facts), "search_key": _search_key(facts)}
        existing, is_new = Project.objects.get_or_create(key=key, defaults=columns)
        if is_new:
            record("project.add", by=by, target=existing, state=facts.state)
    if existing.name != facts.name:
        raise _taken(existing)
    return existing


@transaction.atomic
def change(*, project: Project, facts: ProjectFacts, version: int, by: User) -> Project:
    """Replace what is known of a project; `version` is the one the person saw.

    The key stays as it is, also when the project gets a code.

    Raises:
        Denied: `by` may not edit the portfolio.
        ChangedMeanwhile: somebody saved a newer version.
        ProjectTaken: another project has this code.
    """
    project = Project.objects.select_for_update().get(pk=project.pk)
    may_edit(by.actor).or_raise()
    same_version(project.version, version)
    changed = _assign(project, facts)
    if changed:
        _save(project, changed)
        record("project.change", by=by, target=project, fields=changed)
    return project


@transaction.atomic
def close(*, project: Project, ended_on: date | None, by: User | None) -> Project:
    """Mark a project closed; incidents about it can still be reported.

    Raises:
        Denied: `by` may not close it, or it is closed.
    """
    project = Project.objects.select_for_update().get(pk=project.pk)
    was = ProjectState(project.state)
    may_close(by.actor if by else None, was).or_raise()
    project.state = ProjectState.CLOSED
    project.ended_on = ended_on
    _save(project, ["state", "ended_on"])
    record("project.close", by=by, target=project, state=[was, ProjectState.CLOSED])
    return project


def _assign(project: Project, facts: ProjectFacts) -> list[str]:
    """Set what differs and return the names of those fields."""
    wanted = asdict(facts)
    changed = [name for name in wanted if getattr(project, name) != wanted[name]]
    for name in changed:
        setattr(project, name, wanted[name])
    project.search_key = _search_key(facts)
    return changed


def _save(project: Project, changed: list[str]) -> None:
    project.version += 1
    try:
        with transaction.atomic():
            project.save(update_fields=[*changed, "search_key", "version"])
    except IntegrityError:
        # The code is the only value that two projects may not share.
        raise _taken(Project.objects.get(code=project.code)) from None


def _taken(existing: Project) -> ProjectTaken:
    return ProjectTaken(
        N_("The project %(name)s has this code or short name already."),
        name=existing.name,
    )


def _search_key(facts: ProjectFacts) -> str:
    return search_key(
        name=facts.name,
        abbreviation=facts.abbreviation,
        code=facts.code,
        overseen_by=facts.overseen_by,
    )
