"""Take a resolved incident back to work, as its caller."""

from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hdportal.accounts.kept import take_kept
from hdportal.desk.actions import endings
from hdportal.desk.domain import policy
from hdportal.desk.models import Incident
from hdportal.desk.presenters.reopening import purpose_of, reopening
from hdportal.desk.reopen_form import OWN_REOPEN_FORM, REASON
from hdportal.desk.views.incidents import readable_or_404
from hdportal.desk.views.typed import first_of_each, sign_in_first, welcome_back
from hdportal.intake import writing as writings
from hdportal.intake.actions import drafts
from hdportal.intake.draft_presenters import writing_view
from hdportal.intake.writing import Writing
from hdportal.kernel import clock
from hdportal.kernel.errors import Denied
from hdportal.kernel.verdict import Verdict
from hdportal.web.render import render_page, translated

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def incident_reopen(request: HttpRequest, number: str) -> HttpResponse:
    """Ask what does not work yet; POST takes the incident back to work."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    incident = readable_or_404(request, number)
    if request.method != "POST":
        return _opened(request, incident)
    writing = _posted(request, incident)
    writing = writing.with_form(writing.form.checked())
    if not writing.form.is_valid:
        return _incomplete(request, incident, writing)
    try:
        _reopen(request, incident, writing)
    except Denied as error:
        return _page(request, incident, writing, refusal=translated(error), status=403)
    text = _("%(number)s is open again. The Service Desk goes on with it.")
    messages.success(request, text % {"number": incident.number})
    return redirect(incident)


@require_http_methods(METHODS)
def incident_reopen_mask(request: HttpRequest, number: str) -> HttpResponse:
    """Show the form again with national numbers masked; nothing is sent."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    incident = readable_or_404(request, number)
    if request.method != "POST":
        return _opened(request, incident)
    writing = _posted(request, incident)
    return _page(request, incident, writing.with_form(writing.form.masked()))


def _opened(request: HttpRequest, incident: Incident) -> HttpResponse:
    kept = first_of_each(take_kept(request))
    purpose = purpose_of(incident)
    writing = writings.opened(
        request, version=OWN_REOPEN_FORM, purpose=purpose, kept=kept
    )
    if not kept:
        _verdict(request, incident).or_raise()
    return _page(request, incident, writing, notice=welcome_back(kept))


def _posted(request: HttpRequest, incident: Incident) -> Writing:
    purpose = purpose_of(incident)
    return writings.posted(request, version=OWN_REOPEN_FORM, purpose=purpose)


def _incomplete(
    request: HttpRequest, incident: Incident, writing: Writing
) -> HttpResponse:
    writings.keep_words(writing, request.user)
    return _page(request, incident, writing, status=422)


@transaction.atomic
def _reopen(request: HttpRequest, incident: Incident, writing: Writing) -> None:
    """Reopen it and use the draft up, both or neither."""
    endings.reopen(
        incident=incident,
        reason=writing.form.answers().text(REASON),
        by=request.user,
        form_token=writing.token or uuid4(),
    )
    token, purpose = writing.draft_token, purpose_of(incident)
    drafts.spend(token=token, purpose=purpose, by=request.user)


def _verdict(request: HttpRequest, incident: Incident) -> Verdict:
    actor, facts = request.user.actor, incident.facts
    return policy.may_reopen(actor, facts, now=clock.now())


def _page(
    request: HttpRequest,
    incident: Incident,
    writing: Writing,
    *,
    refusal: str = "",
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the form; where it cannot be sent (any more), its words to be copied."""
    refusal = refusal or translated(_verdict(request, incident))
    here = reverse("incident-reopen", args=[incident.number])
    view = writing_view(writing, here=here)
    context = {
        "incident": incident,
        "reopening": reopening(incident),
        "refusal": refusal,
        "unsent": writing.form.values.get(REASON, "") if refusal else "",
        "form": view.form,
        "writing": view,
        "notice_text": notice,
    }
    return render_page(
        request,
        page="desk/incident_reopen.html",
        context=context,
        status=403 if refusal else status,
    )
