"""The way of every form that moves an incident on: opened, refused, done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hdportal.accounts.models import User
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.domain.sop import Step
from hdportal.desk.models import Incident
from hdportal.desk.presenters.ticket_actions import name_of, verdict_on
from hdportal.desk.presenters.ticket_panels import (
    FormPanel,
    form_panel,
    refused_panel,
    with_error,
)
from hdportal.desk.presenters.ticket_ways import done_address
from hdportal.desk.views import panel_writing
from hdportal.desk.views.ticket import ticket_or_404, ticket_page
from hdportal.desk.views.typed import sign_in_first
from hdportal.intake import writing as writings
from hdportal.intake.actions import drafts
from hdportal.intake.forms import Answers, IntakeForm
from hdportal.intake.models import FormVersion
from hdportal.intake.writing import Writing
from hdportal.kernel.errors import Denied, DomainError
from hdportal.web.render import translated

METHODS = ["GET", "HEAD", "POST"]
# Who had the incident when the page was made; no key of an answer, so no draft has it.
WAS = "was-with"


@dataclass(frozen=True)
class Sent:
    """A form that was filled in well, ready for the action."""

    incident: Incident
    answers: Answers
    by: User
    form_token: UUID
    was: str


@dataclass(frozen=True)
class FormStep:
    """A step that asks something first.

    `field_of` names the field beside which a refusal belongs; `conflict` makes the
    panel of two versions, for a step that can meet them; `fill` puts in what is known,
    where the address says `filled_by`.
    """

    step: Step
    version: Callable[[], FormVersion]
    act: Callable[[Sent], object]
    panel: Callable[..., FormPanel] = form_panel
    field_of: Mapping[type[DomainError], str] = field(default_factory=dict)
    conflict: Callable[[FormPanel, Incident, ChangedMeanwhile], FormPanel] | None = None
    fill: Callable[[Incident, IntakeForm], IntakeForm] | None = None
    filled_by: str = ""

    def purpose(self, incident: Incident) -> str:
        """Return what its draft is for."""
        return f"{name_of(self.step)}:{incident.number}"

    def fills(self, request: HttpRequest) -> bool:
        """Return whether the form is asked for with what is known in it."""
        return self.fill is not None and self.filled_by in request.GET

    def filled(self, incident: Incident, writing: Writing) -> Writing:
        """Return the form with what is known put in beside what was typed."""
        form = self.fill(incident, writing.form) if self.fill else writing.form
        return replace(writing.with_form(form), is_unsaved=True)


def form_step(request: HttpRequest, number: str, asked: FormStep) -> HttpResponse:
    """Show the form of a step; POST takes the step."""
    if not request.user.is_authenticated:
        return _whole_page(request) if request.htmx else sign_in_first(request)
    incident = ticket_or_404(request, number)
    if request.method != "POST":
        return _opened(request, incident, asked)
    purpose = asked.purpose(incident)
    writing = writings.posted(request, version=asked.version(), purpose=purpose)
    if "mask" in request.GET:
        masked = writing.with_form(writing.form.masked())
        return _shown(request, incident, _panel(request, incident, asked, masked))
    if asked.fills(request):
        filled = asked.filled(incident, writing)
        return _shown(request, incident, _panel(request, incident, asked, filled))
    checked = writing.with_form(writing.form.checked())
    return _posted(request, incident, asked, checked)


def refused(
    request: HttpRequest,
    incident: Incident,
    sentence: str,
    writing: Writing | None = None,
) -> HttpResponse:
    """Show the page as it stands now, why nothing was done, and what was typed."""
    if request.htmx:
        return _whole_page(request)
    fresh = ticket_or_404(request, str(incident.number))
    panel = refused_panel(fresh, sentence, writing)
    return ticket_page(request, fresh, panel=panel, status=403)


def led_on(request: HttpRequest, incident: Incident, step: Step) -> HttpResponse:
    """Lead to the ticket, which says what was done and still knows the list."""
    return redirect(done_address(incident, step, request.GET.get("from", "")))


def _opened(request: HttpRequest, incident: Incident, asked: FormStep) -> HttpResponse:
    verdict = verdict_on(asked.step, request.user.actor, incident.facts)
    if not verdict:
        return refused(request, incident, translated(verdict))
    purpose = asked.purpose(incident)
    writing, notice = panel_writing.opened(request, asked.version(), purpose)
    if asked.fills(request):
        writing = asked.filled(incident, writing)
    panel = _panel(request, incident, asked, writing)
    return _shown(request, incident, panel, notice=notice)


def _posted(
    request: HttpRequest, incident: Incident, asked: FormStep, writing: Writing
) -> HttpResponse:
    verdict = verdict_on(asked.step, request.user.actor, incident.facts)
    if not writing.form.is_valid and not verdict:
        return refused(request, incident, translated(verdict), writing)
    panel = _panel(request, incident, asked, writing)
    if not writing.form.is_valid:
        return _back(request, incident, writing, panel)
    try:
        # Not asked before the action: a form sent twice was right the first time.
        _act(request, incident, asked, writing)
    except Denied as error:
        return refused(request, incident, translated(error), writing)
    except ChangedMeanwhile as error:
        if asked.conflict is None:
            raise
        panel = asked.conflict(panel, incident, error)
        return _back(request, incident, writing, panel, status=409)
    except tuple(asked.field_of) as error:
        panel = with_error(panel, asked.field_of[type(error)], translated(error))
        return _back(request, incident, writing, panel)
    return led_on(request, incident, asked.step)


@transaction.atomic
def _act(
    request: HttpRequest, incident: Incident, asked: FormStep, writing: Writing
) -> None:
    """Take the step and use its draft up, both or neither."""
    sent = Sent(
        incident=incident,
        answers=writing.form.answers(),
        by=request.user,
        form_token=writing.token or uuid4(),
        was=request.POST.get(WAS, ""),
    )
    asked.act(sent)
    purpose = asked.purpose(incident)
    drafts.spend(token=writing.draft_token, purpose=purpose, by=request.user)


def _panel(
    request: HttpRequest, incident: Incident, asked: FormStep, writing: Writing
) -> FormPanel:
    came_from = request.GET.get("from", "")
    panel = asked.panel(incident, asked.step, writing, came_from=came_from)
    return panel.as_posted(request.POST.get(WAS)) if WAS in request.POST else panel


def _back(
    request: HttpRequest,
    incident: Incident,
    writing: Writing,
    panel: FormPanel,
    *,
    status: int = 422,
) -> HttpResponse:
    writings.keep_words(writing, request.user)
    return ticket_page(request, incident, panel=panel, status=status)


def _shown(
    request: HttpRequest, incident: Incident, panel: FormPanel, notice: str = ""
) -> HttpResponse:
    if request.htmx:
        return render(request, panel.template, {"panel": panel})
    return ticket_page(request, incident, panel=panel, notice=notice)


def _whole_page(request: HttpRequest) -> HttpResponse:
    """Let htmx open this address as a page: it says more than fits in place."""
    return HttpResponse(status=204, headers={"HX-Redirect": request.get_full_path()})
