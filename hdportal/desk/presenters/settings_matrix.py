"""The matrix of priorities as a form shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hdportal.desk.domain.incident import (
    IMPACT_LABELS,
    URGENCY_LABELS,
    Impact,
    Urgency,
)
from hdportal.desk.domain.priority import CELLS, PRIORITY_LABELS, Cell
from hdportal.desk.settings_forms import cell_name


@dataclass(frozen=True)
class CellView:
    """One cell of the matrix, as a choice of priorities."""

    id: str
    name: str
    label: str
    value: str
    error: str
    missing: bool


def matrix_rows(
    values: Mapping[Cell, int | None],
    *,
    holes: Sequence[Cell] = (),
    meanwhile: Mapping[Cell, int] | None = None,
) -> list[dict[str, object]]:
    """Return the rows of the matrix, by impact; each urgency is a column.

    `holes` need a priority; `meanwhile` is what somebody else saved.
    """
    cells = {
        cell: _cell(cell, values.get(cell), cell in holes, meanwhile or {})
        for cell in CELLS
    }
    return [
        {"impact": _(IMPACT_LABELS[impact])}
        | {str(int(urgency)): cells[impact, urgency] for urgency in Urgency}
        for impact in Impact
    ]


def matrix_columns() -> list[tuple[str, str]]:
    """Return the columns of the matrix."""
    urgency = _("Urgency %(level)s")
    columns = [
        (str(int(level)), urgency % {"level": _(label)})
        for level, label in URGENCY_LABELS.items()
    ]
    return [("impact", _("Impact")), *columns]


def priority_options() -> list[tuple[str, str]]:
    """Return the priorities that a cell can have."""
    return [(str(number), _(label)) for number, label in PRIORITY_LABELS.items()]


def links(holes: Sequence[Cell]) -> list[tuple[str, str]]:
    """Return cells without a priority by name, each with a link to it."""
    return [(_cell_label(cell), f"#id_{cell_name(cell)}") for cell in holes]


def _cell(
    cell: Cell, value: int | None, is_hole: bool, meanwhile: Mapping[Cell, int]
) -> CellView:
    stands = meanwhile.get(cell, value)
    error = ""
    if is_hole:
        error = _("Choose a priority.")
    elif stands != value:
        shown = _(PRIORITY_LABELS[stands or 0])
        error = _("Saved meanwhile: %(value)s") % {"value": shown}
    return CellView(
        id=f"id_{cell_name(cell)}",
        name=cell_name(cell),
        label=_cell_label(cell),
        value="" if value is None else str(value),
        error=error,
        missing=is_hole and value is None,
    )


def _cell_label(cell: Cell) -> str:
    facts = {"impact": _(IMPACT_LABELS[cell[0]]), "urgency": _(URGENCY_LABELS[cell[1]])}
    return _("Impact %(impact)s, urgency %(urgency)s") % facts
