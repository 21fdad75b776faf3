"""The desk's lists hold what is asked for, in order, and find their indexes."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection

from hdportal.desk.actions import handling
from hdportal.desk.domain.desk_lists import (
    SOON,
    DeskList,
    Sort,
    asked_list,
    sorts_of,
)
from hdportal.desk.domain.incident import State
from hdportal.desk.models import AssignmentGroup, Incident
from hdportal.desk.queries import desk_lists
from hdportal.desk.queries.desk_choices import choices_of
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.desk.tests.sla_steps import enter_hours
from hdportal.kernel import clock
from hdportal.web.paging import Cursor

pytestmark = pytest.mark.django_db
NOBODY_HERE = {"groups": [], "people": []}


@pytest.fixture(autouse=True)
def hours():
    """Enter hours: without them nothing would be due."""
    enter_hours()


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def four(agent):
    """Return four incidents, an hour between them; urgencies low, high, high, low."""
    start = clock.now() - timedelta(days=2)
    reporter, made = make.caller(), []
    for hours, urgency in enumerate("3113"):
        with clock.standing_at(start + timedelta(hours=hours)):
            made.append(make.incident(reporter, urgency=urgency))
    return made


def take(incident, by):
    return handling.take(incident=incident, by=by, form_token=uuid4())


def numbers(agent, **asked):
    page = desk_lists.page(DeskList(**asked), choices_of(agent.pk), Cursor())
    return [row.number for row in page.rows]


def test_the_most_pressing_come_first_and_the_oldest_of_them(agent, four):
    first, second, third, fourth = (one.number for one in four)

    assert numbers(agent) == [second, third, first, fourth]
    assert numbers(agent, sort=Sort.AGE) == [first, second, third, fourth]


def test_the_newest_change_comes_first_where_that_is_asked_for(agent, four):
    take(four[0], agent)

    assert numbers(agent, sort=Sort.CHANGED)[:2] == [four[0].number, four[3].number]


def test_filters_hold_together(agent, four):
    take(four[1], agent)
    take(four[3], agent)

    assert numbers(agent, person="me") == [four[1].number, four[3].number]
    assert numbers(agent, person="me", priority="5") == [four[3].number]
    assert numbers(agent, person=str(agent.pk), state="new") == []
    assert numbers(agent, person="nobody") == [four[2].number, four[0].number]
    assert numbers(agent, person="nobody", group="dwh") == []


def test_done_incidents_are_in_their_own_lists_only(agent, four):
    ended = {"state": State.CLOSED, "is_open": False}
    Incident.objects.filter(pk=four[0].pk).update(**ended)

    assert four[0].number not in numbers(agent)
    assert numbers(agent, state="closed", sort=Sort.CHANGED) == [four[0].number]


def test_counts_follow_the_other_filters(agent, four):
    take(four[0], agent)
    choices = choices_of(agent.pk)

    every = desk_lists.counts(DeskList(), choices)
    mine = desk_lists.counts(DeskList(person="me", state="new"), choices)

    assert every == {"": 4, "new": 3, "work_in_progress": 1, "on_hold": 0, "open": 4}
    assert mine == {"": 1, "new": 0, "work_in_progress": 1, "on_hold": 0, "open": 1}


def test_the_numbers_of_the_front_page_are_those_of_what_is_to_do(agent, four):
    take(four[0], agent)
    take(four[1], agent)
    steps.hold(four[1], agent)

    assert desk_lists.desk_counts(agent.pk) == (3, 1, 2)


def test_counting_ends_at_its_limit(agent, four, monkeypatch):
    monkeypatch.setattr(desk_lists, "COUNTED_UP_TO", 2)

    counts = desk_lists.counts(DeskList(), choices_of(agent.pk))

    assert counts["new"] == 3


@pytest.mark.parametrize("sort", Sort)
def test_pages_run_on_and_back_without_holes_or_doubles(agent, four, sort, monkeypatch):
    whole = numbers(agent, sort=sort)
    monkeypatch.setattr(desk_lists, "DESK_PAGE_SIZE", 2)
    asked, choices = DeskList(sort=sort), choices_of(agent.pk)

    first = desk_lists.page(asked, choices, Cursor())
    second = desk_lists.page(asked, choices, first.after)
    back = desk_lists.page(asked, choices, second.before)

    assert [row.number for row in first.rows + second.rows] == whole
    assert (first.before, second.after) == (None, None)
    assert back == first


def test_a_place_behind_the_end_shows_the_first_page(agent, four):
    asked, choices = DeskList(), choices_of(agent.pk)

    behind = desk_lists.page(asked, choices, Cursor((9, clock.now(), 1)))

    assert len(behind.rows) == 4
    assert behind.before is None


def test_somebody_who_left_the_desk_can_still_be_asked_for(agent):
    gone = make.caller("gone")

    found = choices_of(agent.pk, person=str(gone.pk)).people

    assert {person.pk for person in found} == {agent.pk, gone.pk}
    assert len(choices_of(agent.pk, person="9" * 30).people) == 1


def test_what_an_address_misspells_counts_as_not_given():
    asked, unknown = asked_list(
        {"state": "gone", "group": "x", "priority": "6", "sort": "age"}, **NOBODY_HERE
    )

    assert asked == DeskList(sort=Sort.AGE)
    assert unknown == ["state", "group", "priority"]


def test_closed_ones_come_in_one_order_whatever_was_asked():
    asked, unknown = asked_list({"state": "closed", "sort": "age"}, **NOBODY_HERE)

    assert (asked.sort, unknown) == (Sort.CHANGED, [])
    assert asked.query == "state=closed"


def explained(plans, execute, sql, params, many, context):
    is_sqlite = connection.vendor == "sqlite"
    # The driver's own cursor, or this would be asked to explain itself.
    cursor = context["cursor"].cursor
    if not is_sqlite:
        # An empty table is read and sorted whole; what counts is whether it could.
        for way in ("seqscan", "sort", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    how = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
    cursor.execute(f"{how} {sql}", params)
    plans.append("\n".join(str(row[-1]) for row in cursor.fetchall()))
    return execute(sql, params, many, context)


# Each filter alone: with several, either one's index will do.
FILTERS = [
    {},
    {"group": "dwh"},
    {"person": "me"},
    {"person": "nobody"},
    {"priority": "2"},
    {"due": SOON},
]
OFFERED = [(state, sort) for state in ("", "open", *State) for sort in sorts_of(state)]


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize(("state", "sort"), OFFERED)
def test_every_list_is_read_from_an_index_and_nothing_sorts(
    agent, filters, state, sort
):
    asked = DeskList(state=state, sort=sort, **filters)
    if sort not in asked.sorts:
        pytest.skip("not offered")
    choices = choices_of(agent.pk)
    plans = []

    with connection.execute_wrapper(partial(explained, plans)):
        desk_lists.page(asked, choices, Cursor())
    (plan,) = plans

    assert "sort" not in plan.lower()
    assert "B-TREE" not in plan
    assert "INDEX incident_" in plan or "Index Scan using incident_" in plan


def test_the_groups_of_the_house_can_be_chosen(agent):
    keys = {group.key for group in choices_of(agent.pk).groups}

    assert keys == set(AssignmentGroup.objects.values_list("key", flat=True))
