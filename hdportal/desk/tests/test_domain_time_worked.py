"""How time is typed, on which days it counts, and whose it is."""

from datetime import date, datetime, timedelta

import pytest

from hdportal.desk.domain import time_worked as rules
from hdportal.desk.domain.incident import State
from hdportal.kernel.actor import DESK_ROLES, Actor, Grant, Role
from hdportal.kernel.clock import BRUSSELS

TODAY = date(2026, 11, 24)


def actor(*roles, pk=1):
    return Actor(pk, "Somebody", grants=frozenset(Grant(role) for role in roles))


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        *[("90", 90), ("1:30", 90), ("01:30", 90), ("1h30", 90), ("1 h 30", 90)],
        *[("1,5 h", 90), ("1.5h", 90), ("1,5", 90), ("1.25 hours", 75), ("2h", 120)],
        *[("45 min", 45), ("45m", 45), ("1 u 30 min", 90), ("2 uur", 120), ("0", 0)],
        *[("1H30", 90), (" 7 ", 7), ("0,1 h", 6), ("24:00", 1440), ("9999", 9999)],
    ],
)
def test_what_is_typed_becomes_minutes(typed, minutes):
    assert rules.read_minutes(typed) == minutes


@pytest.mark.parametrize(
    "typed",
    [
        *["", " ", "-5", "1:60", "1:5", "h", "m", "an hour", "1,33 h", "0.01h", "1,5m"],
        *["1:30 h", "1;30", "99999", "100:00", "1e3", "١٢", "½", "a\0b", "9" * 400],
        *["1,555 h", "<b>1</b>", "NaN", "1h2h", "1.5.5"],
    ],
)
def test_what_cannot_be_read_or_is_no_whole_minute_is_not_taken(typed):
    assert rules.read_minutes(typed) is None


@pytest.mark.parametrize("minutes", [1, 59, 60, 61, 90, 600, 1440])
def test_what_is_shown_can_be_typed(minutes):
    assert rules.read_minutes(rules.show_minutes(minutes)) == minutes


def moment(day, hour, minute=0, second=0):
    return datetime(2026, 11, day, hour, minute, second, tzinfo=BRUSSELS)


def test_a_run_over_midnight_counts_on_both_days():
    run = rules.minutes_by_day(moment(23, 22), moment(24, 1, 15))

    assert list(run) == [(date(2026, 11, 23), 120), (date(2026, 11, 24), 75)]


def test_seconds_before_and_after_midnight_make_a_minute_together():
    run = rules.minutes_by_day(moment(23, 23, 59, 30), moment(24, 0, 0, 30))

    assert list(run) == [(date(2026, 11, 24), 1)]


@pytest.mark.parametrize("seconds", [0, 1, 59, -5])
def test_less_than_a_minute_is_nothing(seconds):
    start = moment(24, 10)

    assert not list(rules.minutes_by_day(start, start + timedelta(seconds=seconds)))


def test_the_night_when_clocks_go_back_has_an_hour_more():
    start = datetime(2026, 10, 25, 0, tzinfo=BRUSSELS)
    end = datetime(2026, 10, 25, 6, tzinfo=BRUSSELS)

    assert dict(rules.minutes_by_day(start, end)) == {date(2026, 10, 25): 7 * 60}


def test_a_stopwatch_is_asked_about_after_twelve_hours():
    start = moment(24, 1)
    twelve = start + timedelta(hours=12)

    assert not rules.ran_too_long(start, twelve)
    assert rules.ran_too_long(start, twelve + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("days", "is_possible"), [(-1, False), (0, True), (60, True), (61, False)]
)
def test_the_days_that_time_counts_on(days, is_possible):
    day = TODAY - timedelta(days=days)

    assert bool(rules.may_count_on(day, today=TODAY)) == is_possible
    own = rules.may_correct(actor(Role.AGENT), person_id=1, day=day, today=TODAY)
    assert bool(own) == is_possible


@pytest.mark.parametrize("role", list(Role))
def test_only_those_behind_the_desk_keep_time(role):
    person = actor(role)

    assert bool(rules.may_keep(person)) == (role in DESK_ROLES)
    assert bool(rules.may_start(person, State.NEW)) == (role in DESK_ROLES)


def test_lines_of_others_cannot_be_corrected_by_anybody():
    manager = actor(Role.INCIDENT_MANAGER)

    verdict = rules.may_correct(manager, person_id=2, day=TODAY, today=TODAY)

    assert verdict.reason == "Only the person who worked can correct this."


def test_no_stopwatch_starts_on_a_closed_incident():
    assert not rules.may_start(actor(Role.AGENT), State.CLOSED)


@pytest.mark.parametrize(
    ("minutes", "others", "fits"),
    [(0, 0, False), (1, 0, True), (1440, 0, True), (1, 1440, False), (60, 1380, True)],
)
def test_a_day_has_twenty_four_hours(minutes, others, fits):
    assert bool(rules.may_add_up(minutes, others=others)) == fits
