"""Which state follows which: the whole table, written out once more."""

from datetime import UTC, datetime, timedelta

import pytest

from hdportal.desk.domain import sop
from hdportal.desk.domain.incident import OPEN_STATES, State
from hdportal.desk.domain.sop import Step

# In the order New, Work in progress, On hold, Resolved, Closed; "-" is not possible.
EXPECTED = {
    Step.TAKE: "work_in_progress work_in_progress on_hold - -",
    Step.HAND_ON: "new work_in_progress on_hold - -",
    Step.HAND_BACK: "new work_in_progress on_hold - -",
    Step.HOLD: "on_hold on_hold - - -",
    Step.RESUME: "- - work_in_progress - -",
    Step.REPLY: "- - work_in_progress - -",
    Step.RESOLVE: "- resolved resolved - -",
    Step.REOPEN: "- - - work_in_progress -",
    Step.CLOSE: "- - - closed -",
    Step.WITHDRAW: "closed closed closed - -",
}
CASES = [
    (step, state, expected)
    for step, row in EXPECTED.items()
    for state, expected in zip(State, row.split(), strict=True)
]


def test_every_step_stands_in_the_table():
    assert set(sop.TRANSITIONS) == set(Step) == set(EXPECTED)


@pytest.mark.parametrize(("step", "state", "expected"), CASES)
def test_each_step_from_each_state(step, state, expected):
    assert sop.can(step, state) is (expected != "-")
    if expected == "-":
        with pytest.raises(KeyError):
            sop.after(step, state)
    else:
        assert sop.after(step, state) is State(expected)


def test_nothing_leads_out_of_closed_and_nothing_back_to_new():
    moves = [pair for rows in sop.TRANSITIONS.values() for pair in rows.items()]

    assert not [pair for pair in moves if pair[0] is State.CLOSED]
    assert not [was for was, now in moves if now is State.NEW and was is not State.NEW]


def test_every_state_but_closed_can_be_left_and_each_is_reached():
    moves = [pair for rows in sop.TRANSITIONS.values() for pair in rows.items()]

    assert {was for was, now in moves if was is not now} == {*OPEN_STATES, "resolved"}
    assert {now for was, now in moves if was is not now} == {*State} - {State.NEW}


def test_fourteen_days_are_as_many_times_24_hours_even_when_clocks_change():
    resolved_at = datetime(2026, 10, 20, 10, 0, tzinfo=UTC)

    until = sop.reopens_until(resolved_at)

    assert until - resolved_at == timedelta(hours=14 * 24)
