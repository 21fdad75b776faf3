"""What the clocks say to a caller: each case, each kind of day, the same arithmetic."""

from datetime import date, datetime, timedelta

import pytest

from hdportal.desk.day_words import at_date, when
from hdportal.desk.domain.sla import (
    ClockState,
    Happening,
    Measure,
    Target,
    event,
    started,
)
from hdportal.desk.sla_words import Reader, Told, sentence, sentences, told_of
from hdportal.kernel.clock import BRUSSELS
from hdportal.schedules.domain.calendar import Calendar, Edition
from hdportal.schedules.domain.stock_rules import DESK_RULES
from hdportal.schedules.domain.support_hours import SupportHours
from hdportal.schedules.domain.week import read_windows

DAY = read_windows("09:00-12:00, 13:00-17:00")
WEEK = (DAY,) * 5 + ((), ())
HOURS = SupportHours(
    Calendar(editions=(Edition(date(2020, 1, 1), WEEK),), rules=DESK_RULES)
)
# A Tuesday.
NOW = datetime(2026, 11, 24, 18, 20, tzinfo=BRUSSELS)


def at(text: str) -> datetime:
    """Return a moment in Brussels: "11-25 09:00"."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=BRUSSELS)


def clock(start: datetime, hours: SupportHours | None = HOURS, minutes: int = 600):
    return started(Measure.RESPONSE, start, Target(1, minutes * 60), hours)


def said(one, now, hours=HOURS, **reader) -> str:
    return sentence(told_of(one, now, hours), Reader(**reader))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("11-24 18:20", "at 18:20"),
        ("11-24 09:05", "at 09:05"),
        ("11-24 19:00", "today at 19:00"),
        ("11-25 00:00", "tomorrow at 00:00"),
        ("11-26 13:00", "Thursday 13:00"),
        ("11-30 09:00", "Monday 09:00"),
        # A week from now: its weekday would be today's.
        ("12-01 09:00", "on Tuesday 1 December at 09:00"),
        ("11-23 23:59", "yesterday at 23:59"),
        ("11-20 17:00", "on Friday at 17:00"),
        ("11-17 17:00", "on Tuesday 17 November at 17:00"),
    ],
)
def test_a_moment_is_said_by_its_day(moment, words):
    assert when(at(moment), NOW) == words


def test_another_year_is_said():
    later = datetime(2027, 1, 4, 9, tzinfo=BRUSSELS)

    assert when(later, NOW) == "on Monday 4 January 2027 at 09:00"
    assert at_date(later, NOW) == "on Monday 4 January 2027 at 09:00"


def test_a_mail_names_the_date_whenever_it_is_read():
    assert at_date(at("11-25 09:00"), NOW) == "on Wednesday 25 November at 09:00"


def test_midnight_in_brussels_is_what_makes_it_another_day():
    shortly_before = datetime.fromisoformat("2026-11-24T22:59:00+00:00")

    assert when(at("11-25 00:30"), shortly_before) == "tomorrow at 00:30"
    one_minute_later = shortly_before + timedelta(minutes=1)
    assert when(at("11-25 00:30"), one_minute_later) == "today at 00:30"


def test_written_in_the_evening_the_clock_starts_in_the_morning():
    assert said(clock(NOW), NOW) == (
        "You wrote at 18:20; the clock starts tomorrow at 09:00; an answer is due "
        "Thursday 12:00."
    )


def test_over_a_long_weekend_the_closing_days_do_not_count():
    # 1 May 2026 is a Friday.
    written = at("04-30 18:20")

    assert said(clock(written), written) == (
        "You wrote at 18:20; the clock starts Monday 09:00; an answer is due "
        "Tuesday 12:00."
    )


def test_while_the_desk_is_open_the_clock_runs():
    written = at("11-24 10:00")

    assert said(clock(written, minutes=60), at("11-24 10:05")) == (
        "You wrote at 10:00; the Service Desk is open; an answer is due today at 11:00."
    )


def test_over_lunch_a_clock_that_began_goes_on_later():
    assert said(clock(at("11-24 11:00")), at("11-24 12:30")) == (
        "You wrote at 11:00; the clock goes on today at 13:00; an answer is due "
        "tomorrow at 15:00."
    )


def test_a_late_answer_is_called_late():
    late = clock(at("11-24 10:00"), minutes=60)

    assert said(late, at("11-25 08:00")) == (
        "You wrote yesterday at 10:00; an answer was due yesterday at 11:00: "
        "it is late."
    )


def test_while_the_caller_is_awaited_the_clock_stands_still():
    held = event(clock(at("11-24 10:00")), at("11-24 11:00"), Happening.PAUSE, HOURS)

    assert said(held, NOW, is_awaited=True) == (
        "The Service Desk waits for you: the clock stands still."
    )
    assert said(held, NOW) == "It is on hold: the clock stands still."


@pytest.mark.parametrize(
    ("answered", "words"),
    [
        ("11-24 10:30", "You wrote at 10:00 and had an answer at 10:30, in time."),
        (
            "11-24 15:00",
            "You wrote at 10:00 and had an answer at 15:00, late: it was due at 11:00.",
        ),
    ],
)
def test_an_answer_came_in_time_or_late(answered, words):
    one = clock(at("11-24 10:00"), minutes=60)

    assert said(event(one, at(answered), Happening.STOP, HOURS), NOW) == words


def test_unknown_hours_promise_nothing():
    assert said(clock(NOW, None), NOW, None) == (
        "You wrote at 18:20; the support hours are not known yet, so nobody can say "
        "when an answer is due."
    )
    done = event(clock(NOW, None), NOW + timedelta(minutes=5), Happening.STOP, None)
    assert said(done, NOW + timedelta(minutes=6), None) == (
        "You wrote at 18:20 and had an answer at 18:25."
    )


def test_others_read_that_it_was_reported():
    assert said(clock(NOW), NOW, wrote=False) == (
        "This was reported at 18:20; the clock starts tomorrow at 09:00; an answer is "
        "due Thursday 12:00."
    )


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("state", ClockState)
@pytest.mark.parametrize("wrote", [True, False])
@pytest.mark.parametrize("is_late", [True, False])
def test_every_case_has_a_sentence_with_all_its_moments(measure, state, wrote, is_late):
    done = NOW if state is ClockState.COMPLETED else None
    opens = NOW if state is ClockState.OUT_OF_WINDOW else None
    told = Told(
        measure, state, NOW, NOW, NOW, opens, completed_at=done, is_late=is_late
    )

    assert "%" not in sentence(told, Reader(wrote=wrote))


def both(start: datetime):
    """Return both clocks of an incident."""
    return {
        measure: started(measure, start, Target(1, 60 * minutes), HOURS)
        for measure, minutes in ((Measure.RESPONSE, 60), (Measure.RESOLUTION, 600))
    }


def test_before_the_first_answer_only_that_is_told():
    (told,) = sentences(both(NOW), NOW, HOURS, Reader())

    assert "an answer is due tomorrow at 10:00" in told


def test_after_the_first_answer_the_solution_is_told_as_well():
    clocks = both(at("11-24 10:00"))
    response = clocks[Measure.RESPONSE]
    answered = event(response, at("11-24 10:20"), Happening.STOP, HOURS)

    told = sentences({**clocks, Measure.RESPONSE: answered}, NOW, HOURS, Reader())

    assert told == [
        "You wrote at 10:00 and had an answer at 10:20, in time.",
        "The Service Desk is closed; the clock goes on tomorrow at 09:00; a solution "
        "is due tomorrow at 14:00.",
    ]


def test_a_solution_is_all_that_is_told_at_the_end():
    clocks = both(at("11-24 10:00"))
    solved = {
        measure: event(one, at("11-24 14:00"), Happening.STOP, HOURS)
        for measure, one in clocks.items()
    }

    assert sentences(solved, NOW, HOURS, Reader()) == ["The solution came in time."]


def test_where_nothing_is_promised_nothing_is_told():
    free = {Measure.RESPONSE: started(Measure.RESPONSE, NOW, None, HOURS)}

    assert sentences(free, NOW, HOURS, Reader()) == []
    assert sentences({}, NOW, HOURS, Reader()) == []
