from dataclasses import replace
from datetime import date

import pytest

from hdportal.schedules.domain.calendar import Calendar, Edition, windows_on
from hdportal.schedules.domain.closures import Closure
from hdportal.schedules.domain.names import Name
from hdportal.schedules.domain.saying import (
    DeskState,
    Today,
    coming_closures,
    desk_today,
    eve_of,
)
from hdportal.schedules.domain.stock_rules import FEDERAL_RULES
from hdportal.schedules.domain.support_hours import SupportHours
from hdportal.schedules.domain.week import Window
from hdportal.schedules.tests.some_hours import (
    DESK_CALENDAR,
    DESK_HOURS,
    OFFICE_WEEK,
    at,
)

BRIDGE = Closure(date(2026, 12, 23), date(2026, 12, 24), name=Name("Bridge"))
EARLY = replace(BRIDGE, windows=(Window(0, 720),), name=Name("Early close"))


def with_closure(closure: Closure) -> Calendar:
    return replace(DESK_CALENDAR, closures=(closure,))


def test_an_open_desk_tells_until_when():
    assert desk_today(at("2026-11-24T10:00"), DESK_HOURS) == Today(
        DeskState.OPEN, until=at("2026-11-24T12:00")
    )


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-24T12:30", "2026-11-24T13:00"),
        ("2026-11-27T18:00", "2026-11-30T09:00"),
    ],
)
def test_a_closed_desk_tells_when_it_opens(moment, opens):
    today = desk_today(at(moment), DESK_HOURS)

    assert today == Today(DeskState.CLOSED, opens_at=at(opens))


def test_a_closing_day_is_named():
    today = desk_today(at("2026-12-25T10:00"), DESK_HOURS)

    assert today.closed_for is not None
    assert today.closed_for.nl == "Kerstmis"
    assert today.opens_at == at("2026-12-28T09:00")


def test_a_desk_that_closed_early_is_not_closed_for_the_day():
    hours = SupportHours(with_closure(EARLY))

    assert desk_today(at("2026-12-23T14:00"), hours).closed_for is None


@pytest.mark.parametrize("hours", [None, SupportHours(Calendar()), DESK_HOURS])
def test_unknown_hours_are_told_as_unknown(hours):
    assert desk_today(at("2019-11-24T10:00"), hours) == Today(DeskState.UNKNOWN)


def test_the_coming_closures_leave_out_days_that_are_closed_anyhow():
    # In 2026 15 August is a Saturday, 1 November a Sunday, 26 December a Saturday.
    found = coming_closures(DESK_CALENDAR, date(2026, 7, 22), 4)

    assert [closure.first for closure in found] == [
        date(2026, 11, 2),
        date(2026, 11, 11),
        date(2026, 12, 25),
        date(2027, 1, 1),
    ]


def test_days_in_a_row_for_one_reason_are_one_closure_also_when_under_way():
    calendar = replace(DESK_CALENDAR, rules=FEDERAL_RULES)

    (closure,) = coming_closures(calendar, date(2026, 12, 30), 1)

    assert (closure.first, closure.last) == (date(2026, 12, 27), date(2026, 12, 31))
    assert closure.name.en == "Year-end closing"


def test_shorter_hours_are_among_the_coming_closures():
    (closure,) = coming_closures(with_closure(EARLY), date(2026, 12, 1), 1)

    assert (closure.first, closure.windows) == (date(2026, 12, 23), EARLY.windows)


def test_closures_come_from_the_next_two_years_only():
    renovation = replace(BRIDGE, first=date(2040, 1, 2), last=date(2040, 1, 2))
    calendar = Calendar(editions=DESK_CALENDAR.editions, closures=(renovation,))

    assert coming_closures(calendar, date(2026, 12, 1), 3) == []


def test_an_endless_closure_is_told_once():
    forever = replace(BRIDGE, first=date(2020, 1, 1), last=date(2100, 1, 1))

    assert len(coming_closures(with_closure(forever), date(2026, 12, 1), 3)) == 1


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 30), "Labour Day"),
        (date(2026, 12, 24), "Christmas Day"),
        # The next day is no closing day; a Saturday; a Sunday.
        (date(2026, 4, 29), None),
        (date(2026, 8, 14), None),
        (date(2026, 10, 31), None),
    ],
)
def test_the_eve_is_the_day_before_a_closing_day_that_would_be_open(day, name):
    closure = eve_of(DESK_CALENDAR, day)

    assert (closure.name.en if closure else None) == name


def test_the_eve_of_a_stretch_tells_all_of_it():
    calendar = with_closure(BRIDGE)

    closure = eve_of(calendar, date(2026, 12, 22))

    assert closure is not None
    assert (closure.first, closure.last) == (BRIDGE.first, BRIDGE.last)
    assert eve_of(calendar, date(2026, 12, 23)) is None
    assert eve_of(with_closure(EARLY), date(2026, 12, 22)) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 12, 31), None),
        (date(2026, 11, 24), OFFICE_WEEK[1]),
        (date(2026, 11, 28), ()),
        (date(2026, 12, 25), ()),
    ],
)
def test_a_day_has_its_windows_or_none_or_unknown_ones(day, expected):
    assert windows_on(DESK_CALENDAR, day) == expected


def test_of_two_closures_by_hand_only_what_both_leave_open():
    closures = (EARLY, replace(EARLY, windows=(Window(600, 1000),)))
    calendar = replace(DESK_CALENDAR, closures=closures)

    assert windows_on(calendar, date(2026, 12, 23)) == (Window(600, 720),)


def test_of_two_editions_of_a_day_the_last_one_counts():
    day = date(2026, 11, 24)
    editions = (Edition(day, None), Edition(day, OFFICE_WEEK))

    assert windows_on(Calendar(editions=editions), day) == OFFICE_WEEK[1]
