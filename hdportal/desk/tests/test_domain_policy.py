"""Who may do what in which state: a decision table for every rule."""

from datetime import UTC, datetime, timedelta

import pytest

from hdportal.desk.domain import policy
from hdportal.desk.domain.incident import STATE_LABELS, HoldReason, State
from hdportal.desk.domain.policy import Facts
from hdportal.desk.domain.sop import Step
from hdportal.kernel.actor import Actor, Grant, Role

CALLER, OPENER, STRANGER, AGENT, ANALYST = 1, 2, 3, 4, 5
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ACTORS = {
    "caller": Actor(CALLER, "Caller"),
    "opener": Actor(OPENER, "Opener"),
    "stranger": Actor(STRANGER, "Stranger"),
    "researcher": Actor(
        STRANGER, "R", grants=frozenset({Grant(Role.RESEARCHER, "project:HDBP0016")})
    ),
    "admin": Actor(STRANGER, "A", grants=frozenset({Grant(Role.ADMINISTRATOR)})),
    "agent": Actor(AGENT, "Agent", grants=frozenset({Grant(Role.AGENT)})),
    "analyst": Actor(
        ANALYST, "Analyst", grants=frozenset({Grant(Role.ANALYST, "group:dwh")})
    ),
    # Of another group than the one that has it.
    "elsewhere": Actor(
        8, "Elsewhere", grants=frozenset({Grant(Role.ANALYST, "group:iat")})
    ),
    "coordinator": Actor(6, "C", grants=frozenset({Grant(Role.COORDINATOR)})),
    "manager": Actor(7, "M", grants=frozenset({Grant(Role.INCIDENT_MANAGER)})),
}
OUTSIDERS = ("stranger", "researcher", "admin")
CALLERS = ("caller", "opener")
DESK = ("agent", "analyst", "coordinator", "manager")
ALL_BUT_ANALYST = ("agent", "coordinator", "manager")
ALL_BUT_AGENT = ("analyst", "coordinator", "manager")

ONLY_DESK = "Only the Service Desk can do this."
CLOSED = (
    "This incident is closed. Create a new one and mention its number: "
    "the Service Desk will find the history."
)
BOTH_WRITE = "Only the caller and the Service Desk can write here."


def facts(state, **more):
    people = frozenset({CALLER, OPENER})
    resolved_at = NOW if state is State.RESOLVED else None
    place = {"group": "dwh", "group_name": "DWH"}
    given = {"resolved_at": resolved_at, **place, **more}
    return Facts(state=state, caller_id=CALLER, people=people, **given)


def said(verdict):
    """Return the sentence in English, "" when it is allowed."""
    return verdict.reason % dict(verdict.facts) if not verdict else ""


def rows(table):
    """Return (names of actors, state, sentence); "" is allowed."""
    return [
        (name, state, sentence)
        for names, sentences in table.items()
        for name in names
        for state, sentence in zip(State, sentences, strict=True)
    ]


def not_from(text):
    """Return a sentence for each of the states, by its label."""
    return [text.format(STATE_LABELS[state]) for state in State]


# In the order New, Work in progress, On hold, Resolved, Closed.
NOT_DESK = {(*CALLERS, *OUTSIDERS): [ONLY_DESK] * 5}
CANNOT_TAKE = not_from("An incident that is “{}” cannot be taken.")
CANNOT_HAND_ON = not_from("An incident that is “{}” cannot be handed on.")
CANNOT_HOLD = not_from("An incident that is “{}” cannot be put on hold.")
CANNOT_RESOLVE = not_from("An incident that is “{}” cannot be resolved.")
CANNOT_HAND_BACK = not_from("An incident that is “{}” cannot be handed back.")
LIES = (
    "It lies with DWH: only that group and an incident manager can do this. "
    "You can still write a work note."
)
THEIR_DETAILS = "It lies with DWH, which looks after these details."
THEIR_CALLER = (
    "It lies with DWH, which writes to the caller. You can still write a work note."
)
DESK_HANDS_ON = "Hand it back to the Service Desk, which hands it on."
DESK_RESOLVES = "Hand it back to the Service Desk, which resolves it with the caller."
GROUP_HANDS_BACK = "Only its group hands it back; you can hand it on."
ONLY_HELD = "Only an incident on hold can be taken up again."
TAKE_FIRST = "Take it first: a new incident cannot be resolved."
ONLY_RESOLVED = "Only a resolved incident can be reopened."
BOTH_REOPEN = "Only the caller and the Service Desk can reopen it."
ONLY_CALLER = "Only the caller can withdraw an incident."
ONLY_OPEN = "Only an open incident can be withdrawn."

AWAY = ("elsewhere",)
TAKE = {
    DESK: ["", "", "", CANNOT_TAKE[3], CLOSED],
    AWAY: [LIES, LIES, LIES, CANNOT_TAKE[3], CLOSED],
    **NOT_DESK,
}
HAND_ON = {
    ALL_BUT_ANALYST: ["", "", "", CANNOT_HAND_ON[3], CLOSED],
    ("analyst",): [*[DESK_HANDS_ON] * 3, CANNOT_HAND_ON[3], CLOSED],
    AWAY: [LIES, LIES, LIES, CANNOT_HAND_ON[3], CLOSED],
    **NOT_DESK,
}
HAND_BACK = {
    ALL_BUT_AGENT: ["", "", "", CANNOT_HAND_BACK[3], CLOSED],
    ("agent",): [*[GROUP_HANDS_BACK] * 3, CANNOT_HAND_BACK[3], CLOSED],
    AWAY: [LIES, LIES, LIES, CANNOT_HAND_BACK[3], CLOSED],
    **NOT_DESK,
}
HOLD = {
    DESK: ["", "", CANNOT_HOLD[2], CANNOT_HOLD[3], CLOSED],
    AWAY: [LIES, LIES, CANNOT_HOLD[2], CANNOT_HOLD[3], CLOSED],
    **NOT_DESK,
}
RESUME = {
    DESK: [ONLY_HELD, ONLY_HELD, "", ONLY_HELD, CLOSED],
    AWAY: [ONLY_HELD, ONLY_HELD, LIES, ONLY_HELD, CLOSED],
    **NOT_DESK,
}
RESOLVE = {
    ALL_BUT_ANALYST: [TAKE_FIRST, "", "", CANNOT_RESOLVE[3], CLOSED],
    ("analyst",): [*[DESK_RESOLVES] * 3, CANNOT_RESOLVE[3], CLOSED],
    AWAY: [LIES, LIES, LIES, CANNOT_RESOLVE[3], CLOSED],
    **NOT_DESK,
}
REOPEN = {
    AWAY: [*[ONLY_RESOLVED] * 3, LIES, CLOSED],
    (*DESK, *CALLERS): [*[ONLY_RESOLVED] * 3, "", CLOSED],
    OUTSIDERS: [*[BOTH_REOPEN] * 4, CLOSED],
}
NOTE = {
    (*DESK, *AWAY): ["", "", "", "", CLOSED],
    (*CALLERS, *OUTSIDERS): ["Only the Service Desk writes work notes."] * 5,
}
CHANGE = {
    DESK: ["", "", "", "", CLOSED],
    AWAY: [*[THEIR_DETAILS] * 4, CLOSED],
    **NOT_DESK,
}
COMMENT = {
    AWAY: [*[THEIR_CALLER] * 4, CLOSED],
    (*DESK, *CALLERS): ["", "", "", "", CLOSED],
    OUTSIDERS: [*[BOTH_WRITE] * 4, CLOSED],
}
WITHDRAW = {
    ("caller",): ["", "", "", ONLY_OPEN, ONLY_OPEN],
    ("opener", *OUTSIDERS, *DESK, *AWAY): [ONLY_CALLER] * 5,
}


def test_the_tables_leave_nobody_out():
    for table in (TAKE, HAND_ON, HAND_BACK, HOLD, RESUME, RESOLVE, REOPEN, NOTE):
        names = [name for group in table for name in group]
        assert sorted(names) == sorted(ACTORS)


@pytest.mark.parametrize(("name", "state", "sentence"), rows(TAKE))
def test_take(name, state, sentence):
    assert said(policy.may_take(ACTORS[name], facts(state))) == sentence


@pytest.mark.parametrize(
    ("step", "table"),
    [(Step.HAND_ON, HAND_ON), (Step.HOLD, HOLD), (Step.RESUME, RESUME)],
)
def test_hand_on_hold_and_resume(step, table):
    for name, state, sentence in rows(table):
        assert said(policy.may_step(ACTORS[name], step, facts(state))) == sentence


@pytest.mark.parametrize(("name", "state", "sentence"), rows(RESOLVE))
def test_resolve(name, state, sentence):
    assert said(policy.may_resolve(ACTORS[name], facts(state))) == sentence


@pytest.mark.parametrize(("name", "state", "sentence"), rows(HAND_BACK))
def test_hand_back(name, state, sentence):
    assert said(policy.may_hand_back(ACTORS[name], facts(state))) == sentence


@pytest.mark.parametrize("name", DESK)
def test_what_lies_with_the_service_desk_needs_no_way_back(name):
    at_home = facts(State.WORK_IN_PROGRESS, group="service-desk")

    verdict = policy.may_hand_back(ACTORS[name], at_home)

    assert said(verdict) == "It lies with the Service Desk already."


def test_an_incident_manager_of_another_group_takes_every_step():
    manager = Actor(
        9, "M", grants=frozenset({Grant(Role.INCIDENT_MANAGER, "group:iat")})
    )

    assert policy.may_resolve(manager, facts(State.WORK_IN_PROGRESS))


@pytest.mark.parametrize("role", [Role.AGENT, Role.COORDINATOR])
def test_agents_and_coordinators_write_and_correct_for_every_group(role):
    actor = Actor(9, "A", grants=frozenset({Grant(role, "group:iat")}))
    new = facts(State.NEW)

    assert policy.may_comment(actor, new)
    assert policy.may_change(actor, new)
    assert said(policy.may_take(actor, new)) == LIES


@pytest.mark.parametrize(("name", "state", "sentence"), rows(REOPEN))
def test_reopen(name, state, sentence):
    verdict = policy.may_reopen(ACTORS[name], facts(state), now=NOW)

    assert said(verdict) == sentence


@pytest.mark.parametrize(
    ("rule", "table"),
    [
        (policy.may_write_note, NOTE),
        (policy.may_change, CHANGE),
        (policy.may_comment, COMMENT),
        (policy.may_withdraw, WITHDRAW),
    ],
)
def test_write_change_and_withdraw(rule, table):
    for name, state, sentence in rows(table):
        assert said(rule(ACTORS[name], facts(state))) == sentence


@pytest.mark.parametrize("state", [State.WORK_IN_PROGRESS, State.ON_HOLD])
def test_nobody_takes_what_is_theirs_but_others_may(state):
    held = facts(state, assigned_to_id=AGENT)

    assert said(policy.may_take(ACTORS["agent"], held)) == "It is yours already."
    assert policy.may_take(ACTORS["analyst"], held)


def test_a_new_one_that_was_given_to_somebody_is_still_to_be_taken_by_them():
    given = facts(State.NEW, assigned_to_id=AGENT)

    assert policy.may_take(ACTORS["agent"], given)


@pytest.mark.parametrize(
    ("late", "sentence"),
    [
        (timedelta(days=-1), ""),
        (timedelta(0), ""),
        (
            timedelta(seconds=1),
            "It was resolved more than 14 days ago. Create a new one.",
        ),
    ],
)
@pytest.mark.parametrize("name", CALLERS)
def test_its_people_have_14_days_to_reopen_and_the_desk_until_it_is_closed(
    name, late, sentence
):
    done = facts(State.RESOLVED, resolved_at=NOW - timedelta(days=14))

    assert said(policy.may_reopen(ACTORS[name], done, now=NOW + late)) == sentence
    assert policy.may_reopen(ACTORS["agent"], done, now=NOW + late)


def test_what_has_no_moment_of_resolution_cannot_be_reopened():
    broken = facts(State.RESOLVED, resolved_at=None)

    verdict = policy.may_reopen(ACTORS["agent"], broken, now=NOW)

    assert said(verdict) == ONLY_RESOLVED


@pytest.mark.parametrize("step", [Step.REPLY, Step.CLOSE, Step.WITHDRAW])
def test_steps_of_others_are_never_the_desks(step):
    for state in State:
        with pytest.raises(KeyError):
            policy.may_step(ACTORS["agent"], step, facts(state))


@pytest.mark.parametrize(
    ("state", "reason", "awaits"),
    [
        (State.ON_HOLD, HoldReason.AWAITING_CALLER, True),
        (State.ON_HOLD, HoldReason.AWAITING_VENDOR, False),
        (State.WORK_IN_PROGRESS, HoldReason.AWAITING_CALLER, False),
        (State.NEW, "", False),
    ],
)
def test_the_caller_is_awaited_only_while_it_is_on_hold_for_them(state, reason, awaits):
    assert facts(state, hold_reason=reason).awaits_caller is awaits
