"""How the months counted so far: kept until one of their incidents changes."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Q

from hdportal.desk.domain import sop
from hdportal.desk.domain.months import Month
from hdportal.desk.domain.traces import Kind, Tally, tallied
from hdportal.desk.models import Incident
from hdportal.desk.queries.conformance import traces
from hdportal.kernel.clock import BRUSSELS

Tallies = dict[int | None, Tally]
# As long as a report is looked at again and again; it is only the work that is saved.
_KEPT_SECONDS = 14 * 24 * 3600
# Raised when a tally holds something else than before, or judges otherwise.
_SHAPE = 1


def tallies(months: Sequence[Month], *, first_line: int) -> dict[Month, Tallies]:
    """Return the tallies of each month, by group; None is all groups.

    A month of which nothing changed since it was counted is not read again.
    """
    version = sop.current().number
    keys = {
        month: f"conformance:{_SHAPE}:{version}:{first_line}:{month}:{stamp}"
        for month, stamp in zip(months, _stamps(months), strict=True)
        if stamp
    }
    kept = cache.get_many(keys.values())
    counted = {
        month: _loaded(kept[key]) if key in kept else _counted(month, key, first_line)
        for month, key in keys.items()
    }
    return {month: counted.get(month, {}) for month in months}


def _counted(month: Month, key: str, first_line: int) -> Tallies:
    counted = tallied(traces(month, first_line=first_line))
    cache.set(key, _dumped(counted), _KEPT_SECONDS)
    return counted


def _stamps(months: Sequence[Month]) -> Iterator[str]:
    """Yield how many incidents a month has, with their newest change; "" is none.

    Whatever happens to one of them moves its `updated_at`; one that is reopened leaves
    the month, which leaves fewer.
    """
    within = [_resolved_in(month) for month in months]
    rows = Incident.objects.filter(
        resolved_at__gte=min(months).starts_at(BRUSSELS),
        resolved_at__lt=max(months).ends_at(BRUSSELS),
    ).aggregate(
        **{f"number{i}": Count("pk", filter=q) for i, q in enumerate(within)},
        **{f"newest{i}": Max("updated_at", filter=q) for i, q in enumerate(within)},
    )
    for i in range(len(within)):
        newest = rows[f"newest{i}"]
        yield f"{rows[f'number{i}']}:{newest.timestamp()}" if newest else ""


def _resolved_in(month: Month) -> Q:
    begin, end = month.starts_at(BRUSSELS), month.ends_at(BRUSSELS)
    return Q(resolved_at__gte=begin, resolved_at__lt=end)


def _dumped(counted: Tallies) -> dict[int | None, dict[str, Any]]:
    """Return plain values: what is kept must outlive a release."""
    return {
        group: vars(tally)
        | {"steps": {kind: dict(counts) for kind, counts in tally.steps.items()}}
        for group, tally in counted.items()
    }


def _loaded(kept: dict[int | None, dict[str, Any]]) -> Tallies:
    loaded: Tallies = {}
    for group, values in kept.items():
        steps = values["steps"]
        tally = loaded[group] = Tally(**{**values, "steps": Tally().steps})
        for kind in Kind:
            tally.steps[kind.value].update(steps[kind.value])
    return loaded
