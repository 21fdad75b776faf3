"""The drawing shows what the table of transitions says."""

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from hdportal.desk.domain.incident import STATE_LABELS
from hdportal.desk.domain.sop import STEP_LABELS, TRANSITIONS
from hdportal.desk.domain.sop.drawing import NoWay, drawing, labels, moves
from hdportal.desk.domain.sop.drawing_places import OPEN, TALL, WIDE, Box, Places

BOTH = pytest.mark.parametrize("places", [WIDE, TALL], ids=["wide", "tall"])


def _words(svg: str) -> str:
    return " ".join(" ".join(ET.fromstring(svg).itertext()).split())


@BOTH
def test_every_state_and_every_step_is_on_the_drawing(places):
    words = _words(drawing(TRANSITIONS, labels(), places))

    for label in [*STATE_LABELS.values(), *STEP_LABELS.values()]:
        assert label in words


@BOTH
def test_each_move_has_one_arrow(places):
    svg = drawing(TRANSITIONS, labels(), places)

    # One more leads to the first state.
    assert svg.count("<polygon") == len(moves(TRANSITIONS)) + 1


def test_what_leaves_every_open_state_is_one_arrow_from_the_frame():
    ways = moves({"withdraw": TRANSITIONS["withdraw"]})

    assert ways == {(OPEN, "closed"): ["withdraw"]}


@BOTH
def test_a_move_that_nobody_drew_says_where_to_add_it(places):
    with pytest.raises(NoWay, match="drawing_places"):
        drawing({"close": {"new": "resolved"}}, labels(), places)


@BOTH
def test_the_states_stand_apart_and_inside_the_picture(places: Places):
    for one, other in combinations(places.boxes.values(), 2):
        assert _are_apart(one, other)
    for box in (places.frame, *places.boxes.values()):
        assert box.x + box.width <= places.width
        assert box.y + box.height <= places.height


def test_a_file_brings_its_own_style_and_a_page_does_not():
    in_file = drawing(TRANSITIONS, labels(), is_file=True)

    assert "color-scheme: light dark" in in_file
    assert "<style" not in drawing(TRANSITIONS, labels())


def test_the_words_are_escaped():
    svg = drawing(TRANSITIONS, labels(lambda text: f"<b>{text}</b>"))

    assert "<b>" not in svg


def _are_apart(one: Box, other: Box) -> bool:
    beside = one.x + one.width < other.x or other.x + other.width < one.x
    above = one.y + one.height < other.y or other.y + other.height < one.y
    return beside or above
