"""Keep the targets: how much support time there is for answers and solutions."""

from collections.abc import Mapping

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.desk.actions.conflicts import require_unchanged
from hdportal.desk.domain.choices import may_keep_lists
from hdportal.desk.domain.sla_targets import (
    ALWAYS,
    PLACES,
    Minutes,
    Place,
    as_text,
    require_possible,
)
from hdportal.desk.models import SlaDefinition
from hdportal.desk.queries import sla as stored
from hdportal.kernel import clock
from hdportal.portfolio.models import Project


def add_missing(stock: Mapping[Place, int]) -> None:
    """Add the targets for which there was never one, as stock values."""
    general = SlaDefinition.objects.filter(project=None)
    known = set(general.values_list("measure", "priority"))
    SlaDefinition.objects.bulk_create(
        SlaDefinition(
            measure=measure,
            priority=priority,
            minutes=minutes,
            is_stock=True,
            in_force_from=ALWAYS,
        )
        for (measure, priority), minutes in stock.items()
        if (measure, priority) not in known
    )
    stored.targets.forget()


@transaction.atomic
def set_targets(
    *, project: Project | None, to: Minutes, seen: str, by: User
) -> Minutes:
    """Set the targets of a project, or those of all that have none of their own.

    They count from now on; a job gives the clocks that run theirs. A place without
    minutes promises nothing, or of a project what is promised to all. `seen` are the
    targets that the page showed, as `as_text` writes them. Whoever saves them, also
    as they stand, confirms them.

    Raises:
        Denied: `by` does not keep the desk's settings.
        WrongTargets: some are nothing, or beyond a year of support time.
        ChangedMeanwhile: somebody else set others since the page was made.
    """
    may_keep_lists(by.actor).or_raise()
    require_possible(to)
    # A project may have none yet, so whoever writes any waits at those of all.
    general = SlaDefinition.objects.filter(project=None, ended_at=None)
    list(general.select_for_update().order_by("pk").values_list("pk"))
    rows = stored.definitions_of(project.pk if project else None)
    stands = {place: row.minutes for place, row in rows.items()}
    texts = as_text(stands), as_text(to)
    require_unchanged("targets", seen=seen, stands=texts[0], wanted=texts[1])
    for place in PLACES:
        _set(place, rows.get(place), to.get(place), project)
    whose = project or "targets"
    record("targets.set", by=by, target=whose, targets=[*texts])
    # Now for this request, and again when others can see what was written.
    stored.targets.forget()
    transaction.on_commit(stored.targets.forget)
    return to


def _set(
    place: Place,
    row: SlaDefinition | None,
    minutes: int | None,
    project: Project | None,
) -> None:
    now = clock.now()
    if row and row.minutes == minutes:
        if row.is_stock:
            row.is_stock = False
            row.save(update_fields=["is_stock"])
        return
    if row:
        row.is_stock, row.ended_at = False, now
        row.save(update_fields=["is_stock", "ended_at"])
    if minutes is not None:
        SlaDefinition.objects.create(
            measure=place[0],
            priority=place[1],
            project=project,
            minutes=minutes,
            in_force_from=now,
        )
