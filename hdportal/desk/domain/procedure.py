"""Which of the steps I01 to I15 an incident asks for, and which comes next."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from hdportal.desk.domain.incident import (
    OPEN_STATES,
    EntryKind,
    State,
)
from hdportal.desk.domain.policy import Facts, roles_at
from hdportal.desk.domain.sop import PART_LABELS, Activity, Raci, Seen
from hdportal.kernel.actor import Actor
from hdportal.kernel.text import N_
from hdportal.kernel.verdict import ALLOWED, Verdict, denied

# Asked of every incident; that the desk answered "second line needed?" with no is an
# answer too.
_ALWAYS = frozenset({"I01", "I02", "I03", "I04", "I05", "I08", "I09"})
_OF_SECOND_LINE = frozenset({"I11", "I12", "I13", "I14"})
# Done where there is reason to: that they were not done is no fault by itself.
AS_NEEDED = frozenset({"I07", "I15"})
# What else than a tick answers a question of the procedure.
_COUNTS_AS: Mapping[str, str] = {"I04": "found", "I09": "yes", "I12": "yes"}
# As the work goes, which is not as the steps are numbered: whether second line is
# needed is asked before the desk goes on by itself.
_IN_ORDER = (
    *("I01", "I02", "I03", "I04", "I05", "I09", "I10", "I11"),
    *("I12", "I13", "I14", "I06", "I15", "I08"),
)


class Standing(StrEnum):
    """How a step stands in one incident."""

    DONE = "done"
    NEXT = "next"
    TO_DO = "to_do"
    # The incident is over, and nothing shows that it was done.
    NO_TRACE = "no_trace"
    NOT_NEEDED = "not_needed"


STANDING_LABELS: Mapping[Standing, str] = {
    Standing.DONE: N_("Done"),
    Standing.NEXT: N_("Next"),
    Standing.TO_DO: N_("To do"),
    Standing.NO_TRACE: N_("No trace"),
    Standing.NOT_NEEDED: N_("Not needed"),
}


@dataclass(frozen=True)
class Way:
    """The steps that an incident went through, and what came out of those ticked."""

    done: Collection[str]
    outcomes: Mapping[str, str] = field(default_factory=dict)


def outcomes_of(entries: Iterable[Seen]) -> dict[str, str]:
    """Return the newest outcome of each step that was ticked; entries in order."""
    ticked = (seen.facts for seen in entries if seen.kind is EntryKind.CHECKED)
    return {str(facts["activity"]): str(facts["outcome"]) for facts in ticked}


def answer_of(ref: str, seen: Sequence[Seen]) -> tuple[Seen, str] | None:
    """Return what answered a step last, with the outcome, of the entries that show it.

    A link to a known error is an answer as well, so that an older "none" is over.
    """
    for one in reversed(seen):
        if one.kind is EntryKind.CHECKED:
            return one, str(one.facts["outcome"])
        if ref in _COUNTS_AS:
            return one, _COUNTS_AS[ref]
    return None


def done_in(shown: Mapping[str, Sequence[Seen]], state: State) -> frozenset[str]:
    """Return the steps that are done as it stands now, of those that were shown.

    What is reopened has to be resolved again, and second line begins anew with what
    is handed on to it once more.
    """
    if state not in OPEN_STATES:
        return frozenset(shown)
    return frozenset(shown) - {"I08"} - _begun_anew(shown)


def _begun_anew(shown: Mapping[str, Sequence[Seen]]) -> set[str]:
    if not {"I10", "I14"} <= shown.keys():
        return set()
    back = shown["I14"][-1].at
    began = next((seen.at for seen in shown["I10"] if seen.at > back), None)
    if began is None:
        return set()
    return {ref for ref in _OF_SECOND_LINE & shown.keys() if shown[ref][-1].at < began}


def asked_of(way: Way) -> frozenset[str]:
    """Return the steps that the procedure asks of an incident that went this way.

    >>> sorted(asked_of(Way(["I01", "I09"], {"I09": "no"})) - {"I01", "I08", "I09"})
    ['I02', 'I03', 'I04', 'I05', 'I06']
    """
    asked = set(_ALWAYS)
    if "I10" in way.done:
        asked |= _OF_SECOND_LINE | {"I10"}
    elif way.outcomes.get("I09") == "yes":
        asked.add("I10")
    else:
        asked.add("I06")
    # Not resolved by second line: the desk gives the caller a way round.
    if way.outcomes.get("I13") == "no":
        asked.add("I15")
    return frozenset(asked)


def missed_by(way: Way) -> frozenset[str]:
    """Return the steps that were asked for and of which nothing shows."""
    return asked_of(way) - set(way.done)


def next_of(way: Way) -> str:
    """Return the step that comes next; "" when nothing is left."""
    missed = missed_by(way)
    return next((ref for ref in _IN_ORDER if ref in missed), "")


def standing_of(ref: str, way: Way, state: State) -> Standing:
    """Return how a step stands in an incident that went this way so far."""
    if ref in way.done:
        return Standing.DONE
    if ref not in asked_of(way):
        return Standing.NOT_NEEDED
    if state not in OPEN_STATES:
        return Standing.NO_TRACE
    return Standing.NEXT if ref == next_of(way) else Standing.TO_DO


def may_check(actor: Actor, activity: Activity, facts: Facts) -> Verdict:
    """Return whether `actor` may record that a step was done.

    Whoever does it or answers for it by the RACI table, in the incident's group.
    """
    if not actor.is_desk:
        return denied(N_("Only the Service Desk can do this."))
    if facts.state is State.CLOSED:
        return denied(N_("This incident is closed: nothing is recorded any more."))
    if not activity.outcomes:
        return denied(N_("This step shows by itself: there is nothing to record."))
    if not actor.holds(*activity.roles):
        sentence = N_("The procedure gives this step to: %(part)s.")
        return denied(sentence, part=_doer(activity))
    if roles_at(actor, facts) & activity.roles:
        return ALLOWED
    return denied(N_("It lies with another group, which records this step."))


def _doer(activity: Activity) -> str:
    doers = activity.parts(Raci.R) or activity.parts(Raci.A)
    return next(label for part, label in PART_LABELS.items() if part in doers)
