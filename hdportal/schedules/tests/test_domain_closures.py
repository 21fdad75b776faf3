from datetime import date

import pytest
from dateutil.easter import easter as second_opinion

from hdportal.schedules.domain.closures import (
    Closure,
    WrongRule,
    closed_days,
    easter,
    read_rule,
)
from hdportal.schedules.domain.names import NAMELESS, Name
from hdportal.schedules.domain.stock_rules import DESK_RULES, FEDERAL_RULES
from hdportal.schedules.domain.week import Window


@pytest.mark.parametrize("year", range(1970, 2200))
def test_easter_falls_where_others_put_it(year):
    assert easter(year) == second_opinion(year)


def test_the_desk_has_its_twelve_published_days():
    # General definitions, for 2026.
    days = [(day.month, day.day) for day in closed_days(DESK_RULES, (), 2026)]

    assert days == [
        *[(1, 1), (4, 6), (5, 1), (5, 14), (5, 25), (7, 21)],
        *[(8, 15), (11, 1), (11, 2), (11, 11), (12, 25), (12, 26)],
    ]


def test_federal_staff_have_the_kings_feast_and_the_closing_week_too():
    more = set(closed_days(FEDERAL_RULES, (), 2026)) - set(
        closed_days(DESK_RULES, (), 2026)
    )

    assert sorted((day.month, day.day) for day in more) == [
        (11, 15),
        *[(12, day) for day in range(27, 32)],
    ]


def test_every_stock_rule_has_a_name_in_each_language():
    for rule in (*DESK_RULES, *FEDERAL_RULES):
        assert all((rule.name.en, rule.name.nl, rule.name.fr))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07-21", [date(2027, 7, 21)]),
        (" 7-21 ", [date(2027, 7, 21)]),
        ("easter", [date(2027, 3, 28)]),
        ("Easter - 2", [date(2027, 3, 26)]),
        ("12-30..12-31", [date(2027, 12, 30), date(2027, 12, 31)]),
        # Over New Year: both ends of the calendar year.
        ("12-31..01-02", [date(2027, 1, 1), date(2027, 1, 2), date(2027, 12, 31)]),
        # No leap year.
        ("02-29", []),
        ("02-28..03-01", [date(2027, 2, 28), date(2027, 3, 1)]),
    ],
)
def test_a_rule_names_its_days(text, expected):
    assert list(read_rule(text).days(2027)) == expected


def test_a_leap_day_comes_back_in_leap_years():
    assert read_rule("02-29").days(2028) == (date(2028, 2, 29),)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Christmas", "13-01", "02-30", "00-10", "12-27..", "..12-31"),
        *("12-27..12-32", "easter+", "easter+251", "easter-81", "21/07"),
    ],
)
def test_what_is_no_rule_is_refused_with_the_three_forms(text):
    with pytest.raises(WrongRule, match="is no rule: write 07-21"):
        read_rule(text)


def test_a_closure_by_hand_adds_its_days_and_outweighs_a_rule():
    rules = [read_rule("11-02", Name("All Souls' Day"))]
    bridge = Closure(date(2026, 11, 2), date(2026, 11, 3), name=Name("Bridge"))

    closed = closed_days(rules, [bridge], 2026)

    assert [name.en for name in closed.values()] == ["Bridge", "Bridge"]


def test_shorter_hours_by_hand_open_a_day_that_a_rule_closes():
    rules = [read_rule("11-02")]
    morning = Closure(date(2026, 11, 2), date(2026, 11, 2), (Window(540, 720),))

    assert closed_days(rules, [morning], 2026) == {}
    # Closed by hand as well: closed.
    shut = Closure(date(2026, 11, 2), date(2026, 11, 2))
    assert closed_days(rules, [shut, morning], 2026) == {date(2026, 11, 2): NAMELESS}


def test_a_long_closure_counts_in_each_year_it_touches():
    renovation = Closure(date(2026, 12, 30), date(2027, 1, 2))

    assert len(closed_days((), [renovation], 2026)) == 2
    assert len(closed_days((), [renovation], 2027)) == 2
    assert closed_days((), [renovation], 2028) == {}


@pytest.mark.parametrize(
    ("code", "expected"), [("nl", "Kerstmis"), ("fr-be", "Noël"), ("de", "Christmas")]
)
def test_a_name_is_told_in_the_readers_language(code, expected):
    assert Name("Christmas", "Kerstmis", "Noël").in_language(code) == expected


def test_a_name_of_one_language_serves_them_all():
    assert Name(fr="Pont").in_language("en") == "Pont"
