"""What holds for any hours and any moments."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from hdportal.schedules.domain.calendar import Calendar, Edition
from hdportal.schedules.domain.closures import Closure, read_rule
from hdportal.schedules.domain.support_hours import (
    SupportHours,
    add_support_time,
    is_open,
    next_closing,
    next_opening,
    seconds_of_many,
    support_time_between,
)
from hdportal.schedules.domain.week import Window, checked_week

ZONES = ["Europe/Brussels", "America/New_York", "Australia/Lord_Howe", "UTC"]
RULES = [read_rule(text) for text in ("easter+1", "12-25", "10-20..10-26")]


@st.composite
def days(draw):
    edges = sorted(draw(st.lists(st.integers(0, 1440), max_size=6, unique=True)))
    return tuple(map(Window, edges[::2], edges[1::2]))


@st.composite
def some_hours(draw):
    week = [draw(days()) for _ in range(7)]
    if not any(week):
        week[0] = (Window(540, 1020),)
    closures = tuple(
        Closure(day, day + timedelta(days=length), windows)
        for day, length, windows in draw(
            st.lists(
                st.tuples(
                    st.dates(date(2026, 2, 1), date(2027, 12, 1)),
                    st.integers(0, 5),
                    st.sampled_from([(), (Window(600, 800),)]),
                ),
                max_size=3,
            )
        )
    )
    editions = (Edition(date(2020, 1, 1), checked_week(week)),)
    zone, rules = draw(st.sampled_from(ZONES)), draw(st.sets(st.sampled_from(RULES)))
    return SupportHours(Calendar(zone, editions, tuple(rules), closures))


def near_the_clock_changes():
    """Return moments of 2026 and 2027, many of them when clocks change."""
    changes = [
        datetime(2026, 3, 29, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 1, tzinfo=UTC),
        datetime(2027, 3, 28, 1, tzinfo=UTC),
        datetime(2026, 4, 4, 15, tzinfo=UTC),
    ]
    around = st.builds(
        lambda change, seconds: change + timedelta(seconds=seconds),
        st.sampled_from(changes),
        st.integers(-7200, 7200),
    )
    anywhere = st.datetimes(
        datetime(2026, 1, 1),  # noqa: DTZ001 – the zone is given apart
        datetime(2027, 12, 31),  # noqa: DTZ001
        timezones=st.just(UTC),
    )
    return around | anywhere.map(lambda moment: moment.replace(microsecond=0))


moments = near_the_clock_changes()
amounts = st.timedeltas(timedelta(0), timedelta(days=2)).map(
    lambda amount: timedelta(seconds=amount // timedelta(seconds=1))
)


@given(some_hours(), st.lists(moments, min_size=3, max_size=3))
def test_splitting_an_interval_never_changes_the_sum(hours, three):
    start, middle, end = sorted(three)

    whole = support_time_between(start, end, hours)
    parts = [
        support_time_between(start, middle, hours),
        support_time_between(middle, end, hours),
    ]

    assert sum(parts, timedelta()) == whole
    assert timedelta() <= whole <= end - start


@given(some_hours(), moments, amounts)
def test_what_was_added_is_measured(hours, start, amount):
    due = add_support_time(start, amount, hours)

    assert support_time_between(start, due, hours) == amount
    assert due - start >= amount


@given(some_hours(), moments, amounts)
def test_nothing_earlier_is_late_enough(hours, start, amount):
    due = add_support_time(start, amount, hours)

    if amount:
        before = due - timedelta(seconds=1)
        assert support_time_between(start, before, hours) < amount


@given(some_hours(), moments, amounts, amounts)
def test_adding_in_two_steps_is_adding_at_once(hours, start, one, other):
    in_steps = add_support_time(add_support_time(start, one, hours), other, hours)

    assert in_steps == add_support_time(start, one + other, hours)


@given(some_hours(), moments, moments, amounts, amounts)
def test_later_starts_and_larger_amounts_are_never_over_sooner(
    hours, one, other, less, more
):
    less, more = sorted((less, more))
    early, late = sorted((one, other))

    # Nothing at all is over at its start, whatever the desk does.
    if less:
        assert add_support_time(early, less, hours) <= add_support_time(
            late, more, hours
        )


@given(some_hours(), moments, moments)
def test_a_moment_is_the_same_in_any_zone(hours, one, other):
    start, end = sorted((one, other))
    away = ZoneInfo("Asia/Kathmandu")

    here = support_time_between(start, end, hours)

    assert support_time_between(start.astimezone(away), end, hours) == here
    assert support_time_between(start, end.astimezone(away), hours) == here


@given(some_hours(), st.lists(st.tuples(moments, moments), max_size=5))
def test_many_at_once_give_the_same_as_one_at_a_time(hours, pairs):
    pairs = [tuple(sorted(pair)) for pair in pairs]
    in_seconds = [(int(a.timestamp()), int(b.timestamp())) for a, b in pairs]

    assert seconds_of_many(in_seconds, hours) == [
        support_time_between(a, b, hours).total_seconds() for a, b in pairs
    ]


@given(some_hours(), moments)
def test_support_time_passes_only_while_the_desk_is_open(hours, moment):
    second = timedelta(seconds=1)

    passes = support_time_between(moment, moment + second, hours) == second

    assert is_open(moment, hours) is passes


@given(some_hours(), moments)
def test_between_now_and_the_next_edge_nothing_changes(hours, moment):
    opens, closes = next_opening(moment, hours), next_closing(moment, hours)
    edges = [edge for edge in (opens, closes) if edge is not None]
    if not edges:
        return
    edge = min(edges)
    state = is_open(moment, hours)

    assert is_open(edge, hours) is not state
    assert support_time_between(moment, edge, hours) == (
        edge - moment if state else timedelta()
    )
