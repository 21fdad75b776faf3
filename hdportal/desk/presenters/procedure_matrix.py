"""Roles and the RACI matrix on the published page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hdportal.accounts.domain.roles import ROLE_LABELS
from hdportal.desk.domain import sop
from hdportal.desk.domain.sop import Part, Party, Raci
from hdportal.kernel.actor import DESK_ROLES

# In which order those who may take a step are named.
_ORDER = [*Party, *ROLE_LABELS]


@dataclass(frozen=True)
class PartView:
    """One column of the matrix; `role` is what the portal calls the same."""

    key: str
    name: str
    meaning: str
    role: str


@dataclass(frozen=True)
class MatrixRow:
    """One activity: for each column its letters, as (letter, word)."""

    ref: str
    name: str
    cells: list[list[tuple[str, str]]]


def columns(definition: Mapping[str, Any]) -> list[PartView]:
    """Return the parts that the matrix of this version has."""
    named = {part for one in definition["activities"] for part in one["raci"]}
    return [_part(part) for part in Part if part in named]


def _part(part: Part) -> PartView:
    role = sop.PART_ROLES.get(part)
    return PartView(
        key=part.value,
        name=_(sop.PART_LABELS[part]),
        meaning=_(sop.PART_MEANINGS[part]),
        role=_(ROLE_LABELS[role]) if role else "",
    )


def matrix(definition: Mapping[str, Any]) -> list[MatrixRow]:
    """Return the rows of the matrix."""
    parts = [part.key for part in columns(definition)]
    return [
        MatrixRow(
            one["ref"],
            activity_name(one["name"]),
            [[_letter(held) for held in one["raci"].get(part, [])] for part in parts],
        )
        for one in definition["activities"]
    ]


def _letter(held: str) -> tuple[str, str]:
    return held, raci_word(Raci(held))


def raci_word(letter: Raci) -> str:
    """Return what a letter stands for, without the explanation."""
    word, _colon, _meaning = _(sop.RACI_LABELS[letter]).partition(":")
    return word.strip()


def legend() -> list[tuple[str, str]]:
    """Return each letter with what it stands for."""
    return [(letter.value, _(label)) for letter, label in sop.RACI_LABELS.items()]


def parts_with(one: Mapping[str, Any], letter: Raci) -> list[str]:
    """Return the names of those who have this letter in an activity."""
    held = one["raci"]
    return [
        _(sop.PART_LABELS[part]) for part in Part if letter.value in held.get(part, [])
    ]


def taker_names(takers: Iterable[str]) -> list[str]:
    """Return who may take a step, as the portal calls them."""
    wanted = set(takers)
    everybody = [_("Every role of the desk")] if wanted >= DESK_ROLES else []
    rest = wanted - DESK_ROLES if everybody else wanted
    names = [_(sop.taker_label(taker)) for taker in _ORDER if taker in rest]
    return names + everybody


def activity_name(name: str) -> str:
    """Return an activity's name; no line begins with its question mark."""
    return _(name).replace(" ?", "\u00a0?")
