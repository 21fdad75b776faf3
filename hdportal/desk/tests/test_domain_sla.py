"""Clocks that run in support time: started, paused, late, with another target."""

from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hdportal.desk.domain.sla import (
    Clock,
    ClockState,
    Happening,
    Measure,
    Target,
    counted_to,
    event,
    level_reached,
    marked,
    next_warning,
    percent_used,
    seconds_left,
    started,
    state_of,
)
from hdportal.desk.tests.sla_hours import LATER_HOURS, OFFICE_HOURS, at

HOUR = 3600
FOUR_HOURS, EIGHT_HOURS = Target(1, 4 * HOUR), Target(2, 8 * HOUR)
PAUSE, RESUME, STOP = Happening.PAUSE, Happening.RESUME, Happening.STOP
SECOND = timedelta(seconds=1)


def begun(text="24 18:20", target=FOUR_HOURS, hours=OFFICE_HOURS) -> Clock:
    return started(Measure.RESPONSE, at(text), target, hours)


def after(clock, *steps, hours=OFFICE_HOURS, target=None) -> Clock:
    for text, what in steps:
        clock = event(clock, at(text), what, hours, target)
    return clock


def test_who_writes_in_the_evening_is_answered_by_the_next_days_hours():
    clock = begun()

    assert clock.due_at == at("25 14:00")
    assert clock.due_at.tzinfo is UTC
    assert clock.running


def test_time_on_hold_counts_in_neither_time():
    clock = after(begun("24 09:00"), ("24 10:00", PAUSE), ("26 11:00", RESUME))

    assert clock.elapsed_seconds == clock.actual_seconds == HOUR
    assert clock.due_at == at("26 15:00")


def test_a_paused_clock_is_due_at_no_moment():
    clock = after(begun("24 09:00"), ("24 10:00", PAUSE))

    assert clock.due_at is None
    assert clock.is_paused
    assert next_warning(clock, 0, OFFICE_HOURS) is None
    assert not marked(clock, at("30 09:00")).is_breached


def test_both_times_are_kept_when_it_stops():
    clock = after(begun("24 16:00"), ("25 10:00", STOP))

    assert (clock.elapsed_seconds, clock.actual_seconds) == (2 * HOUR, 18 * HOUR)
    assert clock.completed_at == at("25 10:00")
    assert clock.due_at == at("25 12:00")
    assert not clock.is_breached


@pytest.mark.parametrize(
    ("stopped", "is_late"),
    [
        (at("25 14:00"), False),
        (at("25 14:00") + timedelta(microseconds=999999), False),
        (at("25 14:00") + SECOND, True),
        (at("28 14:00"), True),
    ],
)
def test_it_is_late_after_its_due_moment(stopped, is_late):
    clock = event(begun(), stopped, STOP, OFFICE_HOURS)

    assert clock.is_breached is is_late
    if is_late:
        assert clock.breached_at == at("25 14:00")


def test_what_is_due_at_closing_time_is_late_that_night():
    clock = after(begun("24 12:30"), ("24 17:00", PAUSE))
    assert not clock.is_breached

    night = after(begun("24 12:30"), ("24 20:00", PAUSE))

    assert night.breached_at == at("24 17:00")
    assert after(night, ("26 09:00", RESUME)).due_at == at("24 17:00")


def test_a_second_stop_and_a_resume_without_a_pause_do_nothing():
    clock = begun("24 09:00")
    assert after(clock, ("24 10:00", RESUME)) == clock
    assert after(clock, ("24 10:00", Happening.REOPEN)) == clock
    done = after(clock, ("24 10:00", STOP))

    for what in (STOP, PAUSE, RESUME, Happening.RETARGET):
        assert after(done, ("24 11:00", what), target=EIGHT_HOURS) == done


def test_a_reopening_goes_on_with_what_was_used():
    done = after(begun("24 09:00"), ("24 11:00", STOP))

    clock = after(done, ("26 09:00", Happening.REOPEN))

    assert clock.completed_at is None
    assert clock.elapsed_seconds == 2 * HOUR
    assert clock.due_at == at("26 11:00")


def test_another_target_keeps_the_time_used_and_the_pause():
    paused = after(begun("24 09:00"), ("24 11:00", PAUSE))

    clock = after(paused, ("25 09:00", Happening.RETARGET), target=EIGHT_HOURS)

    assert clock.is_paused
    assert clock.elapsed_seconds == 2 * HOUR
    assert after(clock, ("26 09:00", RESUME)).due_at == at("26 16:00")


def test_a_shorter_target_that_is_used_up_makes_it_late_from_now():
    clock = begun("24 09:00", EIGHT_HOURS)

    clock = after(clock, ("25 09:30", Happening.RETARGET), target=FOUR_HOURS)

    assert clock.breached_at == clock.due_at == at("25 09:30")
    assert seconds_left(clock, at("25 09:30"), OFFICE_HOURS) == -3.5 * HOUR


def test_a_longer_target_takes_the_mark_away():
    clock = counted_to(begun("24 09:00"), at("24 16:00"), OFFICE_HOURS)
    assert clock.is_breached

    clock = after(clock, ("24 16:00", Happening.RETARGET), target=EIGHT_HOURS)

    assert not clock.is_breached
    assert clock.due_at == at("25 10:00")


def test_without_a_target_nothing_is_due():
    clock = begun(target=None)

    assert clock.due_at is None
    assert percent_used(clock, at("25 10:00"), OFFICE_HOURS) is None
    assert after(clock, ("25 10:00", STOP)).elapsed_seconds == HOUR


def test_unknown_hours_leave_the_actual_time_only():
    clock = after(begun("24 09:00", hours=None), ("24 10:00", STOP), hours=None)

    assert clock.due_at is None
    assert (clock.elapsed_seconds, clock.actual_seconds) == (None, HOUR)


def test_hours_that_are_known_too_late_count_nothing_either():
    clock = begun("24 09:00", hours=LATER_HOURS)
    assert clock.due_at is None

    clock = after(clock, ("27 09:00", PAUSE), hours=LATER_HOURS)

    assert clock.elapsed_seconds is None
    assert after(clock, ("27 10:00", RESUME), hours=LATER_HOURS).due_at is None


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("24 19:00", ClockState.OUT_OF_WINDOW),
        ("25 10:00", ClockState.IN_PROGRESS),
        ("25 12:30", ClockState.OUT_OF_WINDOW),
        ("25 14:00", ClockState.IN_PROGRESS),
        ("25 14:01", ClockState.BREACHED),
        ("28 14:01", ClockState.BREACHED),
    ],
)
def test_its_state_is_read_at_a_moment(moment, state):
    assert state_of(begun(), at(moment), OFFICE_HOURS) is state


def test_paused_and_completed_come_before_all_others():
    paused = after(begun(), ("25 16:00", PAUSE))

    assert state_of(paused, at("28 09:00"), OFFICE_HOURS) is ClockState.PAUSED
    done = after(paused, ("28 09:00", STOP))
    assert state_of(done, at("28 09:00"), OFFICE_HOURS) is ClockState.COMPLETED
    assert done.is_breached


def test_nobody_knows_whether_a_desk_of_unknown_hours_is_closed():
    clock = begun(hours=None)

    assert state_of(clock, at("28 03:00"), None) is ClockState.IN_PROGRESS
    assert state_of(clock, at("24 19:00"), LATER_HOURS) is ClockState.IN_PROGRESS


def test_the_desk_is_warned_at_half_three_quarters_and_a_second_late():
    clock = begun()

    moments = [next_warning(clock, level, OFFICE_HOURS) for level in (0, 50, 75, 100)]

    assert moments == [
        *(at("25 11:00"), at("25 12:00"), at("25 14:00") + SECOND),
        None,
    ]
    for moment, level in zip(moments, (50, 75, 100), strict=False):
        assert level_reached(clock, moment, OFFICE_HOURS) == level
        assert level_reached(clock, moment - SECOND, OFFICE_HOURS) < level


def test_the_percentage_goes_beyond_a_hundred():
    assert percent_used(begun("24 09:00"), at("24 17:00"), OFFICE_HOURS) == 175


MINUTES = some.integers(0, 60 * 24 * 20)


@given(some.lists(MINUTES, min_size=2, max_size=8), some.sampled_from([None, 1, 7]))
def test_looking_at_it_on_the_way_changes_nothing(minutes, target):
    moments = [at("02 00:00") + timedelta(minutes=n) for n in sorted(minutes)]
    wanted = Target(target, target * HOUR) if target else None
    clock = started(Measure.RESOLUTION, moments[0], wanted, OFFICE_HOURS)
    looked = clock
    for moment in moments:
        looked = counted_to(looked, moment, OFFICE_HOURS)

    assert looked == counted_to(clock, moments[-1], OFFICE_HOURS)


@given(MINUTES, MINUTES, MINUTES)
def test_a_pause_moves_what_is_due_by_no_support_time(first, second, third):
    first, second, third = sorted((first, second, third))
    start = at("02 00:00")
    moments = [start + timedelta(minutes=n) for n in (first, second, third)]
    target = Target(1, 500 * HOUR)
    clock = started(Measure.RESOLUTION, moments[0], target, OFFICE_HOURS)

    clock = event(clock, moments[1], PAUSE, OFFICE_HOURS)
    clock = event(clock, moments[2], RESUME, OFFICE_HOURS)

    used = counted_to(clock, clock.due_at, OFFICE_HOURS).elapsed_seconds
    assert used == target.seconds
