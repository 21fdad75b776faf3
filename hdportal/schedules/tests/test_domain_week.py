import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdportal.schedules.domain.week import (
    Fault,
    Window,
    WrongHours,
    WrongWeek,
    checked_day,
    checked_week,
    common_part,
    minutes_of,
    read_windows,
    say_windows,
)

OFFICE = [Window(540, 720), Window(780, 1020)]
CLOSED: list[Window] = []


def test_a_week_keeps_each_day_in_order():
    week = checked_week([list(reversed(OFFICE)), *[CLOSED] * 6])

    assert week[0] == tuple(OFFICE)
    assert minutes_of(week) == 7 * 60


@pytest.mark.parametrize(
    ("windows", "fault", "sentence"),
    [
        ("09:00-09:00", Fault.EMPTY, "09:00-09:00 is empty"),
        ("17:00-09:00", Fault.INVERTED, "17:00-09:00 ends before it begins"),
        # A night is the likeliest reason, so the cure for it is told.
        ("22:00-06:00", Fault.INVERTED, "end it at 24:00 and begin the next day"),
        ("09:00-13:00, 12:00-17:00", Fault.OVERLAP, "09:00-13:00 and 12:00-17:00"),
        # One within another.
        ("09:00-17:00, 12:00-13:00", Fault.OVERLAP, "overlap"),
        ("09:00-12:00, 09:00-12:00", Fault.OVERLAP, "overlap"),
        ("12:00-17:00, 09:00-12:00", Fault.TOUCH, "join them"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_its_weekday(windows, fault, sentence):
    with pytest.raises(WrongWeek, match=sentence) as refused:
        checked_week([CLOSED, CLOSED, read_windows(windows), *[CLOSED] * 4])

    assert (refused.value.weekday, refused.value.fault) == (2, fault)


@pytest.mark.parametrize("window", [Window(1200, 1500), Window(-10, 60)])
def test_a_window_stays_within_its_day(window):
    with pytest.raises(WrongWeek, match="end it at 24:00") as refused:
        checked_day([window], weekday=6)

    assert refused.value.fault is Fault.PAST_MIDNIGHT


def test_a_week_without_an_open_minute_is_refused():
    with pytest.raises(WrongWeek, match="at least one opening hour") as refused:
        checked_week([CLOSED] * 7)

    assert refused.value.weekday is None


@pytest.mark.parametrize("count", [0, 6, 8])
def test_a_week_has_seven_days(count):
    with pytest.raises(ValueError, match="7 days"):
        checked_week([OFFICE] * count)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        (" , ", ()),
        ("9:00-12:00", (Window(540, 720),)),
        ("9.00 – 12.30", (Window(540, 750),)),
        ("00:00-24:00", (Window(0, 1440),)),
        ("13:00-17:00; 09:00-12:00", (Window(780, 1020), Window(540, 720))),
    ],
)
def test_windows_are_read_as_people_type_them(text, expected):
    assert read_windows(text) == expected


@pytest.mark.parametrize(
    "text", ["closed", "9-12", "09:00", "09:60-12:00", "09:00-24:01", "25:00-26:00"]
)
def test_what_is_no_window_is_refused_with_an_example(text):
    with pytest.raises(WrongHours, match="09:00-12:00, 13:00-17:00") as refused:
        read_windows(f"08:00-08:30, {text}")

    assert refused.value.text == text


@given(st.lists(st.integers(0, 1440), min_size=2, max_size=8, unique=True))
def test_said_windows_are_read_back(edges):
    edges = sorted(edges[: len(edges) // 2 * 2])
    windows = tuple(map(Window, edges[::2], edges[1::2]))

    assert read_windows(say_windows(windows)) == windows


def test_windows_without_a_common_minute_leave_nothing():
    assert common_part((Window(540, 720),), (Window(720, 800),)) == ()
