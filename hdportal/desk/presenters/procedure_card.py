"""The procedure of one incident: what was done, what comes next, what to record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hdportal.accounts.models import User
from hdportal.desk.domain import sop
from hdportal.desk.domain.incident import OPEN_STATES, State
from hdportal.desk.domain.procedure import (
    STANDING_LABELS,
    Standing,
    Way,
    answer_of,
    done_in,
    may_check,
    next_of,
    outcomes_of,
    standing_of,
)
from hdportal.desk.domain.sop import Activity, Seen
from hdportal.desk.models import Incident
from hdportal.desk.presenters.addresses import desk_address
from hdportal.desk.queries.procedure import Journey
from hdportal.web.jinja import show_datetime
from hdportal.web.render import translated

_ICONS: Mapping[Standing, str] = {
    Standing.DONE: "circle-check",
    Standing.NEXT: "arrow-right",
    Standing.TO_DO: "circle",
    Standing.NO_TRACE: "circle-alert",
    Standing.NOT_NEEDED: "circle-dot",
}
_IS_MISSING = frozenset({Standing.NEXT, Standing.TO_DO, Standing.NO_TRACE})


@dataclass(frozen=True)
class Typed:
    """What was sent for one step, and not taken for these reasons."""

    ref: str = ""
    outcome: str = ""
    remark: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CheckView:
    """The small form of a step; `outcomes` are value and label."""

    outcomes: list[tuple[str, str]]
    token: str
    typed: Typed


@dataclass(frozen=True)
class StepView:
    """One step: how it stands, what shows it, and how to record it or why not.

    `shown` says when and by whom it was done last, `outcome` and `remark` what came
    out of it. `takes_focus`: it was recorded just now, or refused.
    """

    ref: str
    name: str
    does: str
    requires: list[str]
    standing: Standing
    label: str
    icon: str
    shown: str
    outcome: str
    remark: str
    form: CheckView | None
    reason: str
    is_open: bool
    takes_focus: bool


@dataclass(frozen=True)
class CardView:
    """The whole card; `said` tells what was just done, or why it was not."""

    steps: list[StepView]
    lead: str
    said: str
    is_refused: bool
    action: str
    href: str
    ticket_href: str


@dataclass(frozen=True)
class Reader:
    """Who looks at the card and from which list, and what they have just sent."""

    person: User
    came_from: str = ""
    typed: Typed = field(default_factory=Typed)
    recorded: str = ""
    refusal: str = ""


def card_view(
    incident: Incident, journey: Journey, reader: Reader, *, first_line: int
) -> CardView:
    """Return the fifteen steps of an incident, as its journal shows them."""
    steps = _Steps(incident, journey, reader, first_line)
    return CardView(
        steps=[steps.one(activity) for activity in sop.ACTIVITIES],
        lead=steps.lead(),
        said=reader.refusal or _said(reader.recorded),
        is_refused=bool(reader.refusal),
        action=desk_address("desk-check", incident, reader.came_from),
        href=desk_address("desk-procedure", incident, reader.came_from),
        ticket_href=desk_address("desk-incident", incident, reader.came_from),
    )


def _said(recorded: str) -> str:
    if not recorded:
        return ""
    step = {"ref": recorded, "name": _(sop.activity(recorded).name)}
    return _("Recorded: %(ref)s %(name)s.") % step


class _Steps:
    """Makes the steps of one incident."""

    def __init__(
        self, incident: Incident, journey: Journey, reader: Reader, first_line: int
    ) -> None:
        self.incident, self.journey, self.reader = incident, journey, reader
        self.state = State(incident.state)
        self.shown = sop.evidence_of(journey.entries, first_line=first_line)
        done = done_in(self.shown, self.state)
        self.way = Way(done, outcomes_of(journey.entries))

    def one(self, activity: Activity) -> StepView:
        standing = standing_of(activity.ref, self.way, self.state)
        seen = self.shown.get(activity.ref, [])
        is_done = activity.ref in self.way.done
        answer = answer_of(activity.ref, seen) if is_done else None
        verdict = may_check(self.reader.person.actor, activity, self.incident.facts)
        is_typed = self.reader.typed.ref == activity.ref
        return StepView(
            ref=activity.ref,
            name=_(activity.name),
            does=_(activity.does),
            requires=[_(sentence) for sentence in activity.requires],
            standing=standing,
            label=_(STANDING_LABELS[standing]),
            icon=_ICONS[standing],
            shown=self._shown(seen) if is_done else self._shown_earlier(seen),
            outcome=_outcome(activity, answer[1]) if answer else "",
            remark=self.journey.remarks.get(answer[0].at, "") if answer else "",
            form=self._form(activity) if verdict else None,
            reason=translated(verdict) if _explains(activity, standing) else "",
            takes_focus=is_typed or self.reader.recorded == activity.ref,
            is_open=is_typed or (standing is Standing.NEXT and bool(verdict)),
        )

    def lead(self) -> str:
        ref = next_of(self.way)
        if ref and self.state in OPEN_STATES:
            return _("Next: %(ref)s %(name)s") % {
                "ref": ref,
                "name": _(sop.activity(ref).name),
            }
        standings = [standing_of(a.ref, self.way, self.state) for a in sop.ACTIVITIES]
        number = sum(standing in _IS_MISSING for standing in standings)
        if not number:
            return _("Everything that this incident asked for was done.")
        text = ngettext(
            "%(count)s step shows no trace.", "%(count)s steps show no trace.", number
        )
        return text % {"count": number}

    def _shown(self, seen: Sequence[Seen]) -> str:
        if not seen:
            return ""
        last, before = seen[-1], len(seen) - 1
        facts = {"when": show_datetime(last.at), "count": before}
        facts["name"] = self.journey.names.get(last.by or 0, _("the portal"))
        if not before:
            return _("%(name)s, %(when)s") % facts
        text = ngettext(
            "%(name)s, %(when)s, and %(count)s time before",
            "%(name)s, %(when)s, and %(count)s times before",
            before,
        )
        return text % facts

    def _shown_earlier(self, seen: Sequence[Seen]) -> str:
        if not seen:
            return ""
        return _("Earlier: %(shown)s") % {"shown": self._shown(seen)}

    def _form(self, activity: Activity) -> CheckView:
        typed = self.reader.typed
        return CheckView(
            outcomes=[(v, _(label)) for v, label in activity.outcomes.items()],
            token=str(uuid4()),
            typed=typed if typed.ref == activity.ref else Typed(),
        )


def _outcome(activity: Activity, outcome: str) -> str:
    label = activity.outcomes.get(outcome)
    return _(label) if label else ""


def _explains(activity: Activity, standing: Standing) -> bool:
    # Why somebody cannot record it is said where it would be recorded now.
    return bool(activity.outcomes) and standing in _IS_MISSING
