"""Add organisations."""

from django.db import transaction

from hdportal.accounts.domain import policy
from hdportal.accounts.models import Organisation, User
from hdportal.audit.record import record
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_


@transaction.atomic
def add(
    *,
    name: str,
    kind: str = str(Organisation.Kind.OTHER),
    provider_code: str = "",
    shares_incidents: bool = False,
    by: User | None = None,
) -> Organisation:
    """Add an organisation; `by=None` is the portal itself.

    Raises:
        Denied: `by` may not look after people.
        DomainError: there is one of this name.
    """
    if by:
        policy.may_manage_people(by.actor).or_raise()
    name = " ".join(name.split())
    if Organisation.objects.filter(name__iexact=name).exists():
        raise DomainError(N_("There is already an organisation of this name."))
    organisation = Organisation.objects.create(
        name=name,
        kind=kind,
        provider_code=provider_code,
        shares_incidents=shares_incidents,
    )
    record("organisation.add", by=by, target=organisation)
    return organisation


@transaction.atomic
def set_sharing(*, organisation: Organisation, is_shared: bool, by: User) -> None:
    """Open colleagues' incidents to one another in an organisation, or close them.

    Raises:
        Denied: `by` may not look after people.
    """
    policy.may_manage_people(by.actor).or_raise()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    organisation.shares_incidents = is_shared
    organisation.save(update_fields=["shares_incidents"])
    record("organisation.share", by=by, target=organisation, is_shared=is_shared)
