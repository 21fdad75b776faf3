"""The action bar of the agent's page: what can be done now, and if not, why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hdportal.accounts.models import User
from hdportal.desk.actions.conflicts import key_of
from hdportal.desk.domain import policy
from hdportal.desk.domain.incident import State
from hdportal.desk.domain.policy import Facts
from hdportal.desk.domain.sop import Step
from hdportal.desk.models import Incident
from hdportal.desk.presenters.addresses import desk_address
from hdportal.kernel import clock
from hdportal.kernel.actor import Actor
from hdportal.kernel.text import N_
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


# Label, icon, key, and whether the button posts by itself rather than opening a form.
_FACES: Mapping[Step, tuple[str, str, str, bool]] = {
    Step.TAKE: (N_("Take"), "user-check", "t", True),
    Step.RESUME: (N_("Take up again"), "play", "m", True),
    Step.RESOLVE: (N_("Resolve"), "circle-check", "r", False),
    Step.HOLD: (N_("Put on hold"), "pause", "h", False),
    Step.HAND_ON: (N_("Hand on"), "arrow-right-left", "a", False),
    Step.REOPEN: (N_("Reopen"), "rotate-ccw", "o", False),
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
        Step.RESOLVE: partial(policy.may_resolve, actor, facts),
        Step.REOPEN: partial(policy.may_reopen, actor, facts, now=clock.now()),
    }
    return rules.get(step, partial(policy.may_step, actor, step, facts))()


def actions(incident: Incident, reader: User, came_from: str) -> list[ActionView]:
    """Return the buttons of the bar; the first one is what is most likely wanted."""
    steps = list(_OFFERED[State(incident.state)])
    if incident.assigned_to_id == reader.pk and incident.state != State.NEW:
        steps = [step for step in steps if step is not Step.TAKE]
    # Nobody is urged to take what another works on, or to reopen what is resolved.
    urged = steps[0] if incident.is_open else None
    if urged is Step.TAKE and incident.assigned_to_id:
        urged = None
    return [
        _action(step, incident, reader, came_from, is_urged=step is urged)
        for step in steps
    ]


def _action(
    step: Step, incident: Incident, reader: User, came_from: str, *, is_urged: bool
) -> ActionView:
    label, icon, key, posts = _FACES[step]
    return ActionView(
        name=name_of(step),
        label=_(label),
        icon=icon,
        key=key,
        href=step_address(incident, step, came_from),
        kind="primary" if is_urged else "secondary",
        posts=posts,
        reason=translated(verdict_on(step, reader.actor, incident.facts)),
        was=key_of(incident.assigned_to_id),
    )


def name_of(step: Step) -> str:
    """Return the step as addresses, drafts and elements are named after it."""
    return f"desk-{step.value.replace('_', '-')}"


def step_address(incident: Incident, step: Step, came_from: str) -> str:
    """Return the address at which a step is taken."""
    return desk_address(name_of(step), incident, came_from)
