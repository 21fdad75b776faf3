"""Which rule decides, whose turn it is, and what a group can be called."""

from datetime import UTC, datetime, timedelta

import pytest

from hdportal.desk.domain.groups import (
    GroupStays,
    WrongGroupName,
    group_key,
    require_group_name,
    require_idle,
)
from hdportal.desk.domain.incident import FIRST_LINE
from hdportal.desk.domain.routing import (
    About,
    NamesNothing,
    Rule,
    RuleTwice,
    first_fitting,
    never_reached,
    require_usable,
)
from hdportal.desk.domain.turns import (
    Candidate,
    end_of_day,
    next_in_turn,
    scopes_in_turn,
)
from hdportal.kernel.clock import BRUSSELS

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ACCOUNTS, HD4DP = About("account"), About(application=4)
BOTH = About("account", application=4)
PACEMAKERS = About(project=7)


def rules(*abouts):
    return [Rule(key, about) for key, about in enumerate(abouts, 1)]


@pytest.mark.parametrize(
    ("asked", "decides"),
    [
        (About("account"), 1),
        (About("account", 4, 7), 1),
        (About("application", 4, 9), 2),
        (About("other", None, 7), 3),
        (About("other"), None),
        (About(), None),
    ],
)
def test_the_first_rule_that_fits_decides(asked, decides):
    rule = first_fitting(rules(ACCOUNTS, HD4DP, PACEMAKERS), asked)

    assert (rule.key if rule else None) == decides


def test_a_rule_asks_for_all_that_it_names():
    assert first_fitting(rules(BOTH), About("account", 5)) is None
    assert first_fitting(rules(BOTH), About("account", 4))


def test_a_rule_that_is_switched_off_decides_nothing():
    assert first_fitting([Rule(1, ACCOUNTS, is_active=False)], ACCOUNTS) is None


def test_a_closer_rule_behind_a_wider_one_is_never_reached():
    assert never_reached(rules(ACCOUNTS, BOTH, HD4DP)) == {2}
    assert never_reached(rules(BOTH, ACCOUNTS)) == frozenset()
    off = Rule(9, ACCOUNTS, is_active=False)
    assert never_reached([off, *rules(BOTH)]) == frozenset()
    assert never_reached([*rules(ACCOUNTS), off]) == frozenset()


def test_a_rule_names_something_and_once():
    with pytest.raises(NamesNothing):
        require_usable(About(), others=[])
    with pytest.raises(RuleTwice):
        require_usable(BOTH, others=rules(ACCOUNTS, BOTH))
    require_usable(BOTH, others=rules(ACCOUNTS, HD4DP))


@pytest.mark.parametrize(
    ("present", "person"),
    [
        ([], None),
        ([Candidate(3, NOON)], 3),
        ([Candidate(3, NOON), Candidate(4, NOON - timedelta(seconds=1))], 4),
        # Whoever never had one comes first, and of two such the lower key.
        ([Candidate(3, NOON), Candidate(8), Candidate(5)], 5),
        ([Candidate(4, NOON), Candidate(3, NOON)], 3),
    ],
)
def test_who_got_one_longest_ago_is_next(present, person):
    assert next_in_turn(present) == person


def test_a_role_without_a_group_takes_turns_at_the_service_desk_only():
    assert scopes_in_turn(FIRST_LINE) == {f"group:{FIRST_LINE}", ""}
    assert scopes_in_turn("iat") == {"group:iat"}


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 11, 24, 8, tzinfo=UTC), 15),
        # Late in the evening in UTC it is the next day in Brussels.
        (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), 23.5),
        # The night in which summer time ends has an hour more.
        (datetime(2026, 10, 24, 22, tzinfo=UTC), 25),
        (datetime(2026, 3, 28, 23, tzinfo=UTC), 23),
    ],
)
def test_the_day_ends_at_midnight_in_brussels(now, hours):
    assert end_of_day(now, BRUSSELS) - now == timedelta(hours=hours)
    assert end_of_day(now, BRUSSELS).astimezone(BRUSSELS).hour == 0


@pytest.mark.parametrize("name", ["", "  ", "…", "x" * 81, "iat", "IAT "])
def test_a_group_needs_a_name_of_its_own(name):
    with pytest.raises(WrongGroupName):
        require_group_name(name, others=["Service Desk", "IAT"])


def test_the_key_of_a_group_is_one_that_scopes_can_name():
    assert group_key("Data & Care", taken=[]) == "data-care"
    assert group_key("IAT", taken=["iat", "iat-2"]) == "iat-3"
    assert group_key("X", taken=["group-x"]) == "group-x-2"
    assert len(group_key("long " * 16, taken=[])) <= 40


@pytest.mark.parametrize(
    ("group", "incidents", "rules"), [(FIRST_LINE, 0, 0), ("iat", 1, 0), ("iat", 0, 2)]
)
def test_a_group_that_something_goes_to_stays(group, incidents, rules):
    with pytest.raises(GroupStays):
        require_idle(group, incidents=incidents, rules=rules)


def test_an_idle_group_can_go():
    require_idle("iat", incidents=0, rules=0)
