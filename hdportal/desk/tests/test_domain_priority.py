"""Priority is looked up from impact and urgency."""

from itertools import product

import pytest

from hdportal.desk.domain.incident import (
    IMPACT_LABELS,
    URGENCY_LABELS,
    Impact,
    Urgency,
)
from hdportal.desk.domain.priority import (
    CELLS,
    PRIORITY_LABELS,
    STOCK_MATRIX,
    MatrixHasHoles,
    as_text,
    priority_of,
    require_whole,
)
from hdportal.desk.domain.properties import PROPERTY_LABELS, Property
from hdportal.desk.models import Incident

# Rows: impact high, medium, low; columns: urgency high, medium, low.
MATRIX = [[1, 2, 3], [2, 3, 4], [3, 4, 5]]


@pytest.mark.parametrize(("impact", "urgency"), [*product(Impact, Urgency)])
def test_each_cell_of_the_matrix(impact, urgency):
    assert priority_of(impact, urgency, STOCK_MATRIX) == MATRIX[impact - 1][urgency - 1]


def test_numbers_as_stored_are_good_enough():
    stored = priority_of(2, 1, STOCK_MATRIX)

    assert stored == priority_of(Impact.MEDIUM, Urgency.HIGH, STOCK_MATRIX)


def test_every_priority_and_everything_it_comes_from_has_a_label():
    found = {priority_of(*cell, STOCK_MATRIX) for cell in CELLS}

    assert found == set(PRIORITY_LABELS)
    assert set(IMPACT_LABELS) == set(Impact)
    assert set(URGENCY_LABELS) == set(Urgency)


def test_properties_are_named_as_the_fields_and_have_labels():
    fields = {field.name for field in Incident._meta.get_fields()}

    assert set(PROPERTY_LABELS) == set(Property)
    assert {name.value for name in Property} <= fields


@pytest.mark.parametrize("wrong", [None, 0, 6, -1])
def test_a_hole_or_a_priority_that_does_not_exist_is_refused(wrong):
    cell = (Impact.MEDIUM, Urgency.LOW)

    with pytest.raises(MatrixHasHoles) as refused:
        require_whole({**STOCK_MATRIX, cell: wrong})

    assert refused.value.cells == [cell]


def test_a_matrix_without_a_single_cell_names_all_nine():
    with pytest.raises(MatrixHasHoles) as refused:
        require_whole({})

    assert refused.value.cells == list(CELLS)


def test_the_whole_matrix_is_taken_as_it_is():
    assert require_whole(STOCK_MATRIX) == STOCK_MATRIX
    assert as_text(STOCK_MATRIX) == "123234345"
