"""Targets: which one counts, what can be one, and how it is typed."""

from datetime import timedelta

import pytest

from hdportal.desk.domain.sla import Measure, Target
from hdportal.desk.domain.sla_targets import (
    ALWAYS,
    MOST_MINUTES,
    PLACES,
    STOCK,
    Definition,
    Targets,
    WrongTargets,
    as_text,
    read_target,
    require_possible,
    show_target,
)
from hdportal.desk.tests.sla_hours import at

RESPONSE = Measure.RESPONSE
CHANGE = at("24 10:00")
TARGETS = Targets(
    [
        Definition(1, RESPONSE, 3, "", 240, ALWAYS, CHANGE),
        Definition(2, RESPONSE, 3, "", 120, CHANGE),
        Definition(3, RESPONSE, 3, "HDBP0016", 60, CHANGE),
    ]
)


@pytest.mark.parametrize(
    ("project", "moment", "found"),
    [
        ("", CHANGE - timedelta(seconds=1), Target(1, 240 * 60)),
        ("", CHANGE, Target(2, 120 * 60)),
        ("HDBP0016", CHANGE - timedelta(seconds=1), Target(1, 240 * 60)),
        ("HDBP0016", CHANGE, Target(3, 60 * 60)),
        ("HDBP0017", CHANGE, Target(2, 120 * 60)),
    ],
)
def test_the_projects_own_target_wins_from_its_date_on(project, moment, found):
    assert TARGETS.of(RESPONSE, 3, project, moment) == found


def test_where_there_is_none_nothing_is_promised():
    assert TARGETS.of(RESPONSE, 2, "HDBP0016", CHANGE) is None
    assert TARGETS.of(Measure.RESOLUTION, 3, "", CHANGE) is None


def test_each_change_gives_another_revision():
    assert TARGETS.revision == 4
    assert TARGETS.moments == [ALWAYS, CHANGE]
    assert Targets().revision == 0


def test_there_is_a_stock_target_for_each_priority_and_measure():
    assert set(STOCK) == set(PLACES)
    require_possible(STOCK)


@pytest.mark.parametrize("minutes", [0, -1, MOST_MINUTES + 1, 10 * MOST_MINUTES])
def test_nothing_and_more_than_a_year_are_refused(minutes):
    with pytest.raises(WrongTargets) as refused:
        require_possible({**STOCK, (RESPONSE, 2): minutes, (RESPONSE, 3): None})

    assert refused.value.places == [(RESPONSE, 2)]
    assert "2080 hours" in str(refused.value)


@pytest.mark.parametrize("minutes", [1, 30, 90, 240, 4800, MOST_MINUTES, None])
def test_what_is_shown_can_be_typed(minutes):
    assert read_target(show_target(minutes)) == minutes


@pytest.mark.parametrize("text", ["0", "0 h", "soon", "1e9", "-5", "²", "9" * 30])
def test_what_cannot_be_read_is_no_target(text):
    read = read_target(text)

    assert read is not None
    with pytest.raises(WrongTargets):
        require_possible({(RESPONSE, 1): read})


def test_the_form_carries_every_place():
    assert as_text(STOCK) == "30,240,60,480,240,1440,480,2400,960,4800"
