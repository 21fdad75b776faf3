"""Note people whom the Service Desk hears from before they have an account."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from hdportal.accounts.domain import policy
from hdportal.accounts.models import Organisation, User
from hdportal.audit.record import record


@dataclass(frozen=True)
class NewCaller:
    """Who somebody says to be; without an organisation where it is not known."""

    email: str
    first_name: str
    last_name: str
    language: str
    organisation: Organisation | None = None


@transaction.atomic
def get_or_add(who: NewCaller, *, by: User) -> User:
    """Return whoever has this address, else a person who has no password yet.

    Raises:
        Denied: `by` may not, or not with this organisation.
    """
    if known := _of_address(who.email):
        return known
    is_shared = bool(who.organisation and who.organisation.shares_incidents)
    policy.may_add_caller(by.actor, is_shared=is_shared).or_raise()
    try:
        with transaction.atomic():
            user = _add(who)
    except IntegrityError:
        # Somebody else added them at this very moment.
        if known := _of_address(who.email):
            return known
        raise
    record("person.add", by=by, target=user)
    return user


def _add(who: NewCaller) -> User:
    return User.objects.create_user(
        who.email,
        first_name=who.first_name,
        last_name=who.last_name,
        organisation=who.organisation,
        language=who.language,
    )


def _of_address(email: str) -> User | None:
    return User.objects.filter(email=email.strip().lower()).first()
