"""Build the demo organisation through the actions, so that audit and rules hold."""

from collections.abc import Callable

from django.contrib.auth.hashers import make_password

from hdportal.accounts.actions import organisations, people
from hdportal.accounts.models import Organisation, User
from hdportal.home.demo.data import (
    APPLICATIONS,
    ORGANISATIONS,
    PEOPLE,
    PROJECTS,
    DemoPerson,
)
from hdportal.home.demo.hours import enter_hours
from hdportal.home.demo.incidents import load_incidents
from hdportal.portfolio.actions import applications, memberships, projects
from hdportal.portfolio.models import Project

PASSWORD = "hdportal-demo"  # shown on the sign-in page
Say = Callable[[str], None]


def load_demo(say: Say) -> None:
    """Add what is missing of the demo organisation; a second time changes nothing."""
    for demo in ORGANISATIONS:
        if not Organisation.objects.filter(name=demo.name).exists():
            organisations.add(
                name=demo.name,
                kind=demo.kind,
                provider_code=demo.provider_code,
                shares_incidents=demo.shares_incidents,
            )
    enter_hours()
    for application in APPLICATIONS:
        applications.add(facts=application, by=None)
    for project in PROJECTS:
        projects.add(facts=project, by=None)
    say(f"{len(PROJECTS)} projects, {len(APPLICATIONS)} applications")
    # One hash for all: making each anew would take a third of the whole load.
    password_hash = make_password(PASSWORD)
    for person in PEOPLE:
        _add_person(person, password_hash)
    say(f"{len(PEOPLE)} people")
    load_incidents(say)


def _add_person(person: DemoPerson, password_hash: str) -> None:
    if User.objects.filter(email=person.email).exists():
        return
    user = people.add(
        email=person.email,
        first_name=person.first_name,
        last_name=person.last_name,
        organisation=Organisation.objects.get(name=person.organisation),
        language=person.language,
        password_hash=password_hash,
        telephone="+32 2 000 00 00",
        roles=person.grants,
        profile_completed=True,
    )
    for key, kind in person.projects:
        project = Project.objects.get(key=key)
        memberships.add(user=user, project=project, kind=kind, by=None)
