"""The activities I01 to I15 on the published page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hdportal.desk.domain import sop
from hdportal.desk.domain.sop import Raci
from hdportal.desk.presenters.procedure_matrix import (
    activity_name,
    parts_with,
    raci_word,
    taker_names,
)


@dataclass(frozen=True)
class Duty:
    """Who has one letter of the matrix in an activity."""

    letter: str
    label: str
    names: list[str]


@dataclass(frozen=True)
class Button:
    """A step in the portal that belongs to an activity, and who may take it."""

    name: str
    who: list[str]


@dataclass(frozen=True)
class ActivityView:
    """One activity; what a version does not say is empty."""

    ref: str
    name: str
    does: str
    duties: list[Duty]
    requires: list[str]
    buttons: list[Button]
    evidence: list[str]
    outcomes: list[str]


def activities(definition: Mapping[str, Any]) -> list[ActivityView]:
    """Return the activities of that version in their order."""
    takers = definition.get("takers", {})
    return [_activity(one, takers) for one in definition["activities"]]


def _activity(one: Mapping[str, Any], takers: Mapping[str, list[str]]) -> ActivityView:
    does = one.get("does", "")
    return ActivityView(
        ref=one["ref"],
        name=activity_name(one["name"]),
        does=_(does) if does else "",
        duties=_duties(one),
        requires=[_(text) for text in one.get("requires", [])],
        buttons=[_button(step, takers) for step in one.get("steps", [])],
        evidence=[_(text) for text in one.get("evidence", [])],
        outcomes=[_(text) for text in one.get("outcomes", {}).values()],
    )


def _duties(one: Mapping[str, Any]) -> list[Duty]:
    duties = [
        Duty(letter.value, raci_word(letter), parts_with(one, letter))
        for letter in Raci
    ]
    return [duty for duty in duties if duty.names]


def _button(step: str, takers: Mapping[str, list[str]]) -> Button:
    name = _(sop.STEP_LABELS[sop.Step(step)])
    return Button(name, taker_names(takers.get(step, [])))
