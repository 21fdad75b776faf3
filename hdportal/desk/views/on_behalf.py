"""Write an incident down for a caller: who, how, and the form that callers have."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from hdportal.accounts.kept import take_kept
from hdportal.desk import on_behalf_forms as forms
from hdportal.desk import on_behalf_rules as rules
from hdportal.desk.actions import on_behalf
from hdportal.desk.actions.incidents import AlreadySubmitted, Reported
from hdportal.desk.domain.channels import (
    DESK_PURPOSE,
    PORTAL_PURPOSE,
    may_write_down,
)
from hdportal.desk.domain.incident import Channel
from hdportal.desk.presenters.on_behalf import (
    caller_options,
    done_sentence,
    on_behalf_view,
)
from hdportal.desk.views import report
from hdportal.desk.views.typed import first_of_each, sign_in_first, welcome_back
from hdportal.intake import writing as writings
from hdportal.intake.models import FormVersion
from hdportal.intake.writing import Writing
from hdportal.kernel import clock
from hdportal.web.render import render_page

METHODS = ["GET", "HEAD", "POST"]
# Which form of callers the page was made with; no key of an answer, so no draft has it.
ASKED = "asked-form"


@require_http_methods(METHODS)
def desk_new(request: HttpRequest) -> HttpResponse:
    """Show the form; POST writes the incident down and leads to it."""
    if answer := _not_a_filled_form(request):
        return answer
    asked = _asked()
    writing = _posted(request, asked, is_asking=False)
    if request.POST.get(ASKED) != str(asked.pk):
        return _back(request, writing, asked, notice=report.form_changed())
    form = rules.checked(writing.form, by=request.user.actor, now=clock.now())
    writing = writing.with_form(form)
    if not form.is_valid:
        return _back(request, writing, asked)
    if writing.token is None:
        return _back(request, writing, asked, notice=report.no_token())
    return _write_down(request, writing, asked, writing.token)


@require_http_methods(METHODS)
def desk_new_update(request: HttpRequest) -> HttpResponse:
    """Show the form again with the people found, and what belongs to the answers."""
    if answer := _not_a_filled_form(request):
        return answer
    asked = _asked()
    return _page(request, _posted(request, asked, is_asking=True), asked)


@require_http_methods(METHODS)
def desk_new_mask(request: HttpRequest) -> HttpResponse:
    """Show the form again with national numbers masked; nothing is sent."""
    if answer := _not_a_filled_form(request):
        return answer
    asked = _asked()
    writing = _posted(request, asked, is_asking=False)
    masked = writing.with_form(writing.form.masked())
    return _page(request, masked, asked, notice=report.masked())


@login_required
@require_safe
def desk_callers(request: HttpRequest) -> HttpResponse:
    """Answer the search for a caller: whom `q` finds, or to add somebody new."""
    may_write_down(request.user.actor).or_raise()
    return JsonResponse({"options": caller_options(request.GET.get("q", ""))})


def _not_a_filled_form(request: HttpRequest) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return sign_in_first(request)
    may_write_down(request.user.actor).or_raise()
    return None if request.method == "POST" else _opened(request)


def _opened(request: HttpRequest) -> HttpResponse:
    asked, kept = _asked(), first_of_each(take_kept(request))
    version = forms.version_for(asked)
    writing = writings.opened(request, version=version, purpose=DESK_PURPOSE, kept=kept)
    form = forms.with_usual_answers(forms.fitted(writing.form, asked))
    notice = welcome_back(kept)
    if writing.is_late:
        notice = report.sent_or_discarded()
    return _page(request, writing.with_form(form), asked, notice=notice)


def _posted(request: HttpRequest, asked: FormVersion, *, is_asking: bool) -> Writing:
    version = forms.version_for(asked)
    writing = writings.posted(request, version=version, purpose=DESK_PURPOSE)
    values = forms.resolved(writing.form.values, is_asking=is_asking)
    form = replace(writing.form, values=values)
    return writing.with_form(forms.fitted(form, asked))


def _asked() -> FormVersion:
    return FormVersion.objects.in_use(PORTAL_PURPOSE)


def _write_down(
    request: HttpRequest, writing: Writing, asked: FormVersion, token: UUID
) -> HttpResponse:
    answers = writing.form.answers()
    contact = rules.contact_of(answers)
    try:
        reported = on_behalf.report_for(
            rules.caller_of(answers),
            contact=contact,
            answers=forms.answers_to(asked, answers),
            form_token=token,
            draft_token=writing.draft_token,
            by=request.user,
        )
    except AlreadySubmitted as earlier:
        notice = report.already_sent(earlier)
        fresh = writing.under_a_fresh_token()
        return _back(request, fresh, asked, status=409, notice=notice)
    _say(request, reported, contact.channel)
    return redirect("desk-incident", number=reported.incident.number)


def _say(request: HttpRequest, reported: Reported, channel: Channel) -> None:
    incident = reported.incident
    sentence = done_sentence(
        str(incident.number),
        incident.caller.get_full_name(),
        channel,
        is_new=reported.is_new,
    )
    level = messages.success if reported.is_new else messages.info
    level(request, sentence)


def _back(
    request: HttpRequest,
    writing: Writing,
    asked: FormVersion,
    *,
    status: int = 422,
    notice: str = "",
) -> HttpResponse:
    writings.keep_words(writing, request.user)
    return _page(request, writing, asked, status=status, notice=notice)


def _page(
    request: HttpRequest,
    writing: Writing,
    asked: FormVersion,
    *,
    status: int = 200,
    notice: str = "",
) -> HttpResponse:
    view = on_behalf_view(writing, asked_pk=asked.pk)
    context = {
        "view": view,
        "form": view.form,
        "writing": view.writing,
        "notice_text": notice,
    }
    return render_page(
        request, page="desk/desk_new.html", context=context, status=status
    )
