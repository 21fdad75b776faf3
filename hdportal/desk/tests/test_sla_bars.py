"""What the bars of a ticket say at each stage."""

import pytest

from hdportal.desk.domain.sla import Clock, Happening, Measure, Target, event, started
from hdportal.desk.presenters.sla_bars import amount, bars
from hdportal.desk.tests.sla_hours import OFFICE_HOURS, at


def clock(start: str, hours=OFFICE_HOURS, minutes: int = 240) -> Clock:
    return started(Measure.RESPONSE, at(start), Target(1, minutes * 60), hours)


def bar(one: Clock, now: str, hours=OFFICE_HOURS):
    (drawn,) = bars({one.measure: one}, at(now), hours)
    return drawn


def after(one: Clock, moment: str, what: Happening, hours=OFFICE_HOURS) -> Clock:
    return event(one, at(moment), what, hours)


def test_a_running_clock_says_how_much_is_used_and_when_it_is_due():
    drawn = bar(clock("24 10:00"), "24 11:00")

    assert drawn.stage == "In progress: 25% used, due today at 15:00."
    assert drawn.used == "1 h of 4 h of support time; 1 h in all."
    assert (drawn.percent, drawn.tone) == (25, "success")


def test_outside_the_support_hours_it_says_until_when():
    drawn = bar(clock("24 10:00"), "24 12:30")

    assert drawn.stage == (
        "Outside the support hours until today at 13:00: 50% used, due today at 15:00."
    )
    assert drawn.used == "2 h of 4 h of support time; 2 h 30 min in all."


def test_what_is_nearly_used_is_told_by_its_colour_as_well():
    assert bar(clock("24 10:00"), "24 14:00").tone == "warning"


def test_a_late_clock_says_by_how_much_support_time():
    drawn = bar(clock("24 10:00"), "25 10:20")

    assert drawn.stage == (
        "Late by 3 h 20 min of support time: it was due yesterday at 15:00."
    )
    assert (drawn.percent, drawn.tone, drawn.icon) == (100, "danger", "circle-alert")


def test_a_paused_clock_stands_still():
    held = after(clock("24 10:00"), "24 11:00", Happening.PAUSE)

    assert bar(held, "26 11:00").stage == "Paused: 25% used."
    late = after(clock("24 10:00"), "24 16:00", Happening.PAUSE)
    assert bar(late, "26 11:00").stage == "Paused, late by 1 h of support time."


def test_a_completed_clock_says_when_and_whether_it_was_late():
    done = after(clock("24 10:00"), "24 11:00", Happening.STOP)
    late = after(clock("24 10:00"), "24 16:30", Happening.STOP)

    assert bar(done, "24 12:00").stage == "Completed at 11:00: 25% used."
    assert bar(late, "25 12:00").stage == (
        "Completed yesterday at 16:30, late by 1 h 30 min of support time."
    )
    assert bar(late, "25 12:00").tone == "danger"


def test_unknown_hours_leave_the_time_that_has_passed():
    drawn = bar(clock("24 10:00", None), "24 12:30", None)

    assert drawn.stage == (
        "In progress. The support hours are not known, so nothing is due."
    )
    assert drawn.used == "Target 4 h; in all 2 h 30 min have passed."
    assert drawn.percent is None
    held = after(clock("24 10:00", None), "24 11:00", Happening.PAUSE, None)
    assert bar(held, "24 12:30", None).stage == (
        "Paused. The support hours are not known."
    )


def test_without_a_target_there_is_no_bar():
    free = started(Measure.RESPONSE, at("24 10:00"), None, OFFICE_HOURS)

    assert bar(free, "24 11:00").percent is None
    assert bar(free, "24 11:00").stage == "No time is promised for it."


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (59, "under 1 min"),
        (60, "1 min"),
        (3599, "59 min"),
        (3600, "1 h"),
        (5400, "1 h 30 min"),
        (100 * 3600, "100 h"),
    ],
)
def test_an_amount_of_time_reads_in_hours_and_minutes(seconds, words):
    assert amount(seconds) == words
