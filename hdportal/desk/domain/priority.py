"""Priority is looked up from impact and urgency, never typed."""

from collections.abc import Mapping
from itertools import product

from hdportal.desk.domain.incident import Impact, Urgency
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_

Cell = tuple[Impact, Urgency]
Matrix = Mapping[Cell, int]

CELLS: tuple[Cell, ...] = tuple(product(Impact, Urgency))

# The sources leave the matrix open; this is the stock one of ServiceNow.
STOCK_MATRIX: Matrix = {
    (Impact.HIGH, Urgency.HIGH): 1,
    (Impact.HIGH, Urgency.MEDIUM): 2,
    (Impact.HIGH, Urgency.LOW): 3,
    (Impact.MEDIUM, Urgency.HIGH): 2,
    (Impact.MEDIUM, Urgency.MEDIUM): 3,
    (Impact.MEDIUM, Urgency.LOW): 4,
    (Impact.LOW, Urgency.HIGH): 3,
    (Impact.LOW, Urgency.MEDIUM): 4,
    (Impact.LOW, Urgency.LOW): 5,
}

PRIORITY_LABELS: Mapping[int, str] = {
    1: N_("1 – Critical"),
    2: N_("2 – High"),
    3: N_("3 – Moderate"),
    4: N_("4 – Low"),
    5: N_("5 – Planning"),
}


class MatrixHasHoles(DomainError):
    """Some cells have no priority, or one that does not exist; `cells` are these."""

    def __init__(self, cells: list[Cell]) -> None:
        self.cells = cells
        super().__init__(
            N_("Choose a priority from 1 to 5 for every impact and urgency.")
        )


def require_whole(matrix: Mapping[Cell, int | None]) -> Matrix:
    """Return the matrix, every cell of it a priority.

    Raises:
        MatrixHasHoles: a cell is missing, or holds something else.
    """
    given = {cell: matrix.get(cell) or 0 for cell in CELLS}
    holes = [cell for cell in CELLS if given[cell] not in PRIORITY_LABELS]
    if holes:
        raise MatrixHasHoles(holes)
    return given


def priority_of(impact: Impact, urgency: Urgency, matrix: Matrix) -> int:
    """Return the priority, from 1 (most pressing) to 5.

    >>> priority_of(Impact.LOW, Urgency.HIGH, STOCK_MATRIX)
    3
    """
    return matrix[impact, urgency]


def as_text(matrix: Matrix) -> str:
    """Return the matrix as a form carries it, a digit a cell.

    >>> as_text(STOCK_MATRIX)
    '123234345'
    """
    return "".join(str(matrix[cell]) for cell in CELLS)


def changed_since(text: str, stands: Matrix) -> Matrix:
    """Return the cells that are others now than in a matrix as a form carried it.

    >>> changed_since("123234545", STOCK_MATRIX)
    {(<Impact.LOW: 3>, <Urgency.HIGH: 1>): 3}
    """
    was = text.ljust(len(CELLS))
    digits = zip(CELLS, was, strict=False)
    return {cell: stands[cell] for cell, d in digits if d != str(stands[cell])}
