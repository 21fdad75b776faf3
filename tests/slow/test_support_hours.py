"""A million random cases of support time against the slow oracle."""

import pytest

from hdportal.schedules.tests.judging import judge

BATCHES, CASES_OF_A_BATCH, DAYS = 40, 25_000, 400


@pytest.mark.parametrize("seed", range(1000, 1000 + BATCHES))
def test_a_batch_agrees_with_the_clock_on_the_wall(seed):
    assert judge(seed, cases=CASES_OF_A_BATCH, days=DAYS) == []
