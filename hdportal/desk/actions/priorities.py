"""Keep the matrix that gives an incident its priority."""

from collections.abc import Mapping

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.desk.actions.conflicts import require_unchanged
from hdportal.desk.domain.choices import may_keep_lists
from hdportal.desk.domain.priority import (
    CELLS,
    Cell,
    Matrix,
    as_text,
    require_whole,
)
from hdportal.desk.models import PriorityCell
from hdportal.desk.queries.choices import matrix


def add_missing(stock: Matrix) -> None:
    """Add the cells that are not there yet, as stock values."""
    known = set(PriorityCell.objects.values_list("impact", "urgency"))
    PriorityCell.objects.bulk_create(
        PriorityCell(
            impact=cell[0], urgency=cell[1], priority=stock[cell], is_stock=True
        )
        for cell in CELLS
        if cell not in known
    )


@transaction.atomic
def set_matrix(*, to: Mapping[Cell, int | None], seen: str, by: User) -> Matrix:
    """Set the priorities; incidents that are there already keep theirs.

    `seen` is the matrix that the page showed, as `as_text` writes it. Whoever saves
    it, also as it stands, confirms it.

    Raises:
        Denied: `by` does not keep the desk's settings.
        MatrixHasHoles: a cell has no priority from 1 to 5.
        ChangedMeanwhile: somebody else set another one since the page was made.
    """
    may_keep_lists(by.actor).or_raise()
    wanted = require_whole(to)
    cells = {
        (cell.impact, cell.urgency): cell
        for cell in PriorityCell.objects.select_for_update().order_by("pk")
    }
    stands, text = as_text(matrix()), as_text(wanted)
    require_unchanged("matrix", seen=seen, stands=stands, wanted=text)
    for place, priority in wanted.items():
        cell = cells.get(place) or PriorityCell(impact=place[0], urgency=place[1])
        cell.priority, cell.is_stock = priority, False
        cell.save()
    record("priorities.set", by=by, target="priorities", matrix=[stands, text])
    return wanted
