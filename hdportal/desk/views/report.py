"""Create an incident: the form, its round trips, and Submit."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hdportal.accounts.kept import take_kept
from hdportal.desk.actions import incidents
from hdportal.desk.actions.incidents import AlreadySubmitted
from hdportal.desk.views.typed import first_of_each, sign_in_first, token_of
from hdportal.intake import forms
from hdportal.intake.forms import IntakeForm
from hdportal.intake.models import FormVersion
from hdportal.intake.presenters import form_view
from hdportal.web.render import render_page

PURPOSE = "incident"
METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def incident_new(request: HttpRequest) -> HttpResponse:
    """Show the form; POST submits it and leads to the new incident."""
    if answer := _not_a_filled_form(request):
        return answer
    form = forms.filled(_version(), request.POST)
    if request.POST.get("form_version") != str(form.version.pk):
        return form_page(request, form, status=422, notice=_form_changed())
    form = form.checked()
    if not form.is_valid:
        return form_page(request, form, status=422)
    if (token := token_of(request)) is None:
        return form_page(request, form, status=422, notice=_no_token())
    try:
        reported = incidents.report(
            caller=request.user,
            answers=form.answers(),
            form_token=token,
            by=request.user,
        )
    except AlreadySubmitted as earlier:
        notice = _already_sent() % {"number": earlier.incident.number}
        return form_page(request, form, status=409, notice=notice, is_fresh=True)
    _say(request, reported)
    return redirect(reported.incident)


@require_http_methods(METHODS)
def incident_new_update(request: HttpRequest) -> HttpResponse:
    """Show the form again with the questions that belong to the answers."""
    if answer := _not_a_filled_form(request):
        return answer
    return form_page(request, forms.filled(_version(), request.POST))


@require_http_methods(METHODS)
def incident_new_mask(request: HttpRequest) -> HttpResponse:
    """Show the form again with national numbers masked; nothing is sent."""
    if answer := _not_a_filled_form(request):
        return answer
    form = forms.filled(_version(), request.POST).masked()
    notice = _("The number is masked. Read the text once more, then submit.")
    return form_page(request, form, notice=notice)


def _not_a_filled_form(request: HttpRequest) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return sign_in_first(request)
    if request.method != "POST":
        kept = take_kept(request)
        form = forms.blank(_version(), first_of_each(kept))
        notice = _("You are signed in again. What you typed is here.") if kept else ""
        return form_page(request, form, notice=notice)
    return None


def _version() -> FormVersion:
    return FormVersion.objects.in_use(PURPOSE)


def form_page(
    request: HttpRequest,
    form: IntakeForm,
    *,
    status: int = 200,
    notice: str = "",
    is_fresh: bool = False,
) -> HttpResponse:
    """Render the form with everything typed; `is_fresh` gives it a new token."""
    context = {
        "form": form_view(form),
        "form_token": uuid4() if is_fresh else token_of(request) or uuid4(),
        "notice_text": notice,
    }
    return render_page(
        request, page="desk/incident_new.html", context=context, status=status
    )


def _form_changed() -> str:
    return _(
        "The form changed while you were writing. What you typed is kept: read it once "
        "more, then submit."
    )


def _no_token() -> str:
    return _("This page was damaged on its way. Submit once more.")


def _already_sent() -> str:
    return _(
        "This form was already sent as %(number)s. To report another problem with "
        "these words, submit once more."
    )


def _say(request: HttpRequest, reported: incidents.Reported) -> None:
    facts = {"number": reported.incident.number}
    if reported.is_new:
        text = _("Your incident was received. Its number is %(number)s.")
        messages.success(request, text % facts)
    else:
        text = _("You sent this before: it is %(number)s. Nothing was sent twice.")
        messages.info(request, text % facts)
