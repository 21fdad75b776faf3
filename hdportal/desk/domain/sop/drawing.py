"""The state diagram as SVG, drawn from the table of transitions (plain Python).

`drawing(TRANSITIONS, labels(), is_file=True)` is the picture in docs/diagrams.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from hdportal.desk.domain.incident import OPEN_STATES, STATE_LABELS
from hdportal.desk.domain.sop.drawing_places import OPEN, WIDE, Box, Places, Words
from hdportal.desk.domain.sop.drawing_shapes import arrow, element, rectangle, text
from hdportal.desk.domain.sop.transitions import STEP_LABELS
from hdportal.kernel.text import N_

Transitions = Mapping[str, Mapping[str, str]]
Move = tuple[str, str]
# A file has no style sheet around it: it follows what the reader's screen likes.
STYLE = """
svg { color: CanvasText; color-scheme: light dark; font: 15px system-ui, sans-serif; }
.diagram__state { fill: none; stroke: currentColor; stroke-width: 1.5; }
.diagram__name, .diagram__open { font-weight: 600; }
.diagram__frame { fill: none; stroke: currentColor; stroke-dasharray: 5 4; }
.diagram__line { fill: none; stroke: currentColor; stroke-width: 1.5; }
.diagram__head, text { fill: currentColor; }
"""


class NoWay(LookupError):
    """The places have no way for a move that the table has."""


@dataclass(frozen=True)
class Labels:
    """What the drawing says, in the reader's language."""

    title: str
    states: Mapping[str, str]
    steps: Mapping[str, str]
    open: str
    stays: str


def labels(translate: Callable[[str], str] = str) -> Labels:
    """Return the words of the drawing, each through `translate`."""
    return Labels(
        title=translate(N_("The states of an incident, and the steps between them")),
        states={state: translate(label) for state, label in STATE_LABELS.items()},
        steps={step: translate(label) for step, label in STEP_LABELS.items()},
        open=translate(N_("Open")),
        stays=translate(N_("Possible without a new state:")),
    )


def drawing(
    transitions: Transitions,
    labels: Labels,
    places: Places = WIDE,
    *,
    is_file: bool = False,
) -> str:
    """Return the SVG; `is_file` gives it a style of its own, to be looked at alone.

    Its looks on a page come from classes `diagram__…` and the colour of the text.

    Raises:
        NoWay: somebody added a transition and no way for it in `drawing_places`.
    """
    root = _root(labels, places, is_file)
    root.append(rectangle(places.frame, "diagram__frame", 16))
    root.append(text([labels.open], places.title, "diagram__open"))
    root.append(text(_staying(transitions, labels), places.stays, "diagram__stays"))
    (x, y), _tip = places.begin
    root.append(element("circle", {"cx": x, "cy": y, "r": 6}, "diagram__head"))
    root.extend(arrow(places.begin))
    for move, steps in moves(transitions).items():
        names = [labels.steps[step] for step in steps]
        root.extend([*_move(places, move, names)])
    for state, label in labels.states.items():
        root.extend(_state(places.boxes[state], state, label))
    for child in root:
        child.tail = "\n"
    return ET.tostring(root, encoding="unicode") + "\n"


def moves(transitions: Transitions) -> dict[Move, list[str]]:
    """Return the steps of each arrow; one that leaves every open state has one arrow.

    >>> moves({"hold": {"new": "on_hold"}, "take": {"new": "new"}})
    {('new', 'on_hold'): ['hold']}
    """
    found: dict[Move, list[str]] = {}
    for step, targets in transitions.items():
        for move in _moves_of(targets):
            found.setdefault(move, []).append(step)
    return found


def _moves_of(targets: Mapping[str, str]) -> Sequence[Move]:
    leaving = [move for move in targets.items() if move[0] != move[1]]
    ends = {target for source, target in leaving if source in OPEN_STATES}
    is_from_all = {source for source, _target in leaving} >= OPEN_STATES
    if is_from_all and len(ends) == 1 and not ends & OPEN_STATES:
        rest = [move for move in leaving if move[0] not in OPEN_STATES]
        return [(OPEN, ends.pop()), *rest]
    return leaving


def _staying(transitions: Transitions, labels: Labels) -> list[str]:
    """Return the heading and the names of the steps that can leave a state as it is."""
    names = [
        labels.steps[step]
        for step, targets in transitions.items()
        if any(source == target for source, target in targets.items())
    ]
    return [labels.stays, ", ".join(names)] if names else []


def _root(labels: Labels, places: Places, is_file: bool) -> ET.Element:
    box = f"0 0 {places.width} {places.height}"
    name = {"xmlns": "http://www.w3.org/2000/svg"} if is_file else {}
    more = {"viewBox": box, "role": "img", "aria-label": labels.title}
    root = element("svg", {**name, **more}, "diagram")
    if is_file:
        root.append(element("style", {}, content=STYLE))
    return root


def _state(box: Box, state: str, label: str) -> Iterator[ET.Element]:
    yield rectangle(box, f"diagram__state diagram__state--{state}", 10)
    x, y = box.x + box.width // 2, box.y + box.height // 2
    yield text([label], Words(x, y, "middle", box.width // 9), "diagram__name")


def _move(places: Places, move: Move, names: list[str]) -> Iterator[ET.Element]:
    way = places.ways.get(move)
    if way is None:
        raise NoWay(f"Add a way from {move[0]} to {move[1]} in drawing_places.py.")
    yield from arrow(way.points)
    yield text(names, way.words, "diagram__step")
