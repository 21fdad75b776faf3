"""The procedure of one incident, and the steps that the desk records itself."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hdportal.accounts.kept import take_kept
from hdportal.desk.actions import procedure
from hdportal.desk.check_form import CheckForm
from hdportal.desk.domain import sop
from hdportal.desk.models import Incident
from hdportal.desk.presenters.addresses import desk_address
from hdportal.desk.presenters.procedure_card import Reader, Typed, card_view
from hdportal.desk.queries.groups import first_line
from hdportal.desk.queries.procedure import journey
from hdportal.desk.views.ticket import ticket_or_404
from hdportal.desk.views.typed import first_of_each, sign_in_first
from hdportal.intake.writing import token_of
from hdportal.kernel.errors import Denied
from hdportal.web.render import render_page, translated


@login_required
@require_safe
def desk_procedure(request: HttpRequest, number: str) -> HttpResponse:
    """Show the fifteen steps of an incident; htmx takes the card only."""
    recorded = request.GET.get("recorded", "")
    is_known = any(one.ref == recorded for one in sop.ACTIVITIES)
    return _card(
        request, ticket_or_404(request, number), recorded=recorded if is_known else ""
    )


@require_http_methods(["GET", "HEAD", "POST"])
def desk_check(request: HttpRequest, number: str) -> HttpResponse:
    """Record a step; GET shows what was typed before signing in."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    incident = ticket_or_404(request, number)
    if request.method != "POST":
        kept = first_of_each(take_kept(request))
        ref, outcome, remark = (kept.get(n, "") for n in ("ref", "outcome", "remark"))
        typed = Typed(ref, outcome, remark)
        return _card(request, incident, typed=typed)
    ref = request.POST.get("ref", "")
    if not any(one.ref == ref for one in sop.ACTIVITIES):
        refusal = _("The procedure has no such step. Nothing was recorded.")
        return _card(request, incident, refusal=refusal, status=422)
    form = CheckForm(sop.activity(ref), request.POST)
    if not form.is_valid():
        return _card(request, incident, typed=_typed(form), status=422)
    return _checked(request, incident, form)


def _checked(request: HttpRequest, incident: Incident, form: CheckForm) -> HttpResponse:
    ref = form.activity.ref
    try:
        procedure.check(
            incident=incident,
            ref=ref,
            by=request.user,
            form_token=token_of(request) or uuid4(),
            **form.cleaned_data,
        )
    except Denied as error:
        typed, refusal = _typed(form), translated(error)
        return _card(request, incident, typed=typed, refusal=refusal, status=403)
    came_from = request.GET.get("from", "")
    address = desk_address("desk-procedure", incident, came_from)
    mark = "&" if "?" in address else "?"
    return redirect(f"{address}{mark}recorded={ref}#step-{ref}")


def _typed(form: CheckForm) -> Typed:
    return Typed(
        ref=form.activity.ref,
        outcome=form.data.get("outcome", ""),
        remark=form.data.get("remark", ""),
        errors={name: str(errors[0]) for name, errors in form.errors.items()},
    )


def _card(
    request: HttpRequest, incident: Incident, *, status: int = 200, **more: Any
) -> HttpResponse:
    reader = Reader(request.user, came_from=request.GET.get("from", ""), **more)
    card = card_view(incident, journey(incident), reader, first_line=first_line().pk)
    return render_page(
        request,
        page="desk/procedure.html",
        partial="desk/_procedure.html",
        context={"incident": incident, "card": card},
        status=status,
    )
