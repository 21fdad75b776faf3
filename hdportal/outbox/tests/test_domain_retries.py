from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from hdportal.outbox.domain.retries import (
    JITTER,
    LONGEST_WAIT,
    MAX_ATTEMPTS,
    wait_after,
)

ATTEMPTS = range(1, MAX_ATTEMPTS)


def test_all_waits_together_are_about_three_days():
    total = sum((wait_after(n, chance=0.5) for n in ATTEMPTS), timedelta())

    assert timedelta(days=2.5) < total < timedelta(days=3.5)


def test_the_wait_never_becomes_shorter():
    waits = [wait_after(n, chance=0.5) for n in ATTEMPTS]

    assert waits == sorted(waits)


@given(st.integers(0, MAX_ATTEMPTS - 1), st.floats(0, 1))
def test_chance_moves_the_wait_by_a_fifth_at_most(attempts, chance):
    middle = wait_after(attempts, chance=0.5)

    wait = wait_after(attempts, chance=chance)

    assert abs(wait - middle) <= middle * JITTER + timedelta(milliseconds=1)
    assert wait <= LONGEST_WAIT * (1 + JITTER)


@given(st.integers(MAX_ATTEMPTS, 10_000))
def test_it_gives_up_in_the_end(attempts):
    assert wait_after(attempts, chance=0.0) is None
