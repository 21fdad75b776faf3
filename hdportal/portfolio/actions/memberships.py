"""Say who works on a project, and as what."""

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.portfolio.domain.projects import MembershipKind, may_edit
from hdportal.portfolio.models import Project, ProjectMembership


@transaction.atomic
def add(
    *, user: User, project: Project, kind: MembershipKind, by: User | None
) -> ProjectMembership:
    """Add a person to a project, or return the membership that is there already.

    It gives no role: `accounts.actions.roles.grant` does. `by=None` is the portal.

    Raises:
        Denied: `by` may not edit the portfolio.
    """
    if by:
        may_edit(by.actor).or_raise()
    membership, is_new = ProjectMembership.objects.get_or_create(
        user=user, project=project, kind=kind
    )
    if is_new:
        record("membership.add", by=by, target=project, user=user.audit_name, kind=kind)
    return membership


@transaction.atomic
def remove(*, membership: ProjectMembership, by: User) -> None:
    """Take a person off a project.

    Raises:
        Denied: `by` may not edit the portfolio.
    """
    may_edit(by.actor).or_raise()
    project, user = membership.project, membership.user
    membership.delete()
    record(
        "membership.remove",
        by=by,
        target=project,
        user=user.audit_name,
        kind=membership.kind,
    )
