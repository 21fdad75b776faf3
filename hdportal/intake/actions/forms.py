"""Publish a version of a form, and choose which form is in use."""

from typing import Any

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.intake.domain import policy
from hdportal.intake.domain.parsing import parse_form
from hdportal.intake.models import FormDefinition, FormVersion
from hdportal.intake.sources import SOURCES
from hdportal.kernel import clock


@transaction.atomic
def publish(
    *, key: str, purpose: str, name: str, data: dict[str, Any], by: User | None
) -> FormVersion:
    """Publish `data` as the newest version, unless the newest says the same.

    The first form of a purpose is in use from the start. `by=None` is the portal
    itself, which brings its own forms along.

    Raises:
        SchemaError: `data` do not describe a form.
        Denied: `by` is not an administrator.
    """
    if by is not None:
        policy.may_change_forms(by.actor).or_raise()
    parse_form(data, sources=tuple(SOURCES))
    definition, _is_new = FormDefinition.objects.select_for_update().get_or_create(
        key=key, defaults={"purpose": purpose, "name": name}
    )
    newest = definition.versions.order_by("-number").first()
    if newest and newest.data == data:
        return newest
    version = FormVersion.objects.create(
        definition=definition,
        number=newest.number + 1 if newest else 1,
        data=data,
        published_at=clock.now(),
    )
    record("form.publish", by=by, target=definition, version=version.number)
    if not FormDefinition.objects.filter(purpose=purpose, is_in_use=True).exists():
        _put_in_use(definition, by)
    return version


@transaction.atomic
def put_in_use(*, definition: FormDefinition, by: User) -> None:
    """Let this form serve its purpose from now on, instead of the one in use.

    Raises:
        Denied: `by` is not an administrator.
    """
    policy.may_change_forms(by.actor).or_raise()
    others = FormDefinition.objects.select_for_update().filter(
        purpose=definition.purpose
    )
    if any(form.pk == definition.pk and form.is_in_use for form in others):
        return
    others.update(is_in_use=False)
    _put_in_use(definition, by)


def _put_in_use(definition: FormDefinition, by: User | None) -> None:
    definition.is_in_use = True
    definition.save(update_fields=["is_in_use"])
    record("form.put-in-use", by=by, target=definition)
