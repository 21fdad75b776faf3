"""Add and change the applications that forms offer."""

from dataclasses import asdict

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.portfolio.domain.applications import ApplicationFacts
from hdportal.portfolio.domain.projects import may_edit
from hdportal.portfolio.models import Application


@transaction.atomic
def add(*, facts: ApplicationFacts, by: User | None) -> Application:
    """Add an application, or return it when its key is there already.

    `by=None` is the portal itself.

    Raises:
        Denied: `by` may not edit the portfolio.
    """
    if by:
        may_edit(by.actor).or_raise()
    application, is_new = Application.objects.get_or_create(
        key=facts.key, defaults=_columns(facts)
    )
    if is_new:
        record("application.add", by=by, target=application)
    return application


@transaction.atomic
def change(
    *, application: Application, facts: ApplicationFacts, by: User
) -> Application:
    """Replace what is known of an application; its key stays.

    Raises:
        Denied: `by` may not edit the portfolio.
    """
    application = Application.objects.select_for_update().get(pk=application.pk)
    may_edit(by.actor).or_raise()
    wanted = _columns(facts)
    changed = [name for name in wanted if getattr(application, name) != wanted[name]]
    for name in changed:
        setattr(application, name, wanted[name])
    if changed:
        application.save(update_fields=changed)
        record("application.change", by=by, target=application, fields=changed)
    return application


def _columns(facts: ApplicationFacts) -> dict[str, object]:
    columns = asdict(facts)
    del columns["key"]
    return {**columns, "roles": [str(role) for role in facts.roles]}
