"""Where the states stand on the drawing, and which way each arrow goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from hdportal.desk.domain.incident import State

Point = tuple[int, int]
# Stands for all states in which an incident is open: the frame around them.
OPEN = "open"
_NEW, _WORK, _HELD = State.NEW, State.WORK_IN_PROGRESS, State.ON_HOLD
_DONE, _OVER = State.RESOLVED, State.CLOSED


@dataclass(frozen=True)
class Box:
    """A rectangle; `x` and `y` are its corner at the top left."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Words:
    """Where words stand, how many letters have room, and where further lines go.

    `y` is the middle of the last line (up), of the first (down) or of all (both).
    """

    x: int
    y: int
    anchor: Literal["start", "middle", "end"]
    letters: int
    grows: Literal["up", "down", "both"] = "both"


@dataclass(frozen=True)
class Way:
    """The corners of an arrow from tail to head, and where its words stand."""

    points: tuple[Point, ...]
    words: Words


@dataclass(frozen=True)
class Places:
    """One arrangement of the whole drawing."""

    width: int
    height: int
    frame: Box
    title: Words
    stays: Words
    boxes: Mapping[str, Box]
    ways: Mapping[tuple[str, str], Way]
    begin: tuple[Point, ...]


# For a wide page: open states in the frame, what follows them at the right.
WIDE = Places(
    width=956,
    height=400,
    frame=Box(8, 8, 608, 384),
    title=Words(28, 34, "start", 24),
    stays=Words(28, 366, "start", 84, "up"),
    boxes={
        _NEW: Box(36, 92, 156, 72),
        _WORK: Box(340, 92, 176, 72),
        _HELD: Box(340, 244, 176, 72),
        _DONE: Box(784, 92, 164, 72),
        _OVER: Box(784, 308, 164, 72),
    },
    ways={
        (_NEW, _WORK): Way(
            ((192, 128), (340, 128)), Words(264, 114, "middle", 17, "up")
        ),
        (_NEW, _HELD): Way(
            ((114, 164), (114, 280), (340, 280)), Words(226, 266, "middle", 26, "up")
        ),
        (_WORK, _HELD): Way(((390, 164), (390, 244)), Words(380, 204, "end", 18)),
        (_HELD, _WORK): Way(((466, 244), (466, 164)), Words(476, 204, "start", 17)),
        (_DONE, _WORK): Way(
            ((784, 110), (516, 110)), Words(700, 96, "middle", 18, "up")
        ),
        (_WORK, _DONE): Way(
            ((516, 144), (784, 144)), Words(700, 130, "middle", 18, "up")
        ),
        (_HELD, _DONE): Way(
            ((516, 280), (812, 280), (812, 164)), Words(700, 266, "middle", 20, "up")
        ),
        (_DONE, _OVER): Way(((862, 164), (862, 308)), Words(872, 212, "start", 10)),
        (OPEN, _OVER): Way(
            ((616, 344), (784, 344)), Words(700, 330, "middle", 20, "up")
        ),
    },
    begin=((114, 52), (114, 92)),
)

# For a narrow one: everything under one another.
TALL = Places(
    width=360,
    height=740,
    frame=Box(6, 6, 348, 464),
    title=Words(22, 30, "start", 16),
    stays=Words(22, 58, "start", 44, "down"),
    boxes={
        _NEW: Box(100, 144, 160, 52),
        _WORK: Box(100, 256, 160, 52),
        _HELD: Box(100, 402, 160, 52),
        _DONE: Box(100, 554, 160, 52),
        _OVER: Box(100, 676, 160, 52),
    },
    ways={
        (_NEW, _WORK): Way(((180, 196), (180, 256)), Words(190, 226, "start", 20)),
        (_NEW, _HELD): Way(
            ((100, 170), (28, 170), (28, 428), (100, 428)), Words(38, 226, "start", 17)
        ),
        (_WORK, _HELD): Way(((140, 308), (140, 402)), Words(130, 355, "end", 12)),
        (_HELD, _WORK): Way(((196, 402), (196, 308)), Words(206, 355, "start", 12)),
        (_DONE, _WORK): Way(
            ((260, 568), (306, 568), (306, 292), (260, 292)), Words(296, 512, "end", 12)
        ),
        (_WORK, _DONE): Way(
            ((260, 272), (336, 272), (336, 592), (260, 592)),
            Words(336, 612, "end", 10, "down"),
        ),
        (_HELD, _DONE): Way(((180, 454), (180, 554)), Words(170, 512, "end", 12)),
        (_DONE, _OVER): Way(((180, 606), (180, 676)), Words(190, 641, "start", 11)),
        (OPEN, _OVER): Way(
            ((40, 470), (40, 702), (100, 702)), Words(50, 641, "start", 17)
        ),
    },
    begin=((180, 110), (180, 144)),
)
