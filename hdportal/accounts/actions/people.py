"""Add people, close and reopen their accounts, move them."""

from collections.abc import Iterable

from django.db import transaction

from hdportal.accounts.actions import roles as role_actions
from hdportal.accounts.domain import policy
from hdportal.accounts.models import Organisation, User
from hdportal.audit.record import record
from hdportal.kernel import clock
from hdportal.kernel.actor import Grant, Role
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_


@transaction.atomic
def add(
    *,
    email: str,
    first_name: str,
    last_name: str,
    organisation: Organisation | None,
    language: str,
    password: str | None = None,
    password_hash: str = "",
    telephone: str = "",
    roles: Iterable[Grant | Role] = (),
    profile_completed: bool = False,
    by: User | None = None,
) -> User:
    """Add a person; `by=None` is the portal itself, for the demo and for commands.

    A role in `roles` counts everywhere, a `Grant` in its scope. Without a password
    the person sets one through the link of a mail; a `password_hash` was made before.

    Raises:
        Denied: `by` may not look after people.
        DomainError: somebody has this address already.
    """
    if by:
        policy.may_manage_people(by.actor).or_raise()
    if User.objects.filter(email__iexact=email.strip()).exists():
        raise DomainError(N_("Somebody already has an account with this email."))
    user = User.objects.create_user(
        email,
        password,
        first_name=first_name,
        last_name=last_name,
        organisation=organisation,
        language=language,
        telephone=telephone,
        profile_completed_at=clock.now() if profile_completed else None,
    )
    if password_hash:
        user.password = password_hash
        user.save(update_fields=["password"])
    record("person.add", by=by, target=user)
    for grant in roles:
        grant = grant if isinstance(grant, Grant) else Grant(grant)
        role_actions.grant(user=user, role=grant.role, scope=grant.scope, by=by)
    return user


@transaction.atomic
def deactivate(*, user: User, by: User) -> User:
    """Close an account: its holder is signed out everywhere and stays out.

    Raises:
        Denied: `by` may not, or it is the account of `by`.
    """
    policy.may_deactivate(by.actor, person_id=user.pk).or_raise()
    return _set_active(user, by=by, is_active=False)


@transaction.atomic
def reactivate(*, user: User, by: User) -> User:
    """Open a closed account again."""
    policy.may_manage_people(by.actor).or_raise()
    return _set_active(user, by=by, is_active=True)


@transaction.atomic
def move(*, user: User, organisation: Organisation, by: User) -> User:
    """Give a person another organisation, and so other colleagues' incidents."""
    policy.may_manage_people(by.actor).or_raise()
    user = User.objects.select_for_update().get(pk=user.pk)
    was, user.organisation = user.organisation_id, organisation
    user.save(update_fields=["organisation"])
    record("person.move", by=by, target=user, organisation=[was, organisation.pk])
    return user


def _set_active(user: User, *, by: User, is_active: bool) -> User:
    user = User.objects.select_for_update().get(pk=user.pk)
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    name = "person.reactivate" if is_active else "person.deactivate"
    record(name, by=by, target=user)
    return user
