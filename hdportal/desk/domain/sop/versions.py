"""The published versions of the procedure: taken from the definition, and compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hdportal.desk.domain.incident import REOPEN_DAYS, STATE_LABELS, State
from hdportal.desk.domain.sop.activities import ACTIVITIES
from hdportal.desk.domain.sop.shape import Activity
from hdportal.desk.domain.sop.transitions import TAKERS, TRANSITIONS
from hdportal.desk.domain.sop.vocabulary import STATE_MEANINGS, VOCABULARY
from hdportal.kernel.text import N_

TITLE = N_("HD Incident Management Process")
# Raised together with the procedure; `hdportal manage sop_version` keeps a snapshot.
NUMBER, IN_FORCE = 2, date(2026, 12, 1)


@dataclass(frozen=True)
class Version:
    """One version of the procedure; `definition` is its snapshot."""

    number: int
    in_force: date
    definition: Mapping[str, Any] = field(compare=False, repr=False)


def current() -> Version:
    """Return the version that the portal enforces."""
    return Version(NUMBER, IN_FORCE, snapshot())


def snapshot() -> dict[str, Any]:
    """Return the definition as plain values; texts are those of the source, English."""
    return {
        "title": TITLE,
        "reopen_days": REOPEN_DAYS,
        "states": {s.value: _state(s) for s in State},
        "transitions": {
            step.value: {was.value: now.value for was, now in moves.items()}
            for step, moves in TRANSITIONS.items()
        },
        "takers": {step.value: sorted(who) for step, who in TAKERS.items()},
        "activities": [_activity(one) for one in ACTIVITIES],
        "vocabulary": {term.word: term.meaning for term in VOCABULARY},
    }


def _state(state: State) -> dict[str, str]:
    return {"name": STATE_LABELS[state], "meaning": STATE_MEANINGS[state]}


def _activity(one: Activity) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "name": one.name,
        "does": one.does,
        "raci": {part.value: [*map(str, held)] for part, held in one.raci.items()},
        "requires": list(one.requires),
        "steps": [step.value for step in one.steps],
        "evidence": list(dict.fromkeys(proof.sentence for proof in one.evidence)),
        "outcomes": dict(one.outcomes),
    }
