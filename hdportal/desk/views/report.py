"""Create an incident: the form, its round trips, and Submit."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hdportal.accounts.kept import take_kept
from hdportal.desk.actions import incidents
from hdportal.desk.actions.incidents import PURPOSE, AlreadySubmitted
from hdportal.desk.presenters.closing_days import eve_today
from hdportal.desk.views.typed import first_of_each, sign_in_first, welcome_back
from hdportal.intake import writing as writings
from hdportal.intake.draft_presenters import writing_view
from hdportal.intake.models import FormVersion
from hdportal.intake.writing import Writing
from hdportal.web.render import render_page

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def incident_new(request: HttpRequest) -> HttpResponse:
    """Show the form; POST submits it and leads to the new incident."""
    if answer := _not_a_filled_form(request):
        return answer
    writing = _posted(request)
    form = writing.form
    if request.POST.get("form_version") != str(form.version.pk):
        return _back(request, writing, notice=form_changed())
    writing = writing.with_form(form.checked())
    if not writing.form.is_valid:
        return _back(request, writing)
    if writing.token is None:
        return _back(request, writing, notice=no_token())
    try:
        reported = incidents.report(
            caller=request.user,
            answers=writing.form.answers(),
            form_token=writing.token,
            draft_token=writing.draft_token,
            by=request.user,
        )
    except AlreadySubmitted as earlier:
        notice = already_sent(earlier)
        fresh = writing.under_a_fresh_token()
        return _back(request, fresh, status=409, notice=notice)
    _say(request, reported)
    return redirect(reported.incident)


@require_http_methods(METHODS)
def incident_new_update(request: HttpRequest) -> HttpResponse:
    """Show the form again with the questions that belong to the answers."""
    if answer := _not_a_filled_form(request):
        return answer
    return form_page(request, _posted(request))


@require_http_methods(METHODS)
def incident_new_mask(request: HttpRequest) -> HttpResponse:
    """Show the form again with national numbers masked; nothing is sent."""
    if answer := _not_a_filled_form(request):
        return answer
    writing = _posted(request)
    masked_form = writing.with_form(writing.form.masked())
    return form_page(request, masked_form, notice=masked())


def _not_a_filled_form(request: HttpRequest) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return sign_in_first(request)
    if request.method != "POST":
        return _opened(request)
    return None


def _opened(request: HttpRequest) -> HttpResponse:
    kept = first_of_each(take_kept(request))
    writing = writings.opened(request, version=_version(), purpose=PURPOSE, kept=kept)
    notice = welcome_back(kept)
    if writing.is_late:
        notice = sent_or_discarded()
    return form_page(request, writing, notice=notice)


def _posted(request: HttpRequest) -> Writing:
    return writings.posted(request, version=_version(), purpose=PURPOSE)


def _version() -> FormVersion:
    return FormVersion.objects.in_use(PURPOSE)


def _back(
    request: HttpRequest, writing: Writing, *, status: int = 422, notice: str = ""
) -> HttpResponse:
    writings.keep_words(writing, request.user)
    return form_page(request, writing, status=status, notice=notice)


def form_page(
    request: HttpRequest, writing: Writing, *, status: int = 200, notice: str = ""
) -> HttpResponse:
    """Render the form with everything typed."""
    view = writing_view(writing, here=reverse("incident-new"))
    context = {
        "form": view.form,
        "writing": view,
        "notice_text": notice,
        "eve": eve_today(),
    }
    return render_page(
        request, page="desk/incident_new.html", context=context, status=status
    )


def form_changed() -> str:
    """Return what to say when the form is another one by now."""
    return _(
        "The form changed while you were writing. What you typed is kept: read it once "
        "more, then submit."
    )


def no_token() -> str:
    """Return what to say when the form's own token is no good."""
    return _("This page was damaged on its way. Submit once more.")


def masked() -> str:
    """Return what to say when a number was masked."""
    return _("The number is masked. Read the text once more, then submit.")


def sent_or_discarded() -> str:
    """Return what to say when the wanted draft is no more."""
    return _("This draft was already sent or discarded. Here is an empty form.")


def already_sent(earlier: AlreadySubmitted) -> str:
    """Return what to say when the form was sent before with other words."""
    text = _(
        "This form was already sent as %(number)s. To report another problem with "
        "these words, submit once more."
    )
    return text % {"number": earlier.incident.number}


def _say(request: HttpRequest, reported: incidents.Reported) -> None:
    facts = {"number": reported.incident.number}
    if reported.is_new:
        text = _("Your incident was received. Its number is %(number)s.")
        messages.success(request, text % facts)
    else:
        text = _("You sent this before: it is %(number)s. Nothing was sent twice.")
        messages.info(request, text % facts)
