"""Take, hold, take up again, resolve and reopen: one address each."""

from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hdportal.desk.actions import endings, handling
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.domain.choices import NotOffered
from hdportal.desk.domain.sop import Step
from hdportal.desk.handling_forms import REOPEN_FORM, hold_form, resolve_form
from hdportal.desk.models import Incident
from hdportal.desk.presenters.resolving import (
    USE_WORKAROUND,
    resolve_panel,
    with_workaround,
)
from hdportal.desk.presenters.ticket_hands import ASSIGNING, take_panel, versions
from hdportal.desk.queries.ticket import newest_of, person_named
from hdportal.desk.views.handling_flow import (
    METHODS,
    WAS,
    FormStep,
    Sent,
    form_step,
    led_on,
    refused,
)
from hdportal.desk.views.ticket import ticket_or_404, ticket_page
from hdportal.intake.writing import token_of
from hdportal.kernel.errors import Denied
from hdportal.web.render import translated


@require_POST
@login_required
def desk_take(request: HttpRequest, number: str) -> HttpResponse:
    """Give the incident to whoever asks; of two who ask, the second is told."""
    incident = ticket_or_404(request, number)
    try:
        handling.take(
            incident=incident,
            by=request.user,
            form_token=token_of(request) or uuid4(),
            seen_person=request.POST.get(WAS, ""),
        )
    except Denied as error:
        return refused(request, incident, translated(error))
    except ChangedMeanwhile as error:
        return _taken_by_another(request, incident, error)
    return led_on(request, incident, Step.TAKE)


def _taken_by_another(
    request: HttpRequest, incident: Incident, error: ChangedMeanwhile
) -> HttpResponse:
    both = versions(
        seen=person_named(error.seen) or _("nobody yet"),
        stands=person_named(error.stands) or _("nobody yet"),
        newest=newest_of(incident, *ASSIGNING),
    )
    came_from = request.GET.get("from", "")
    panel = take_panel(incident, both, was=error.stands, came_from=came_from)
    return ticket_page(request, incident, panel=panel, status=409)


@require_POST
@login_required
def desk_resume(request: HttpRequest, number: str) -> HttpResponse:
    """Go on with an incident that waited."""
    incident, token = ticket_or_404(request, number), token_of(request) or uuid4()
    try:
        handling.resume(incident=incident, by=request.user, form_token=token)
    except Denied as error:
        return refused(request, incident, translated(error))
    return led_on(request, incident, Step.RESUME)


def _hold(sent: Sent) -> None:
    handling.put_on_hold(
        incident=sent.incident,
        reason=sent.answers.choice("hold_reason"),
        comment=sent.answers.text("hold_message") or None,
        by=sent.by,
        form_token=sent.form_token,
    )


def _resolve(sent: Sent) -> None:
    handling.resolve(
        incident=sent.incident,
        close_code=sent.answers.choice("close_code"),
        close_notes=sent.answers.text("close_notes"),
        by=sent.by,
        form_token=sent.form_token,
    )


def _reopen(sent: Sent) -> None:
    endings.reopen(
        incident=sent.incident,
        reason=sent.answers.text("reopen_reason"),
        by=sent.by,
        form_token=sent.form_token,
    )


HOLD = FormStep(
    Step.HOLD,
    hold_form,
    _hold,
    field_of={handling.CommentNeeded: "hold_message", NotOffered: "hold_reason"},
)
RESOLVE = FormStep(
    Step.RESOLVE,
    resolve_form,
    _resolve,
    panel=resolve_panel,
    field_of={NotOffered: "close_code"},
    fill=with_workaround,
    filled_by=USE_WORKAROUND,
)
REOPEN = FormStep(Step.REOPEN, lambda: REOPEN_FORM, _reopen)


@require_http_methods(METHODS)
def desk_hold(request: HttpRequest, number: str) -> HttpResponse:
    """Ask what is waited for; POST puts the incident on hold."""
    return form_step(request, number, HOLD)


@require_http_methods(METHODS)
def desk_resolve(request: HttpRequest, number: str) -> HttpResponse:
    """Ask how it was resolved; POST resolves it and tells the caller."""
    return form_step(request, number, RESOLVE)


@require_http_methods(METHODS)
def desk_reopen(request: HttpRequest, number: str) -> HttpResponse:
    """Ask why it is not resolved; POST takes it back to work."""
    return form_step(request, number, REOPEN)
