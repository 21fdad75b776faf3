"""What an incident is linked to, and one address for each way to link it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from hdportal.accounts.kept import take_kept
from hdportal.desk.actions import links
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.domain.incident import LinkTarget
from hdportal.desk.domain.links import LONGEST_REFERENCE, OPPOSITE
from hdportal.desk.models import Incident
from hdportal.desk.presenters.linked_card import (
    Reader,
    Typed,
    done_address,
    linked_view,
)
from hdportal.desk.queries.links import incident_in, known_error_in
from hdportal.desk.views.ticket import ticket_or_404
from hdportal.desk.views.typed import first_of_each, sign_in_first
from hdportal.intake.writing import token_of
from hdportal.kernel.errors import Denied, DomainError
from hdportal.kernel.text import N_
from hdportal.privacy import door
from hdportal.web.render import render_page, translated

METHODS = ["GET", "HEAD", "POST"]
# Takes what was typed and the token of its form; raises what stands in the way.
Act = Callable[[Incident, Typed, UUID], None]
_LONGEST_SHOWN = 40


class _NotTaken(DomainError):
    """What was typed names nothing."""


@login_required
@require_safe
def desk_linked(request: HttpRequest, number: str) -> HttpResponse:
    """Show what an incident is linked to; htmx takes the card only."""
    incident = ticket_or_404(request, number)
    return _card(request, incident, done=request.GET.get("done", ""))


@require_http_methods(METHODS)
def desk_link(request: HttpRequest, number: str) -> HttpResponse:
    """Link another incident to this one."""

    def act(incident: Incident, typed: Typed, token: UUID) -> None:
        to = incident_in(typed.value)
        if to is None:
            raise _none_such(typed, N_("Enter the number of an incident."))
        if typed.relation not in set(OPPOSITE):
            raise _NotTaken(N_("Choose how they belong together."))
        links.link(
            incident=incident,
            to=to,
            relation=LinkTarget(typed.relation),
            by=request.user,
            form_token=token,
        )

    return _posted(request, number, "link", act, done="linked")


@require_http_methods(METHODS)
def desk_known_error(request: HttpRequest, number: str) -> HttpResponse:
    """Say which known error it is; an empty number takes it away."""

    def act(incident: Incident, typed: Typed, token: UUID) -> None:
        to = known_error_in(typed.value)
        if to is None and (typed.value or "remove" not in request.POST):
            raise _none_such(typed, N_("Enter the number of a known error."))
        seen = request.POST.get("seen", "")
        links.set_known_error(
            incident=incident, to=to, seen=seen, by=request.user, form_token=token
        )

    return _posted(request, number, "known-error", act, done="known-error")


@require_http_methods(METHODS)
def desk_change(request: HttpRequest, number: str) -> HttpResponse:
    """Keep the reference of a change; an empty one takes it away."""

    def act(incident: Incident, typed: Typed, token: UUID) -> None:
        reference = " ".join(typed.value.split())
        if len(reference) > LONGEST_REFERENCE:
            sentence = N_("Enter at most %(most)s characters.")
            raise _NotTaken(sentence, most=LONGEST_REFERENCE)
        if not reference.isprintable():
            raise _NotTaken(N_("Enter letters and digits only."))
        links.set_change(
            incident=incident,
            to=door.clean(reference),
            seen=request.POST.get("seen", ""),
            by=request.user,
            form_token=token,
        )

    return _posted(request, number, "change", act, done="change")


@require_POST
@login_required
def desk_unlink(request: HttpRequest, number: str) -> HttpResponse:
    """Part two incidents again."""
    incident, key = ticket_or_404(request, number), request.POST.get("link", "")
    is_key = key.isascii() and key.isdigit() and len(key) < 18
    try:
        links.unlink(
            incident=incident,
            key=int(key) if is_key else 0,
            by=request.user,
            form_token=token_of(request) or uuid4(),
        )
    except Denied as error:
        return _card(request, incident, refusal=translated(error), status=403)
    except DomainError as error:
        return _card(request, incident, refusal=translated(error), status=409)
    came_from = request.GET.get("from", "")
    return redirect(done_address(incident, "unlinked", came_from))


def _posted(
    request: HttpRequest,
    number: str,
    form: str,
    act: Act,
    *,
    done: str,
) -> HttpResponse:
    """Do what one of the card's forms asks; GET shows what was typed before."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    incident = ticket_or_404(request, number)
    if request.method != "POST":
        kept = first_of_each(take_kept(request))
        return _card(request, incident, typed=_typed(form, kept))
    typed = _typed(form, request.POST)
    try:
        act(incident, typed, token_of(request) or uuid4())
    except Denied as error:
        told: dict[str, Any] = {"refusal": translated(error), "typed": typed}
        return _card(request, incident, **told, status=403)
    except ChangedMeanwhile as error:
        fresh = ticket_or_404(request, number)
        told = {"refusal": _both(error), "typed": typed}
        return _card(request, fresh, **told, status=409)
    except DomainError as error:
        wrong = Typed(form, typed.value, typed.relation, translated(error))
        return _card(request, incident, typed=wrong, status=422)
    return redirect(done_address(incident, done, request.GET.get("from", "")))


def _typed(form: str, sent: Mapping[str, str]) -> Typed:
    return Typed(form, sent.get("value", "").strip(), sent.get("relation", ""))


def _none_such(typed: Typed, empty: str) -> _NotTaken:
    if not typed.value:
        return _NotTaken(empty)
    return _NotTaken(N_("There is no %(number)s."), number=typed.value[:_LONGEST_SHOWN])


def _both(error: ChangedMeanwhile) -> str:
    stands = error.stands or _("nothing")
    text = _(
        "Somebody changed this since you opened the page. Now it is: %(value)s. "
        "Send yours once more if it is right."
    )
    return text % {"value": stands}


def _card(
    request: HttpRequest, incident: Incident, *, status: int = 200, **more: Any
) -> HttpResponse:
    reader = Reader(request.user, came_from=request.GET.get("from", ""), **more)
    return render_page(
        request,
        page="desk/linked.html",
        partial="desk/_linked.html",
        context={
            "incident": incident,
            "card": linked_view(incident, reader),
            "is_in_place": bool(request.htmx),
        },
        status=status,
    )
