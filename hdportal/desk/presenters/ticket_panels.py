"""What opens under the action bar: a form, a refusal, or two versions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from hdportal.desk.domain.choices import Kind
from hdportal.desk.domain.incident import HoldReason
from hdportal.desk.domain.sop import Step
from hdportal.desk.models import Incident
from hdportal.desk.presenters.addresses import desk_address
from hdportal.desk.presenters.choices import offered
from hdportal.desk.presenters.ticket_actions import name_of, step_address
from hdportal.intake.draft_presenters import WritingView, writing_view
from hdportal.intake.presenters import FieldView, FormView
from hdportal.intake.writing import Writing
from hdportal.web.jinja import show_datetime

Choices = Sequence[tuple[str, ...]]
Grouped = Sequence[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Versions:
    """Who had the incident when the page was made, and who has it now."""

    seen: str
    stands: str
    told: str


@dataclass(frozen=True)
class Beside:
    """What whoever resolves should think of.

    `children` are incidents below this one that are still open, with their addresses.
    `use_href` puts the workaround of `known_error` into the form.
    """

    children: list[tuple[str, str]]
    known_error: str = ""
    use_href: str = ""


@dataclass(frozen=True)
class FormPanel:
    """The form of one step, ready for `desk/_panel_form.html`.

    `was` is who had the incident as the page shows it; `group` is
    the one that is set; `people` are grouped by team.
    """

    step: Step
    action: str
    close_href: str
    writing: WritingView
    was: str = ""
    options: Choices = ()
    groups: Choices = ()
    group: str = ""
    people: Grouped = ()
    versions: Versions | None = None
    beside: Beside | None = None
    template: str = "desk/_panel_form.html"

    @property
    def form(self) -> FormView:
        return self.writing.form

    def as_posted(self, was: str) -> "FormPanel":
        """Return the panel with what its page knew: a newer change must not be lost."""
        return replace(self, was=was)

    @property
    def fields_template(self) -> str:
        return f"desk/_{self.step.value}_form.html"

    @property
    def fields(self) -> dict[str, FieldView]:
        return {view.key: view for view in self.form.fields}

    @property
    def mask_url(self) -> str:
        return f"{self.action}{'&' if '?' in self.action else '?'}mask=1"

    @property
    def button_text(self) -> str:
        """What the button says; once another assigned it, that one knows of it."""
        if not self.versions:
            return self.form.title
        if self.step is Step.HAND_BACK:
            return _("Hand it back anyway")
        return _("Hand it on anyway")

    @property
    def people_url(self) -> str:
        """Where the people of another group are asked for, without a new page."""
        return f"{self.action}{'&' if '?' in self.action else '?'}people=1"


@dataclass(frozen=True)
class RefusedPanel:
    """Why nothing was done, with what was typed, to be copied.

    `resolved` tells who resolved it meanwhile and when, `notes` what they wrote.
    """

    sentence: str
    words: list[tuple[str, str, str]] = field(default_factory=list)
    resolved: str = ""
    notes: str = ""
    template: str = "desk/_panel_refused.html"


@dataclass(frozen=True)
class TakePanel:
    """Somebody else took it first: leave it, or take it over from `was`."""

    versions: Versions
    action: str
    form_token: str
    was: str
    close_href: str
    template: str = "desk/_panel_take.html"


Panel = FormPanel | RefusedPanel | TakePanel


def closed_address(incident: Incident, step: Step, came_from: str) -> str:
    """Return the address of the ticket at the button that opened the panel."""
    address = desk_address("desk-incident", incident, came_from)
    return f"{address}#{name_of(step)}"


def form_panel(
    incident: Incident, step: Step, writing: Writing, *, came_from: str, **more: object
) -> FormPanel:
    """Return the form of a step; `more` are further fields of the panel."""
    here = step_address(incident, step, "")
    return FormPanel(
        step=step,
        action=step_address(incident, step, came_from),
        close_href=closed_address(incident, step, came_from),
        writing=writing_view(writing, here=here),
        options=_OPTIONS.get(step, list)(),
        # Fields of FormPanel; the few who call this name them.
        **more,  # type: ignore[arg-type]
    )


def with_error(panel: FormPanel, key: str, sentence: str) -> FormPanel:
    """Return the panel with a sentence beside one of its fields."""
    form = panel.form
    fields = [replace(f, error=sentence) if f.key == key else f for f in form.fields]
    items = [(sentence, f"#id_{key}")]
    warning = _("1 answer needs your attention")
    told = replace(form, fields=fields, warning=warning, warning_items=items)
    return replace(panel, writing=replace(panel.writing, form=told))


def refused_panel(
    incident: Incident, sentence: str, writing: Writing | None = None
) -> RefusedPanel:
    """Return a refusal that gives back what was typed."""
    resolved = ""
    if incident.resolved_by and incident.resolved_at:
        resolved = _("%(name)s resolved it on %(when)s:") % {
            "name": incident.resolved_by,
            "when": show_datetime(incident.resolved_at),
        }
    words = _words(writing) if writing else []
    return RefusedPanel(sentence, words, resolved, incident.close_notes)


def _words(writing: Writing) -> list[tuple[str, str, str]]:
    view = writing_view(writing, here="")
    typed = [f for f in view.form.fields if f.takes_free_text and f.value]
    return [(f.key, f.label, f.value) for f in typed]


def _hold_options() -> list[tuple[str, ...]]:
    helps: Mapping[str, str] = {
        HoldReason.AWAITING_CALLER: _("The answer takes it back to work by itself.")
    }
    reasons = offered(Kind.HOLD_REASON)
    return [(key, name, helps.get(key, "")) for key, name in reasons]


def _code_options() -> list[tuple[str, str]]:
    return offered(Kind.CLOSE_CODE)


_OPTIONS: Mapping[Step, Callable[[], Choices]] = {
    Step.HOLD: _hold_options,
    Step.RESOLVE: _code_options,
}
