"""Add and change the applications that forms offer."""

from dataclasses import asdict

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.portfolio.domain.applications import ApplicationFacts
from hdportal.portfolio.domain.projects import may_edit, same_version
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
    *, application: Application, facts: ApplicationFacts, version: int, by: User
) -> Application:
    """Replace what is known of an application; `version` is the one the person saw.

    The key stays as it is.

    Raises:
        Denied: `by` may not edit the portfolio.
        ChangedMeanwhile: somebody saved a newer version.
    """
    application = Application.objects.select_for_update().get(pk=application.pk)
    may_edit(by.actor).or_raise()
    same_version(application.version, version)
    wanted = _columns(facts)
    changed = [name for name in wanted if getattr(application, name) != wanted[name]]
    for name in changed:
        setattr(application, name, wanted[name])
    if changed:
        application.version += 1
        application.save(update_fields=[*changed, "version"])
        record("application.change", by=by, target=application, fields=changed)
    return application


def _columns(facts: ApplicationFacts) -> dict[str, object]:
    columns = asdict(facts)
    del columns["key"]
    return {**columns, "roles": [str(role) for role in facts.roles]}
