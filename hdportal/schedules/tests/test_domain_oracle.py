"""A few thousand cases against the oracle; a million of them in tests/slow."""

import pytest

from hdportal.schedules.tests.judging import judge


@pytest.mark.parametrize("seed", range(10))
def test_the_arithmetic_agrees_with_the_clock_on_the_wall(seed):
    assert judge(seed, cases=500, days=100) == []
