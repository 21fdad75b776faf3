"""States and steps on the published page: the row on top, the drawing, the table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from hdportal.desk.domain import sop
from hdportal.desk.domain.incident import OPEN_STATES, State
from hdportal.desk.domain.sop.drawing import drawing, labels
from hdportal.desk.domain.sop.drawing_places import TALL, WIDE
from hdportal.desk.presenters.labels import STATE_ICONS, STATE_TONES
from hdportal.desk.presenters.procedure_matrix import taker_names
from hdportal.kernel.text import N_

# What somebody who reported it notices of each state.
CALLER_SEES: Mapping[State, str] = {
    State.NEW: N_("The number of the incident, at once, and by mail if they like."),
    State.WORK_IN_PROGRESS: N_("Who works on it, and every message to them."),
    State.ON_HOLD: N_(
        "What the work waits for. If it waits for the caller: what is needed. "
        "The answer takes it back to work."
    ),
    State.RESOLVED: N_("How it was solved, and until when it can be reopened."),
    State.CLOSED: N_("All of it, still to be read. What is new is a new incident."),
}


@dataclass(frozen=True)
class StateView:
    """One state of the row on top."""

    key: str
    name: str
    tone: str
    icon: str
    meaning: str
    caller_sees: str
    is_open: bool


@dataclass(frozen=True)
class MoveRow:
    """One step of the table: from each of `was` to `now`, "" = it stays as it is."""

    step: str
    was: list[str]
    now: str
    who: list[str]


@dataclass(frozen=True)
class Drawings:
    """The same drawing for a wide and for a narrow page."""

    title: str
    wide: Markup
    tall: Markup


def states(definition: Mapping[str, Any]) -> list[StateView]:
    """Return the states in their order, with what they mean."""
    return [_state(State(key), one) for key, one in definition["states"].items()]


def _state(state: State, one: Mapping[str, str]) -> StateView:
    name, meaning = one["name"], one["meaning"]
    return StateView(
        key=state.value,
        name=_(name),
        tone=STATE_TONES[state],
        icon=STATE_ICONS[state],
        meaning=_(meaning),
        caller_sees=_(CALLER_SEES[state]),
        is_open=state in OPEN_STATES,
    )


def move_rows(definition: Mapping[str, Any]) -> list[MoveRow]:
    """Return the table of steps: what the drawing shows, in words."""
    rows = []
    for key, moves in definition.get("transitions", {}).items():
        who = taker_names(definition.get("takers", {}).get(key, []))
        name = _(sop.STEP_LABELS[sop.Step(key)])
        for target in _targets(moves):
            was = [
                source for source, end in moves.items() if _end(source, end) == target
            ]
            rows.append(MoveRow(name, _names(definition, was), target, who))
    return [
        MoveRow(row.step, row.was, "".join(_names(definition, [row.now])), row.who)
        for row in rows
    ]


def _targets(moves: Mapping[str, str]) -> list[str]:
    """Return where a step leads, each once; "" where it leaves the state as it is."""
    return list(dict.fromkeys(_end(was, now) for was, now in moves.items()))


def _end(was: str, now: str) -> str:
    return "" if was == now else now


def _names(definition: Mapping[str, Any], keys: list[str]) -> list[str]:
    names = (definition["states"][key]["name"] for key in keys if key)
    return [_(name) for name in names]


def drawings(definition: Mapping[str, Any]) -> Drawings:
    """Return the state diagram of that version."""
    moves, words = definition["transitions"], labels(_)
    wide, tall = (Markup(drawing(moves, words, places)) for places in (WIDE, TALL))
    return Drawings(words.title, wide, tall)
