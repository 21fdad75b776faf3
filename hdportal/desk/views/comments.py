"""Write to an incident."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from hdportal.accounts.kept import take_kept
from hdportal.desk import queries
from hdportal.desk.actions import comments
from hdportal.desk.actions.changes import AlreadyWritten
from hdportal.desk.comment_form import COMMENT_FORM
from hdportal.desk.desk_forms import KIND
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.models import Incident
from hdportal.desk.views import desk_editor
from hdportal.desk.views.desk_writing import posted_note
from hdportal.desk.views.incidents import (
    incident_page,
    new_comment,
    readable_or_404,
)
from hdportal.desk.views.typed import first_of_each, sign_in_first, welcome_back
from hdportal.intake import writing as writings
from hdportal.intake.writing import Writing
from hdportal.kernel.errors import Denied
from hdportal.web.render import translated

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def incident_comment(request: HttpRequest, number: str) -> HttpResponse:
    """Add to the customer communication; GET shows what was typed before sign-in."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    incident = readable_or_404(request, number)
    if request.method != "POST":
        return _opened(request, incident)
    if request.POST.get(KIND) == EntryKind.WORK_NOTE:
        return _not_for_the_caller(request, incident)
    writing = _posted(request, incident)
    writing = writing.with_form(writing.form.checked())
    if not writing.form.is_valid:
        writings.keep_words(writing, request.user)
        return incident_page(request, incident, writing=writing, status=422)
    try:
        entry = comments.add(
            incident=incident,
            text=writing.form.answers().text("comment"),
            form_token=writing.token or uuid4(),
            draft_token=writing.draft_token,
            by=request.user,
        )
    except AlreadyWritten as error:
        return _once_more(request, incident, writing, error)
    except Denied:
        # Closed meanwhile: the page says so, and gives the words back.
        incident = readable_or_404(request, number)
        return incident_page(request, incident, writing=writing, status=403)
    return redirect(f"{incident.get_absolute_url()}#entry-{entry.pk}")


@require_http_methods(METHODS)
def incident_comment_mask(request: HttpRequest, number: str) -> HttpResponse:
    """Show the comment again with its national numbers masked; nothing is sent."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    incident = readable_or_404(request, number)
    if request.method != "POST":
        return _opened(request, incident)
    writing = _posted(request, incident)
    masked_writing = writing.with_form(writing.form.masked())
    return incident_page(request, incident, writing=masked_writing)


def _not_for_the_caller(request: HttpRequest, incident: Incident) -> HttpResponse:
    if request.user.actor.is_desk:
        return desk_editor.wrong_kind(request, incident, posted_note(request, incident))
    writing = _posted(request, incident)
    notice = desk_editor.refusal_of(EntryKind.WORK_NOTE)
    return incident_page(request, incident, writing=writing, notice=notice, status=400)


def _opened(request: HttpRequest, incident: Incident) -> HttpResponse:
    kept = first_of_each(take_kept(request))
    writing = new_comment(request, incident, kept)
    notice = welcome_back(kept)
    return incident_page(request, incident, writing=writing, notice=notice)


def _posted(request: HttpRequest, incident: Incident) -> Writing:
    purpose = queries.comment_purpose(incident)
    return writings.posted(request, version=COMMENT_FORM, purpose=purpose)


def _once_more(
    request: HttpRequest, incident: Incident, writing: Writing, why: AlreadyWritten
) -> HttpResponse:
    fresh = writing.under_a_fresh_token()
    writings.keep_words(fresh, request.user)
    notice = translated(why)
    return incident_page(request, incident, writing=fresh, notice=notice, status=409)
