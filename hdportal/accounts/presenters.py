"""What the pages about people say."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hdportal.accounts import queries
from hdportal.accounts.domain.roles import ROLE_LABELS
from hdportal.accounts.models import AccountRequest, RoleAssignment, User
from hdportal.kernel.actor import Role
from hdportal.web.views import safe_next


@dataclass(frozen=True)
class RoleRow:
    label: str
    revoke_href: str


@dataclass(frozen=True)
class PersonRow:
    name: str
    email: str
    organisation: str
    roles: list[RoleRow]
    is_active: bool
    href: str


@dataclass(frozen=True)
class DemoSignIn:
    email: str
    who: str


def sign_in_context(request: HttpRequest) -> dict[str, object]:
    """Return what the sign-in page shows beside its form."""
    return {
        "next": safe_next(request, ""),
        "kept": request.POST.get("kept", ""),
        "to_copy": [],
        "is_expired": False,
        "demo_sign_ins": demo_sign_ins() if settings.DEMO else [],
    }


def demo_sign_ins() -> list[DemoSignIn]:
    """Return the demo people with the roles of each."""
    return [
        DemoSignIn(user.email, ", ".join(_role_labels(user)) or _("Caller"))
        for user in queries.demo_people()
    ]


def person_row(user: User) -> PersonRow:
    """Return a person as lists show one."""
    return PersonRow(
        name=user.get_full_name(),
        email=user.email,
        organisation=user.organisation.name if user.organisation else "",
        roles=[_role_row(row) for row in user.role_assignments.all()],
        is_active=user.is_active,
        href=reverse("person", args=[user.pk]),
    )


def request_name(account_request: AccountRequest) -> str:
    """Return the name of who asks."""
    return f"{account_request.first_name} {account_request.last_name}"


def _role_row(assignment: RoleAssignment) -> RoleRow:
    args = [assignment.user_id, assignment.pk]
    return RoleRow(_label(assignment), reverse("person-revoke", args=args))


def _role_labels(user: User) -> list[str]:
    return [_label(assignment) for assignment in user.role_assignments.all()]


def _label(assignment: RoleAssignment) -> str:
    role = _(ROLE_LABELS[Role(assignment.group.name)])
    if not assignment.scope:
        return role
    scope = assignment.scope.removeprefix("project:")
    return _("%(role)s, only %(scope)s") % {"role": role, "scope": scope}
