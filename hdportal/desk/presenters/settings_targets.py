"""What the pages about targets show."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hdportal.desk.domain.priority import PRIORITY_LABELS
from hdportal.desk.domain.sla import MEASURE_LABELS, Measure
from hdportal.desk.domain.sla_targets import (
    MOST_MINUTES,
    PLACES,
    Minutes,
    Place,
    show_target,
)
from hdportal.desk.models import SlaDefinition
from hdportal.desk.presenters.settings import SettingsLink
from hdportal.desk.targets_form import target_name
from hdportal.portfolio.models import Project

EVERY_PROJECT = "all"


@dataclass(frozen=True)
class CellView:
    """One target as a field; `usual` is what counts while it is empty."""

    id: str
    name: str
    label: str
    value: str
    error: str
    usual: str


def targets_link(rows: Collection[SlaDefinition]) -> SettingsLink:
    """Return the way to the targets, as the overview of the settings has it."""
    stock = sum(row.is_stock for row in rows)
    unconfirmed = ngettext(
        "%(number)s to be confirmed", "%(number)s to be confirmed", stock
    )
    count = ngettext("%(number)s target", "%(number)s targets", len(rows))
    return SettingsLink(
        title=_("Targets"),
        lead=_("How much support time there is for an answer, and for a solution."),
        count=count % {"number": len(rows)},
        unconfirmed=unconfirmed % {"number": stock} if stock else "",
        href=reverse("desk-targets"),
    )


def address_of(project: Project | None) -> str:
    """Return where the targets of a project are set, None: those of all."""
    return reverse("desk-targets-of", args=[project.key if project else EVERY_PROJECT])


def name_of(project: Project | None) -> str:
    """Return for whom targets are."""
    return str(project) if project else _("All projects")


def overview_rows(definitions: Iterable[SlaDefinition]) -> list[dict[str, object]]:
    """Return a row for each project and measure, those of all projects first."""
    found: dict[Project | None, dict[Place, SlaDefinition]] = {None: {}}
    for one in definitions:
        place = Measure(one.measure), one.priority
        found.setdefault(one.project, {})[place] = one
    return [
        _overview_row(project, measure, targets)
        for project, targets in found.items()
        for measure in Measure
    ]


def overview_columns() -> list[tuple[str, str]]:
    """Return the columns of the overview."""
    levels = [(str(number), _(label)) for number, label in PRIORITY_LABELS.items()]
    return [("for", _("Targets for")), ("measure", _("Time to")), *levels]


def form_columns() -> list[tuple[str, str]]:
    """Return the columns of the form."""
    measures = [(measure.value, _(MEASURE_LABELS[measure])) for measure in Measure]
    return [("priority", _("Priority")), *measures]


def form_rows(
    texts: Mapping[Place, str],
    *,
    usual: Minutes | None = None,
    wrong: Collection[Place] = (),
    meanwhile: Minutes | None = None,
) -> list[dict[str, object]]:
    """Return the form's rows, by priority; each measure is a column.

    `usual` is what counts where a project has none of its own, `meanwhile` what
    somebody else saved.
    """
    cells = {
        place: _cell(
            place,
            texts.get(place, ""),
            _error(place, wrong, meanwhile or {}),
            show_target((usual or {}).get(place)),
        )
        for place in PLACES
    }
    return [
        {"priority": _(label)}
        | {measure.value: cells[measure, number] for measure in Measure}
        for number, label in PRIORITY_LABELS.items()
    ]


def links(wrong: Collection[Place]) -> list[tuple[str, str]]:
    """Return wrong targets by name, each with a link to it."""
    return [(_label(place), f"#id_{target_name(place)}") for place in wrong]


def texts_of(minutes: Minutes) -> dict[Place, str]:
    """Return targets as they are typed."""
    return {place: show_target(minutes.get(place)) for place in PLACES}


def _overview_row(
    project: Project | None, measure: Measure, targets: Mapping[Place, SlaDefinition]
) -> dict[str, object]:
    own = [one for place, one in targets.items() if place[0] is measure]
    return {
        "for": name_of(project),
        "href": address_of(project),
        "is_first": measure is Measure.RESPONSE,
        "measure": _(MEASURE_LABELS[measure]),
        "is_stock": any(one.is_stock for one in own),
    } | {str(one.priority): show_target(one.minutes) for one in own}


def _cell(place: Place, value: str, error: str, usual: str) -> CellView:
    name = target_name(place)
    return CellView(f"id_{name}", name, _label(place), value, error, usual)


def _label(place: Place) -> str:
    measure, priority = place
    named = {
        "measure": _(MEASURE_LABELS[measure]),
        "priority": _(PRIORITY_LABELS[priority]),
    }
    return _("%(measure)s, priority %(priority)s") % named


def _error(place: Place, wrong: Collection[Place], meanwhile: Minutes) -> str:
    if place in wrong:
        most = {"most": MOST_MINUTES // 60}
        return _("Enter a time such as 30 min or 4 h, up to %(most)s h.") % most
    if place in meanwhile:
        shown = show_target(meanwhile[place]) or _("no target")
        return _("Saved meanwhile: %(value)s") % {"value": shown}
    return ""
