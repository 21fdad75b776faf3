from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Q

from hdportal.accounts.models import User
from hdportal.audit.models import AuditEvent
from hdportal.kernel.actor import Role
from hdportal.kernel.errors import Denied
from hdportal.portfolio.actions import applications, memberships, projects
from hdportal.portfolio.domain.applications import ApplicationFacts, UserRole
from hdportal.portfolio.domain.projects import (
    ChangedMeanwhile,
    MembershipKind,
    ProjectFacts,
    ProjectState,
)
from hdportal.portfolio.models import Application, Project, ProjectMembership
from hdportal.portfolio.tests import factories

pytestmark = pytest.mark.django_db
PACEMAKER = ProjectFacts(
    name="QERMID: pacemakers", abbreviation="PACEMAKER", code="HDBP0016"
)
LAST_DAY = date(2023, 12, 31)


@pytest.fixture
def admin() -> User:
    return factories.person("admin", Role.ADMINISTRATOR)


@pytest.fixture
def agent() -> User:
    return factories.person("agent", Role.AGENT)


def audited() -> list[str]:
    ours = Q(target__startswith="project:") | Q(target__startswith="application:")
    events = AuditEvent.objects.filter(ours).order_by("pk")
    return list(events.values_list("action", flat=True))


def test_add_keeps_the_facts_the_key_and_an_audit_row(admin: User) -> None:
    project = projects.add(by=admin, facts=PACEMAKER)

    assert (project.key, project.code) == ("HDBP0016", "HDBP0016")
    assert " pacemaker " in project.search_key
    assert audited() == ["project.add"]


def test_adding_the_same_project_twice_makes_one(admin: User) -> None:
    first = projects.add(by=admin, facts=PACEMAKER)

    assert projects.add(by=None, facts=PACEMAKER) == first
    assert audited() == ["project.add"]


def test_a_code_belongs_to_one_project(admin: User) -> None:
    projects.add(by=admin, facts=PACEMAKER)

    with pytest.raises(projects.ProjectTaken, match="pacemakers"):
        projects.add(by=admin, facts=ProjectFacts(name="Other", code="REG0016"))


def test_only_an_administrator_adds(agent: User) -> None:
    with pytest.raises(Denied):
        projects.add(by=agent, facts=PACEMAKER)

    assert not Project.objects.exists()
    assert audited() == []


def test_change_keeps_the_key_and_names_what_changed(admin: User) -> None:
    project = projects.add(by=admin, facts=ProjectFacts(name="Rare", code=""))
    facts = ProjectFacts(name="Rare diseases", code="HDBP0700")

    project = projects.change(project=project, by=admin, facts=facts, version=1)

    assert (project.key, project.version) == ("RARE", 2)
    assert "hdbp0700" in project.search_key
    assert AuditEvent.objects.last().facts == {"fields": ["name", "code"]}


def test_change_refuses_an_older_version(admin: User) -> None:
    project = projects.add(by=admin, facts=PACEMAKER)

    with pytest.raises(ChangedMeanwhile):
        projects.change(project=project, by=admin, facts=PACEMAKER, version=0)


def test_change_refuses_the_code_of_another_project(admin: User) -> None:
    projects.add(by=admin, facts=PACEMAKER)
    other = projects.add(by=admin, facts=ProjectFacts(name="Other"))
    facts = ProjectFacts(name="Other", code="HDBP0016")

    with pytest.raises(projects.ProjectTaken):
        projects.change(project=other, by=admin, facts=facts, version=1)

    other.refresh_from_db()
    assert other.code == ""


def test_saving_without_a_change_leaves_no_trace(admin: User) -> None:
    project = projects.add(by=admin, facts=PACEMAKER)

    projects.change(project=project, by=admin, facts=PACEMAKER, version=1)

    assert audited() == ["project.add"]


def test_close_says_since_when(admin: User) -> None:
    project = projects.add(by=admin, facts=PACEMAKER)

    project = projects.close(project=project, by=admin, ended_on=LAST_DAY)

    project.refresh_from_db()
    assert (project.state, project.ended_on) == (ProjectState.CLOSED, LAST_DAY)
    assert AuditEvent.objects.last().facts == {"state": ["production", "closed"]}


def test_a_closed_project_is_not_closed_again(admin: User) -> None:
    project = projects.add(by=admin, facts=PACEMAKER)
    projects.close(project=project, by=None, ended_on=None)

    with pytest.raises(Denied, match="closed already"):
        projects.close(project=project, by=admin, ended_on=LAST_DAY)


def test_the_database_refuses_an_end_date_on_a_running_project() -> None:
    project = factories.project("Running")

    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(ended_on=LAST_DAY)


def test_applications_are_added_once_and_changed(admin: User) -> None:
    facts = ApplicationFacts("hd4dp", "HD4DP", roles=(UserRole.DATA_PROVIDER,))
    applications.add(by=admin, facts=facts)
    entry = applications.add(by=None, facts=facts)

    change = {"application": entry, "version": 1, "by": admin}
    applications.change(facts=ApplicationFacts("hd4dp", "HD4DP v2"), **change)

    entry = Application.objects.get()
    with pytest.raises(ChangedMeanwhile):
        applications.change(facts=facts, **change)
    assert (entry.name, entry.roles) == ("HD4DP v2", [])
    assert audited() == ["application.add", "application.change"]


def test_only_an_administrator_changes_applications_and_members(agent: User) -> None:
    entry = factories.application("hd4dp")
    facts = ApplicationFacts("hd4dp", "Other")

    with pytest.raises(Denied):
        applications.change(application=entry, facts=facts, version=1, by=agent)
    with pytest.raises(Denied):
        memberships.add(
            by=agent,
            user=agent,
            project=factories.project("Any"),
            kind=MembershipKind.LEAD,
        )


def test_a_member_is_added_once_and_taken_off(admin: User, agent: User) -> None:
    project = factories.project("Any")
    facts = {"user": agent, "project": project, "kind": MembershipKind.RESEARCHER}
    first = memberships.add(by=admin, **facts)
    assert memberships.add(by=None, **facts) == first

    memberships.remove(by=admin, membership=first)

    assert not ProjectMembership.objects.exists()
    assert audited() == ["membership.add", "membership.remove"]
