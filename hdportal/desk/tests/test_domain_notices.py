"""Whom to tell, which morning is due, and how a letter reads as text."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.domain.letter import Part, cut, plain, single_line, thread_root
from hdportal.desk.domain.notices import (
    Occasion,
    is_told,
    may_be_mailed,
    newest_morning,
)
from hdportal.kernel.clock import BRUSSELS

CALLER, AGENT = 1, 2
MOMENTS = st.integers(1_577_836_800, 2_051_222_400).map(  # 2020 to 2035
    lambda second: datetime.fromtimestamp(second, UTC)
)


@pytest.mark.parametrize(
    ("occasion", "by", "expected"),
    [
        (Occasion.RECEIVED, CALLER, True),  # a receipt is for whoever reported
        (Occasion.RECEIVED, AGENT, True),
        (Occasion.COMMENTED, CALLER, False),  # nobody is told of own doings
        (Occasion.COMMENTED, AGENT, True),
        (Occasion.RESOLVED, CALLER, False),
        (Occasion.RESOLVED, AGENT, True),
    ],
)
def test_the_caller_is_told_of_what_others_do(occasion, by, expected):
    told = {"caller_id": CALLER, "by_id": by}

    assert is_told(occasion, **told, is_active=True) is expected
    assert not is_told(occasion, **told, is_active=False)


def test_a_work_note_is_never_mailed():
    assert not may_be_mailed(EntryKind.WORK_NOTE)
    assert may_be_mailed(EntryKind.COMMENT)


@pytest.mark.parametrize(
    ("moment", "morning"),
    [
        ("2026-11-24T05:59:59", "2026-11-23T06:00:00"),  # a second too early
        ("2026-11-24T06:00:00", "2026-11-24T06:00:00"),  # winter: 07:00 is 06:00 UTC
        ("2026-11-24T23:30:00", "2026-11-24T06:00:00"),  # past midnight in Brussels
        ("2026-03-28T12:00:00", "2026-03-28T06:00:00"),  # the day before summer time
        ("2026-03-29T04:59:59", "2026-03-28T06:00:00"),
        ("2026-03-29T05:00:00", "2026-03-29T05:00:00"),  # the day it begins
        ("2026-10-25T05:59:59", "2026-10-24T05:00:00"),  # the day it ends
        ("2026-10-25T06:00:00", "2026-10-25T06:00:00"),
    ],
)
def test_the_morning_begins_at_seven_in_brussels(moment, morning):
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)

    assert newest_morning(now) == datetime.fromisoformat(morning).replace(tzinfo=UTC)


@given(MOMENTS)
def test_the_newest_morning_is_less_than_a_day_old(moment):
    morning = newest_morning(moment)

    # Twenty-five hours on the one day when the clock goes back.
    assert timedelta(0) <= moment - morning <= timedelta(hours=25)
    assert (morning.astimezone(BRUSSELS).hour, morning.minute) == (7, 0)


@given(MOMENTS, st.integers(0, 100_000))
def test_no_morning_is_passed_over(moment, minutes):
    later = moment + timedelta(minutes=minutes)

    assert newest_morning(later) >= newest_morning(moment)


@given(st.text(max_size=300), st.integers(10, 100))
def test_words_are_cut_no_longer_than_asked(text, longest):
    lines, is_cut = cut(text, longest)

    assert is_cut == (len(text.strip()) > longest)
    assert sum(map(len, lines)) <= longest + 1


def test_words_are_cut_between_words_and_endless_ones_anywhere():
    assert cut("one two three", 9) == (("one two…",), True)
    assert cut("x" * 20, 10) == (("x" * 10 + "…",), True)


def test_plain_text_is_wrapped_and_quotes_what_was_said():
    address = "https://portal.example/incidents/INC0000001/#entry-" + "1" * 60
    said = ("Look at " + "line 12 " * 20, "", "  x = 1")

    lines = plain([Part("Said:", words=said), Part("See:", link=address)]).split("\n")

    assert address in lines
    assert all(len(line) <= 72 for line in lines if line != address)
    quoted = [line for line in lines if line.startswith(">")]
    assert quoted[-2:] == [">", ">   x = 1"]
    assert "".join(quoted).count("12") == 20


def test_a_heading_is_underlined():
    assert plain([Part("INC0000001: Upload", is_heading=True)]) == (
        "INC0000001: Upload\n------------------\n"
    )


@given(st.text())
def test_a_subject_is_one_line_whatever_was_typed(text):
    assert single_line(text).isprintable()


def test_the_root_of_a_thread_takes_every_host():
    assert thread_root("INC0000001", "::1") == "<incident.INC0000001@[::1]>"
