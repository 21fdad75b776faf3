"""A small cast and a few projects, made without going through the actions."""

from django.contrib.auth.models import Group

from hdportal.accounts.models import RoleAssignment, User
from hdportal.kernel import clock
from hdportal.kernel.actor import Role
from hdportal.portfolio.domain.projects import ProjectFacts
from hdportal.portfolio.domain.words import search_key
from hdportal.portfolio.models import Application, Project


def person(name: str, *roles: Role) -> User:
    """Make a person holding `roles` everywhere."""
    user = User.objects.create_user(
        f"{name}@demo.example", first_name=name, profile_completed_at=clock.now()
    )
    for role in roles:
        group, _made = Group.objects.get_or_create(name=role)
        RoleAssignment.objects.create(user=user, group=group)
    return user


def project(name: str, **fields: object) -> Project:
    """Make a project with these facts."""
    facts = ProjectFacts(name=name, **fields)  # type: ignore[arg-type]
    project = Project(key=facts.key, search_key=_key(facts), **facts.__dict__)
    project.save()
    return project


def many_projects(number: int) -> None:
    """Make projects HDBP1000 and following."""
    facts = [
        ProjectFacts(name=f"Registry {n}", abbreviation=f"R{n}", code=f"HDBP{n}")
        for n in range(1000, 1000 + number)
    ]
    Project.objects.bulk_create(
        Project(key=f.key, search_key=_key(f), **f.__dict__) for f in facts
    )


def application(key: str, *roles: str, **fields: object) -> Application:
    """Make an application for these roles."""
    return Application.objects.create(
        **{"key": key, "name": key.upper(), "roles": list(roles), **fields}
    )


def _key(facts: ProjectFacts) -> str:
    return search_key(
        name=facts.name,
        abbreviation=facts.abbreviation,
        code=facts.code,
        overseen_by=facts.overseen_by,
    )
