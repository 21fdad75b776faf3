"""The shapes of the drawing: arrows, rectangles and words, as elements of SVG."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from math import hypot
from xml.etree import ElementTree as ET

from hdportal.desk.domain.sop.drawing_places import Box, Point, Words

Place = tuple[float, float]
LINE = 18
APART = 5
HEAD = 9
ROUND = 10


def element(
    tag: str, attributes: Mapping[str, object], kind: str = "", content: str = ""
) -> ET.Element:
    """Return an element; `kind` is its class, `content` its text."""
    made = ET.Element(tag, {"class": kind} if kind else {})
    for name, value in attributes.items():
        made.set(name, f"{value:g}" if isinstance(value, float) else str(value))
    made.text = content or None
    return made


def arrow(points: Sequence[Point]) -> Iterator[ET.Element]:
    """Yield the line through `points`, round at its corners, and its head."""
    tip, base, left, right = _head(points[-2], points[-1])
    line = _rounded([*points[:-1], base])
    yield element("path", {"d": line}, "diagram__line")
    corners = " ".join(f"{x:g},{y:g}" for x, y in (tip, left, right))
    yield element("polygon", {"points": corners}, "diagram__head")


def rectangle(box: Box, kind: str, corner: int) -> ET.Element:
    """Return a rectangle with round corners."""
    sizes = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    return element("rect", {**sizes, "rx": corner}, kind)


def text(names: Sequence[str], words: Words, kind: str) -> ET.Element:
    """Return the names under one another, wrapped where they have no more room."""
    wrapped = [textwrap.wrap(name, words.letters) for name in names]
    lines = list(_down(wrapped))
    height = lines[-1][0] if lines else 0
    top = words.y - height * {"up": 1.0, "both": 0.5, "down": 0.0}[words.grows]
    made = element("text", {"text-anchor": words.anchor}, kind)
    for y, line in lines:
        place = {"x": words.x, "y": top + y, "dy": "0.35em"}
        made.append(element("tspan", place, content=line))
    return made


def _down(wrapped: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Yield each line with its height under the first, names a little apart."""
    count = 0
    for number, lines in enumerate(wrapped):
        for line in lines:
            yield count * LINE + number * APART, line
            count += 1


def _head(before: Place, tip: Place) -> tuple[Place, Place, Place, Place]:
    """Return the tip of the arrow, the middle of its base and the base's ends."""
    length = hypot(tip[0] - before[0], tip[1] - before[1])
    dx, dy = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length
    x, y, half = tip[0] - HEAD * dx, tip[1] - HEAD * dy, HEAD / 2
    left, right = (x - half * dy, y + half * dx), (x + half * dy, y - half * dx)
    return tip, (x, y), left, right


def _rounded(points: Sequence[Place]) -> str:
    parts = ["M{:g} {:g}".format(*points[0])]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _towards(corner, before), _towards(corner, after)
        parts.append("L{:g} {:g} Q{:g} {:g} {:g} {:g}".format(*start, *corner, *end))
    return " ".join([*parts, "L{:g} {:g}".format(*points[-1])])


def _towards(point: Place, other: Place) -> Place:
    (x, y), (to_x, to_y) = point, other
    share = ROUND / max(hypot(to_x - x, to_y - y), ROUND)
    return x + (to_x - x) * share, y + (to_y - y) * share
