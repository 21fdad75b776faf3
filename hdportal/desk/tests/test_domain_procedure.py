"""Which steps an incident asks for, which comes next, and who records one."""

from datetime import UTC, datetime, timedelta

import pytest

from hdportal.desk.domain import sop
from hdportal.desk.domain.incident import EntryKind, State
from hdportal.desk.domain.policy import Facts
from hdportal.desk.domain.procedure import (
    Standing,
    Way,
    answer_of,
    asked_of,
    done_in,
    may_check,
    missed_by,
    next_of,
    outcomes_of,
    standing_of,
)
from hdportal.desk.domain.sop import Seen
from hdportal.kernel.actor import Actor, Grant, Role

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BEGUN = ["I01", "I02", "I03", "I04", "I05"]
ROUNDS = (
    *(EntryKind.HANDED_ON, EntryKind.HANDED_BACK),
    *(EntryKind.HANDED_ON, EntryKind.TAKEN),
)
SECOND_LINE = [*BEGUN, "I09", "I10", "I11", "I12", "I13", "I14"]


@pytest.mark.parametrize(
    ("done", "outcomes", "asked"),
    [
        # Solved by the desk: no second line.
        ([], {}, "I01 I02 I03 I04 I05 I06 I08 I09"),
        (["I09"], {"I09": "no"}, "I01 I02 I03 I04 I05 I06 I08 I09"),
        # Second line is needed: it has to be handed on.
        (["I09"], {"I09": "yes"}, "I01 I02 I03 I04 I05 I08 I09 I10"),
        # It went there, with all that follows.
        (["I10"], {}, "I01 I02 I03 I04 I05 I08 I09 I10 I11 I12 I13 I14"),
        # They found a way round only.
        (["I10"], {"I13": "no"}, "I01 I02 I03 I04 I05 I08 I09 I10 I11 I12 I13 I14 I15"),
        (["I10"], {"I13": "yes"}, "I01 I02 I03 I04 I05 I08 I09 I10 I11 I12 I13 I14"),
    ],
)
def test_what_is_asked_for_follows_the_way_of_the_incident(done, outcomes, asked):
    assert sorted(asked_of(Way(done, outcomes))) == asked.split()


@pytest.mark.parametrize(
    ("done", "outcomes", "wanted"),
    [
        (["I01"], {}, "I02"),
        (BEGUN, {}, "I09"),
        ([*BEGUN, "I09"], {"I09": "no"}, "I06"),
        ([*BEGUN, "I09"], {"I09": "yes"}, "I10"),
        ([*BEGUN, "I09", "I10"], {}, "I11"),
        (SECOND_LINE, {"I13": "no"}, "I15"),
        (SECOND_LINE, {"I13": "yes"}, "I08"),
        ([*SECOND_LINE, "I08"], {"I13": "yes"}, ""),
    ],
)
def test_the_next_step_follows_the_work(done, outcomes, wanted):
    assert next_of(Way(done, outcomes)) == wanted


@pytest.mark.parametrize(
    ("ref", "state", "standing"),
    [
        ("I01", State.NEW, Standing.DONE),
        ("I02", State.NEW, Standing.NEXT),
        ("I03", State.NEW, Standing.TO_DO),
        ("I03", State.RESOLVED, Standing.NO_TRACE),
        ("I07", State.CLOSED, Standing.NOT_NEEDED),
    ],
)
def test_how_a_step_stands(ref, state, standing):
    assert standing_of(ref, Way(["I01"]), state) is standing


def test_what_is_done_as_needed_is_never_missed():
    assert not {"I07", "I15"} & missed_by(Way([]))


def test_of_two_outcomes_the_newer_counts():
    ticks = [
        Seen(EntryKind.CHECKED, NOW, 1, False, {"activity": "I09", "outcome": outcome})
        for outcome in ("no", "yes")
    ]

    assert outcomes_of(ticks) == {"I09": "yes"}


def happened(kind, minutes=0, **facts):
    return Seen(kind, NOW + timedelta(minutes=minutes), 1, False, facts)


def test_what_is_linked_later_answers_instead_of_the_tick():
    tick = happened(EntryKind.CHECKED, activity="I04", outcome="none")
    link = happened(EntryKind.LINKED, 1, link="known_error")

    assert answer_of("I04", [tick, link]) == (link, "found")
    assert answer_of("I04", [link, tick]) == (tick, "none")


def test_what_else_shows_a_step_does_not_answer_it():
    tick = happened(EntryKind.CHECKED, activity="I13", outcome="no")
    back = happened(EntryKind.HANDED_BACK, 1)

    assert answer_of("I13", [tick, back]) == (tick, "no")
    assert answer_of("I13", [back]) is None


@pytest.mark.parametrize(
    ("state", "is_done"), [(State.WORK_IN_PROGRESS, False), (State.RESOLVED, True)]
)
def test_what_is_reopened_has_to_be_resolved_again(state, is_done):
    shown = {"I08": [happened(EntryKind.RESOLVED)]}

    assert ("I08" in done_in(shown, state)) is is_done


def test_second_line_begins_anew_with_what_comes_once_more():
    first, back, again, taken = (
        happened(kind, minutes) for minutes, kind in enumerate(ROUNDS)
    )
    shown = {"I10": [first], "I13": [back], "I14": [back]}
    assert done_in(shown, State.NEW) == shown.keys()

    shown |= {"I10": [first, again], "I11": [taken]}

    assert done_in(shown, State.NEW) == {"I10", "I11"}


def actor(role, scope=""):
    return Actor(5, "Somebody", grants=frozenset({Grant(role, scope)}))


@pytest.mark.parametrize(
    ("ref", "role", "scope", "group", "is_allowed"),
    [
        # The desk finds out what is wrong, whoever has the incident.
        ("I05", Role.AGENT, "", "service-desk", True),
        ("I05", Role.AGENT, "", "iat", True),
        ("I05", Role.ANALYST, "group:iat", "iat", False),
        ("I05", Role.COORDINATOR, "group:iat", "iat", True),
        ("I05", Role.COORDINATOR, "group:iat", "dwh", False),
        # What second line decides.
        ("I12", Role.AGENT, "", "iat", False),
        ("I12", Role.ANALYST, "group:iat", "iat", True),
        ("I12", Role.ANALYST, "group:iat", "dwh", False),
        # The incident manager answers for all of it.
        ("I12", Role.INCIDENT_MANAGER, "", "dwh", True),
        ("I04", Role.INCIDENT_MANAGER, "group:iat", "dwh", True),
        # Nobody outside the desk.
        ("I04", Role.ADMINISTRATOR, "", "service-desk", False),
        # These show by themselves.
        ("I01", Role.INCIDENT_MANAGER, "", "service-desk", False),
        ("I08", Role.AGENT, "", "service-desk", False),
    ],
)
def test_who_records_a_step(ref, role, scope, group, is_allowed):
    facts = Facts(State.WORK_IN_PROGRESS, 1, frozenset({1}), group=group)

    verdict = may_check(actor(role, scope), sop.activity(ref), facts)

    assert bool(verdict) is is_allowed


def test_nothing_is_recorded_on_a_closed_incident():
    facts = Facts(State.CLOSED, 1, frozenset({1}))

    verdict = may_check(actor(Role.AGENT), sop.activity("I04"), facts)

    assert "closed" in verdict.reason


def test_a_refusal_names_who_does_the_step():
    facts = Facts(State.WORK_IN_PROGRESS, 1, frozenset({1}))

    verdict = may_check(actor(Role.AGENT), sop.activity("I12"), facts)

    assert verdict.facts == {"part": "L2/L3 Incident Analyst"}
