"""A caller, colleagues and incidents, made through the actions."""

from uuid import UUID, uuid4

from django.http import QueryDict

from hdportal.accounts.models import Organisation, User
from hdportal.accounts.tests.factories import make_user
from hdportal.desk.actions import incidents
from hdportal.desk.models import Incident
from hdportal.intake import forms
from hdportal.intake.forms import Answers
from hdportal.intake.models import FormVersion
from hdportal.kernel.actor import Grant, Role
from hdportal.portfolio.tests.factories import application, project

ANSWERS = {
    "urgency": "2",
    "category": "data_transfer",
    "subject": "CSV upload refused",
    "description": "I press Upload and a validation rule refuses line 12.",
}


def hospital(name: str = "First hospital", *, shares: bool = False) -> Organisation:
    """Make a hospital."""
    return Organisation.objects.get_or_create(
        name=name, defaults={"shares_incidents": shares, "kind": "hospital"}
    )[0]


def caller(name: str = "caller", *, at: Organisation | None = None) -> User:
    """Make a person who reports incidents."""
    return make_user(
        email=f"{name}@demo.example",
        first_name="Demo",
        last_name=name.capitalize(),
        organisation=at or hospital(),
    )


def agent(name: str = "agent") -> User:
    """Make somebody who works behind the Service Desk."""
    return make_user(email=f"{name}@demo.example", roles=[Role.AGENT])


def researcher(project_key: str, name: str = "researcher") -> User:
    """Make a researcher of one project."""
    grant = Grant(Role.RESEARCHER, f"project:{project_key}")
    return make_user(email=f"{name}@demo.example", roles=[grant])


def answers(**changes: str) -> Answers:
    """Return checked answers to the form in use."""
    posted = QueryDict(mutable=True)
    posted.update({**ANSWERS, **changes})
    form = forms.filled(FormVersion.objects.in_use("incident"), posted).checked()
    assert form.is_valid, form.problems
    return form.answers()


def incident(by: User, *, token: UUID | None = None, **changes: str) -> Incident:
    """Report an incident; each has its own subject, so that none is a twin."""
    changes.setdefault("subject", f"CSV upload refused {uuid4()}")
    given = answers(**changes)
    return incidents.report(
        caller=by, answers=given, form_token=token or uuid4(), by=by
    ).incident


def about_application(**changes: str) -> dict[str, str]:
    """Return answers about an application, with its project and application made."""
    project("Pacemakers", abbreviation="PACEMAKER", code="HDBP0016")
    application("hd4dp-v2", name="HD4DP v2")
    return {
        "category": "application",
        "project": "HDBP0016",
        "application": "hd4dp-v2",
        **changes,
    }
