"""The action bar of the agent's page: what can be done now, and if not, why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hdportal.accounts.models import User
from hdportal.desk.actions.conflicts import key_of
from hdportal.desk.domain import policy
from hdportal.desk.domain.incident import FIRST_LINE, State
from hdportal.desk.domain.policy import Facts
from hdportal.desk.domain.sop import STEP_LABELS, TAKERS, Step
from hdportal.desk.models import Incident
from hdportal.desk.presenters.addresses import desk_address
from hdportal.kernel import clock
from hdportal.kernel.actor import DESK_ROLES, Actor
from hdportal.kernel.verdict import Verdict
from hdportal.web.render import translated


@dataclass(frozen=True)
class ActionView:
    """One button of the action bar; with a `reason` it cannot be pressed now."""

    name: str
    label: str
    icon: str
    key: str
    href: str
    kind: str = "secondary"
    posts: bool = False
    reason: str = ""
    # What a button that posts sends: its own token, and who had it on this page.
    form_token: UUID = field(default_factory=uuid4)
    was: str = ""


# Icon, key, and whether the button posts by itself rather than opening a form.
_FACES: Mapping[Step, tuple[str, str, bool]] = {
    Step.TAKE: ("user-check", "t", True),
    Step.RESUME: ("play", "m", True),
    Step.RESOLVE: ("circle-check", "r", False),
    Step.HOLD: ("pause", "h", False),
    Step.HAND_ON: ("arrow-right-left", "a", False),
    Step.HAND_BACK: ("arrow-left", "b", False),
    Step.REOPEN: ("rotate-ccw", "o", False),
}

# What makes sense in a state, the most likely first; the rest would only be noise.
_OFFERED: Mapping[State, tuple[Step, ...]] = {
    State.NEW: (Step.TAKE, Step.HAND_ON, Step.HOLD, Step.RESOLVE),
    State.WORK_IN_PROGRESS: (Step.TAKE, Step.RESOLVE, Step.HOLD, Step.HAND_ON),
    State.ON_HOLD: (Step.RESUME, Step.TAKE, Step.RESOLVE, Step.HAND_ON),
    State.RESOLVED: (Step.REOPEN,),
    State.CLOSED: (Step.REOPEN,),
}


def verdict_on(step: Step, actor: Actor, facts: Facts) -> Verdict:
    """Return whether the actor may take this step of the desk now."""
    rules: Mapping[Step, Callable[[], Verdict]] = {
        Step.TAKE: partial(policy.may_take, actor, facts),
        Step.HAND_BACK: partial(policy.may_hand_back, actor, facts),
        Step.RESOLVE: partial(policy.may_resolve, actor, facts),
        Step.REOPEN: partial(policy.may_reopen, actor, facts, now=clock.now()),
    }
    return rules.get(step, partial(policy.may_step, actor, step, facts))()


def actions(incident: Incident, reader: User, came_from: str) -> list[ActionView]:
    """Return the buttons of the bar; the first one is what is most likely wanted."""
    facts = incident.facts
    steps = _offered(facts, reader)
    verdicts = _said_once({s: verdict_on(s, reader.actor, facts) for s in steps})
    urged = next((step for step, verdict in verdicts.items() if verdict), None)
    # Nobody is urged to take what another works on, or to reopen what is resolved.
    if urged is Step.TAKE and incident.assigned_to_id or not facts.is_open:
        urged = None
    return [
        _action(step, incident, came_from, verdict, is_urged=step is urged)
        for step, verdict in verdicts.items()
    ]


def _said_once(verdicts: dict[Step, Verdict]) -> dict[Step, Verdict]:
    """Keep one button where all are refused with one sentence, as another group's."""
    if len({(bool(one), one.reason) for one in verdicts.values()}) > 1:
        return verdicts
    first, verdict = next(iter(verdicts.items()))
    return verdicts if verdict else {first: verdict}


def _offered(facts: Facts, reader: User) -> list[Step]:
    steps = list(_OFFERED[facts.state])
    if facts.assigned_to_id == reader.pk and facts.state is not State.NEW:
        steps = [step for step in steps if step is not Step.TAKE]
    # From the second line the way leads back, for whoever is of it.
    is_away = facts.is_open and facts.group != FIRST_LINE
    if is_away and reader.actor.holds(*(TAKERS[Step.HAND_BACK] & DESK_ROLES)):
        steps.insert(steps.index(Step.RESOLVE), Step.HAND_BACK)
    return steps


def _action(
    step: Step, incident: Incident, came_from: str, verdict: Verdict, *, is_urged: bool
) -> ActionView:
    icon, key, posts = _FACES[step]
    return ActionView(
        name=name_of(step),
        label=_(STEP_LABELS[step]),
        icon=icon,
        key=key,
        href=step_address(incident, step, came_from),
        kind="primary" if is_urged else "secondary",
        posts=posts,
        reason=translated(verdict),
        was=key_of(incident.assigned_to_id),
    )


def name_of(step: Step) -> str:
    """Return the step as addresses, drafts and elements are named after it."""
    return f"desk-{step.value.replace('_', '-')}"


def step_address(incident: Incident, step: Step, came_from: str) -> str:
    """Return the address at which a step is taken."""
    return desk_address(name_of(step), incident, came_from)
