"""Priority is looked up from impact and urgency."""

from itertools import product

import pytest

from hdportal.desk.domain.incident import (
    IMPACT_LABELS,
    URGENCY_LABELS,
    Impact,
    Urgency,
)
from hdportal.desk.domain.priority import PRIORITY_LABELS, priority_of
from hdportal.desk.domain.properties import PROPERTY_LABELS, Property
from hdportal.desk.models import Incident

# Rows: impact high, medium, low; columns: urgency high, medium, low.
MATRIX = [[1, 2, 3], [2, 3, 4], [3, 4, 5]]


@pytest.mark.parametrize(("impact", "urgency"), [*product(Impact, Urgency)])
def test_each_cell_of_the_matrix(impact, urgency):
    assert priority_of(impact, urgency) == MATRIX[impact - 1][urgency - 1]


def test_numbers_as_stored_are_good_enough():
    assert priority_of(2, 1) == priority_of(Impact.MEDIUM, Urgency.HIGH)


def test_every_priority_and_everything_it_comes_from_has_a_label():
    found = {priority_of(*cell) for cell in product(Impact, Urgency)}

    assert found == set(PRIORITY_LABELS)
    assert set(IMPACT_LABELS) == set(Impact)
    assert set(URGENCY_LABELS) == set(Urgency)


def test_properties_are_named_as_the_fields_and_have_labels():
    fields = {field.name for field in Incident._meta.get_fields()}

    assert set(PROPERTY_LABELS) == set(Property)
    assert {name.value for name in Property} <= fields
