"""What differs between two versions of the procedure, one readable line each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hdportal.accounts.domain.roles import ROLE_LABELS
from hdportal.desk.domain.incident import STATE_LABELS, State
from hdportal.desk.domain.sop.raci import PART_LABELS, Part
from hdportal.desk.domain.sop.transitions import (
    PARTY_LABELS,
    STEP_LABELS,
    Party,
    Step,
)
from hdportal.kernel.actor import Role
from hdportal.kernel.text import N_

Path = tuple[str, ...]
# What one place says: a list of texts, of which each is shown in its own language.
Said = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A place, as words from the whole to the part, and what it said and says now.

    An empty `was` is new, an empty `now` is gone. Each word is a text of the source.
    """

    path: Path
    was: Said
    now: Said


def diff(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Return what changed from one snapshot to another, in the order of the newer."""
    before, after = dict(_places(old)), dict(_places(new))
    return [
        Change(path, before.get(path, ()), after.get(path, ()))
        for path in dict.fromkeys([*after, *before])
        if before.get(path, ()) != after.get(path, ())
    ]


def _places(definition: Mapping[str, Any]) -> Iterator[tuple[Path, Said]]:
    """Yield every place of a snapshot that says something."""
    yield (N_("Title"),), (definition["title"],)
    yield (N_("Days to reopen"),), (str(definition["reopen_days"]),)
    for key, state in definition["states"].items():
        where = (N_("States"), STATE_LABELS[State(key)])
        yield (*where, N_("Name")), (state["name"],)
        yield (*where, N_("Meaning")), (state["meaning"],)
    yield from _moves(definition)
    for one in definition["activities"]:
        yield from _of_activity(one)
    for word, meaning in definition["vocabulary"].items():
        yield (N_("Vocabulary"), word), (meaning,)


def _moves(definition: Mapping[str, Any]) -> Iterator[tuple[Path, Said]]:
    for key, moves in definition.get("transitions", {}).items():
        for was, now in moves.items():
            path = (N_("Steps"), STEP_LABELS[Step(key)], STATE_LABELS[State(was)])
            yield path, (STATE_LABELS[State(now)],)
    for key, who in definition.get("takers", {}).items():
        path = (N_("Steps"), STEP_LABELS[Step(key)], N_("Who may take it"))
        yield path, tuple(taker_label(one) for one in who)


def taker_label(taker: str) -> str:
    """Return what a role, the caller or the clock is called."""
    if taker in list(Party):
        return PARTY_LABELS[Party(taker)]
    return ROLE_LABELS[Role(taker)]


def _of_activity(one: Mapping[str, Any]) -> Iterator[tuple[Path, Said]]:
    ref = one["ref"]
    yield (ref, N_("Name")), (one["name"],)
    texts = {
        N_("What happens"): (one["does"],) if one.get("does") else (),
        N_("What is required"): tuple(one.get("requires", [])),
        N_("Evidence"): tuple(one.get("evidence", [])),
        N_("What can be ticked"): tuple(one.get("outcomes", {}).values()),
        N_("Buttons"): tuple(STEP_LABELS[Step(s)] for s in one.get("steps", [])),
    }
    for title, said in texts.items():
        yield (ref, title), said
    for part, letters in one["raci"].items():
        yield (ref, PART_LABELS[Part(part)]), tuple(letters)
