from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hdportal.schedules.domain.calendar import Calendar, Edition
from hdportal.schedules.domain.closures import Closure, read_rule
from hdportal.schedules.domain.support_hours import (
    HoursUnknown,
    NeverOpen,
    SupportHours,
    add_support_time,
    is_known,
    is_open,
    next_closing,
    next_opening,
    seconds_of_many,
    support_time_between,
)
from hdportal.schedules.domain.week import Window
from hdportal.schedules.tests.some_hours import (
    BRUSSELS,
    DESK_CALENDAR,
    DESK_HOURS,
    OFFICE_WEEK,
    always,
    at,
    week_of,
)

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        # Lunch does not count.
        ("2026-11-24T11:00", "2026-11-24T14:00", 2),
        ("2026-11-24T12:00", "2026-11-24T13:00", 0),
        # Nor does the night, nor a weekend.
        ("2026-11-24T16:00", "2026-11-25T10:00", 2),
        ("2026-11-27T16:00", "2026-11-30T10:00", 2),
        # Whole weeks: 35 hours each.
        ("2026-11-23T00:00", "2026-12-07T00:00", 70),
        # Christmas falls on a Friday.
        ("2026-12-24T16:00", "2026-12-28T10:00", 2),
        # Over New Year.
        ("2026-12-31T16:00", "2027-01-04T10:00", 2),
        ("2026-11-24T10:00", "2026-11-24T10:00", 0),
    ],
)
def test_only_the_hours_of_the_desk_count(start, end, hours):
    assert support_time_between(at(start), at(end), DESK_HOURS) == hours * HOUR


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-24T10:00", 1, "2026-11-24T11:00"),
        ("2026-11-24T11:30", 1, "2026-11-24T13:30"),
        # Out of hours the clock starts at the next opening.
        ("2026-11-24T18:20", 1, "2026-11-25T10:00"),
        # What runs out at closing time is over then.
        ("2026-11-24T16:00", 1, "2026-11-24T17:00"),
        ("2026-12-24T16:55", 1, "2026-12-28T09:55"),
        ("2026-12-31T16:00", 8, "2027-01-04T17:00"),
        # Nothing at all is over at once, open or not.
        ("2026-11-24T18:20", 0, "2026-11-24T18:20"),
    ],
)
def test_an_amount_is_over_when_so_many_hours_have_passed(start, hours, due):
    assert add_support_time(at(start), hours * HOUR, DESK_HOURS) == at(due)


@pytest.mark.parametrize(
    ("zone", "windows", "day", "open_time"),
    [
        # 29 March 2026: 02:00 to 03:00 does not exist; 25 October: it comes twice.
        ("Europe/Brussels", "00:00-24:00", date(2026, 3, 29), 23 * HOUR),
        ("Europe/Brussels", "00:00-24:00", date(2026, 10, 25), 25 * HOUR),
        ("Europe/Brussels", "02:30-04:00", date(2026, 3, 29), 1 * HOUR),
        ("Europe/Brussels", "02:15-02:45", date(2026, 3, 29), 0 * HOUR),
        ("Europe/Brussels", "02:15-02:45", date(2026, 10, 25), 1 * HOUR),
        ("Europe/Brussels", "01:00-02:30", date(2026, 10, 25), 2 * HOUR),
        ("Europe/Brussels", "09:00-17:00", date(2026, 3, 29), 8 * HOUR),
        # Half an hour only.
        ("Australia/Lord_Howe", "00:00-24:00", date(2026, 4, 5), 24.5 * HOUR),
        # The clock changes at midnight.
        ("America/Havana", "00:00-01:30", date(2026, 3, 8), 0.5 * HOUR),
        # A date that was never there.
        ("Pacific/Apia", "00:00-24:00", date(2011, 12, 30), 0 * HOUR),
    ],
)
def test_hours_of_a_clock_change_are_those_that_the_wall_shows(
    zone, windows, day, open_time
):
    hours = always(windows, zone)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - 36 * HOUR
    end = start + 96 * HOUR

    found = support_time_between(start, end, hours)

    assert found - _other_days(hours, day, start, end) == open_time


def _other_days(hours, day, start, end):
    """Return the open time of the same stretch, the day itself closed."""
    shut = replace(hours.calendar, closures=(Closure(day, day),))
    return support_time_between(start, end, SupportHours(shut))


def test_a_twice_told_hour_opens_twice():
    hours = always("02:15-02:45")

    first = next_opening(datetime(2026, 10, 24, 22, tzinfo=UTC), hours)

    assert first == datetime(2026, 10, 25, 0, 15, tzinfo=UTC)
    assert next_opening(first, hours) == first + HOUR


def test_microseconds_are_cut_off():
    start = at("2026-11-24T10:00:00.999999")
    end = at("2026-11-24T10:00:01.000001")

    assert support_time_between(start, end, DESK_HOURS) == timedelta(seconds=1)
    assert add_support_time(start, timedelta(microseconds=1), DESK_HOURS) == at(
        "2026-11-24T10:00:00"
    )


def test_a_moment_without_a_zone_is_no_moment():
    with pytest.raises(TypeError):
        is_open(datetime(2026, 11, 24, 10), DESK_HOURS)  # noqa: DTZ001


def test_time_never_runs_backwards():
    now = at("2026-11-24T10:00")

    with pytest.raises(ValueError, match="before its start"):
        support_time_between(now, now - HOUR, DESK_HOURS)
    with pytest.raises(ValueError, match="before its start"):
        seconds_of_many([(10, 9)], DESK_HOURS)
    with pytest.raises(ValueError, match="never negative"):
        add_support_time(now, -HOUR, DESK_HOURS)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-24T08:59:59", False),
        ("2026-11-24T09:00", True),
        ("2026-11-24T11:59:59", True),
        ("2026-11-24T12:00", False),
        ("2026-11-24T17:00", False),
        ("2026-12-25T10:00", False),
        # Hours are unknown.
        ("2019-11-26T10:00", False),
    ],
)
def test_the_desk_is_open_from_the_opening_up_to_the_closing(moment, expected):
    assert is_open(at(moment), DESK_HOURS) is expected


@pytest.mark.parametrize(
    ("moment", "opens", "closes"),
    [
        ("2026-11-24T08:00", "2026-11-24T09:00", "2026-11-24T12:00"),
        ("2026-11-24T09:00", "2026-11-24T13:00", "2026-11-24T12:00"),
        ("2026-11-24T12:00", "2026-11-24T13:00", "2026-11-24T17:00"),
        ("2026-12-24T16:00", "2026-12-28T09:00", "2026-12-24T17:00"),
        ("2026-12-31T17:00", "2027-01-04T09:00", "2027-01-04T12:00"),
    ],
)
def test_the_next_edges_are_the_first_after_the_moment(moment, opens, closes):
    assert next_opening(at(moment), DESK_HOURS) == at(opens)
    assert next_closing(at(moment), DESK_HOURS) == at(closes)


def test_a_desk_that_is_always_open_never_opens_nor_closes():
    hours = always("00:00-24:00")
    now = at("2026-12-31T23:30")

    assert (next_opening(now, hours), next_closing(now, hours)) == (None, None)
    assert support_time_between(now, now + 48 * HOUR, hours) == 48 * HOUR


def test_a_desk_open_over_new_year_closes_in_the_new_year():
    hours = always("00:00-04:00, 20:00-24:00")

    # New Year in Brussels, and in UTC, where the years are cut.
    assert next_closing(at("2026-12-31T23:30"), hours) == at("2027-01-01T04:00")
    assert next_opening(at("2026-12-31T23:30"), hours) == at("2027-01-01T20:00")


def test_a_desk_that_is_closed_all_year_is_told_at_once():
    calendar = replace(DESK_CALENDAR, rules=(read_rule("01-01..12-31"),))
    hours = SupportHours(calendar)
    now = at("2026-11-24T10:00")

    with pytest.raises(NeverOpen, match="not open long enough within ten years"):
        add_support_time(now, HOUR, hours)
    assert next_opening(now, hours) is None
    assert support_time_between(now, now + 100 * HOUR, hours) == timedelta()


def test_more_than_ten_years_of_support_time_are_never_over():
    with pytest.raises(ValueError, match="ten years"):
        add_support_time(at("2026-11-24T10:00"), timedelta(days=3650), DESK_HOURS)


def _known_in_2026() -> SupportHours:
    editions = (
        Edition(date(2027, 1, 4), None),
        Edition(date(2026, 1, 5), OFFICE_WEEK),
    )
    return SupportHours(Calendar(editions=editions))


def test_an_interval_that_touches_unknown_hours_is_refused():
    hours = _known_in_2026()
    known, unknown = at("2026-12-31T10:00"), at("2027-01-05T10:00")

    with pytest.raises(HoursUnknown, match="not known"):
        support_time_between(known, unknown, hours)
    with pytest.raises(HoursUnknown):
        seconds_of_many([(0, 10)], hours)
    with pytest.raises(HoursUnknown):
        add_support_time(unknown, HOUR, hours)


def test_an_amount_must_pass_before_the_hours_become_unknown():
    hours, start = _known_in_2026(), at("2026-12-31T10:00")
    last = at("2027-01-01T17:00")

    assert add_support_time(start, 13 * HOUR, hours) == last
    with pytest.raises(HoursUnknown):
        add_support_time(start, 13 * HOUR + timedelta(seconds=1), hours)
    assert next_opening(last, hours) is None


def test_bulk_leaves_out_unknown_hours_where_no_interval_touches_them():
    hours, day = _known_in_2026(), int(at("2026-11-24T09:00").timestamp())
    late = int(at("2028-11-24T09:00").timestamp())

    assert seconds_of_many([(day, day + 3600), (late, late)], hours) == [3600, 0]
    assert seconds_of_many([], hours) == []


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-01-04T23:59:59", False),
        ("2026-01-05T00:00", True),
        ("2027-01-03T23:59:59", True),
        ("2027-01-04T00:00", False),
    ],
)
def test_hours_are_known_from_the_date_of_force(moment, expected):
    assert is_known(at(moment), _known_in_2026()) is expected


def test_without_any_edition_nothing_is_known():
    hours, now = SupportHours(Calendar()), at("2026-11-24T10:00")

    assert not is_known(now, hours)
    assert not is_open(now, hours)
    assert next_opening(now, hours) is None
    with pytest.raises(HoursUnknown):
        support_time_between(now, now + HOUR, hours)


@pytest.mark.parametrize("year", [1, 1969, 2200, 9999])
def test_a_year_far_off_costs_nothing(year):
    moment = datetime(year, 6, 1, tzinfo=UTC)

    assert not is_known(moment, DESK_HOURS)
    assert not is_open(moment, DESK_HOURS)
    assert next_closing(moment, DESK_HOURS) is None


def test_the_last_known_year_has_an_end():
    with pytest.raises(HoursUnknown):
        add_support_time(at("2199-12-31T10:00"), 8 * HOUR, DESK_HOURS)


def test_shorter_hours_leave_the_ordinary_ones_within_them():
    eve = Closure(date(2026, 12, 24), date(2026, 12, 26), (Window(600, 840),))
    hours = SupportHours(replace(DESK_CALENDAR, closures=(eve,)))
    start, end = at("2026-12-24T00:00"), at("2026-12-27T00:00")

    # 10-12 and 13-14 on Thursday and on Christmas; Saturday stays closed.
    assert support_time_between(start, end, hours) == 6 * HOUR


def test_each_day_has_the_week_in_force():
    shorter = Edition(date(2026, 11, 25), week_of("09:00-12:00"))
    editions = (shorter, *DESK_CALENDAR.editions)
    hours = SupportHours(replace(DESK_CALENDAR, editions=editions))

    # 7 hours on Tuesday, 3 on Wednesday.
    found = support_time_between(at("2026-11-24T00:00"), at("2026-11-26T00:00"), hours)

    assert found == 10 * HOUR


def test_the_answer_is_in_utc_whatever_the_zone_of_the_question():
    local = datetime(2026, 7, 1, 10, tzinfo=BRUSSELS)

    assert add_support_time(local, HOUR, DESK_HOURS).tzinfo is UTC
    assert add_support_time(local, HOUR, DESK_HOURS) == at("2026-07-01T11:00")


def test_many_threads_work_out_the_years_together():
    hours = SupportHours(DESK_CALENDAR)
    starts = [at(f"{year}-06-01T10:00") for year in range(2020, 2060)] * 4
    expected = [add_support_time(start, 400 * HOUR, DESK_HOURS) for start in starts]

    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda one: add_support_time(one, 400 * HOUR, hours), starts)

    assert list(found) == expected
