"""Give and take roles; the Django groups follow."""

from django.contrib.auth.models import Group
from django.db import transaction

from hdportal.accounts.domain import policy
from hdportal.accounts.domain.scope import is_scope
from hdportal.accounts.models import RoleAssignment, User
from hdportal.audit.record import record
from hdportal.kernel.actor import EVERYWHERE, Role
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_


@transaction.atomic
def grant(
    *, user: User, role: Role, scope: str = EVERYWHERE, by: User | None
) -> RoleAssignment:
    """Give `user` a role within `scope`; giving it twice changes nothing.

    Raises:
        Denied: `by` may not look after people.
        DomainError: `scope` names no place where a role can count.
    """
    if by:
        policy.may_manage_people(by.actor).or_raise()
    if not is_scope(scope):
        raise DomainError(
            N_("Write a scope such as project:HDBP0016 or organisation:3.")
        )
    group, _made = Group.objects.get_or_create(name=role.value)
    assignment, is_new = RoleAssignment.objects.get_or_create(
        user=user, group=group, scope=scope
    )
    if is_new:
        user.groups.add(group)
        record("role.grant", by=by, target=user, role=role.value, scope=scope)
    _forget_actor(user)
    return assignment


@transaction.atomic
def revoke(*, assignment: RoleAssignment, by: User) -> None:
    """Take a role away; the group too, once no scope is left.

    Raises:
        Denied: `by` may not, or would stop being an administrator.
    """
    user, group = assignment.user, assignment.group
    role = Role(group.name)
    policy.may_revoke(by.actor, person_id=user.pk, role=role).or_raise()
    scope = assignment.scope
    assignment.delete()
    if not user.role_assignments.filter(group=group).exists():
        user.groups.remove(group)
    record("role.revoke", by=by, target=user, role=role.value, scope=scope)
    _forget_actor(user)


def _forget_actor(user: User) -> None:
    # `actor` is kept for a request; this one holds other roles from here on.
    user.__dict__.pop("actor", None)
