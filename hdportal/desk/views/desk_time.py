"""Time worked on an incident: its card, and one address for each thing to do."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from hdportal.accounts.kept import take_kept
from hdportal.desk.actions import stopwatch, time_worked
from hdportal.desk.actions.changes import AlreadyDone
from hdportal.desk.actions.stopwatch import SayHowLong
from hdportal.desk.actions.time_worked import DoesNotFit, WrongDay
from hdportal.desk.models import Incident, TimeWorked
from hdportal.desk.presenters.addresses import desk_address
from hdportal.desk.presenters.time_card import (
    ADD,
    STOP,
    Reader,
    Sent,
    Typed,
    said,
    time_card,
)
from hdportal.desk.queries.worked import line as line_of
from hdportal.desk.time_forms import WorkedForm
from hdportal.desk.views.ticket import ticket_or_404
from hdportal.desk.views.typed import first_of_each, sign_in_first
from hdportal.intake.writing import token_of
from hdportal.kernel.errors import Denied
from hdportal.web.render import render_page, translated

_FIELDS = ("minutes", "day", "note")


@login_required
@require_safe
def desk_time(request: HttpRequest, number: str) -> HttpResponse:
    """Show the time worked on an incident; htmx takes the card only."""
    incident = ticket_or_404(request, number)
    done, booked = request.GET.get("done", ""), request.GET.get("booked", "")
    return _card(request, incident, said=said(done, booked))


@require_POST
@login_required
def desk_time_start(request: HttpRequest, number: str) -> HttpResponse:
    """Start the stopwatch here; one that runs elsewhere is stopped and booked."""
    incident = ticket_or_404(request, number)
    try:
        booked = stopwatch.start(incident=incident, by=request.user)
    except Denied as error:
        return _refused(request, incident, error, status=403)
    except SayHowLong as error:
        return _refused(request, incident, error)
    return _done(request, incident, "started", booked)


@require_POST
@login_required
def desk_time_stop(request: HttpRequest, number: str) -> HttpResponse:
    """Stop the stopwatch and book it; what is typed counts instead of what it shows."""
    incident = ticket_or_404(request, number)
    form = WorkedForm(request.POST) if "minutes" in request.POST else None
    if form is not None and not form.is_valid():
        return _card(request, incident, sent=_sent(STOP, form), status=422)
    worked = form.worked if form else None
    try:
        booked = stopwatch.stop(incident=incident, by=request.user, worked=worked)
    except (WrongDay, DoesNotFit) as error:
        sent = _sent(STOP, form, error)
        return _card(request, incident, sent=sent, status=422)
    except SayHowLong as error:
        return _refused(request, incident, error, sent=Sent(STOP))
    return _done(request, incident, "stopped", booked)


@require_http_methods(["GET", "HEAD", "POST"])
def desk_time_add(request: HttpRequest, number: str) -> HttpResponse:
    """Write time down; GET shows what was typed before signing in."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    incident = ticket_or_404(request, number)
    if request.method != "POST":
        return _card(request, incident, sent=_kept(request, ADD))

    def add(form: WorkedForm) -> TimeWorked:
        return time_worked.add(
            incident=incident,
            worked=form.worked,
            by=request.user,
            form_token=token_of(request) or uuid4(),
        )

    return _written(request, incident, ADD, add, "added")


@require_http_methods(["GET", "HEAD", "POST"])
def desk_time_change(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Correct a line of one's own; GET shows what was typed before signing in."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    incident = ticket_or_404(request, number)
    line = line_of(incident, pk)
    if line is None:
        raise Http404
    time_worked.may_correct(line, request.user).or_raise()
    if request.method != "POST":
        return _card(request, incident, sent=_kept(request, str(pk)))

    def change(form: WorkedForm) -> TimeWorked:
        return time_worked.change(line=line, worked=form.worked, by=request.user)

    return _written(request, incident, str(pk), change, "changed")


@require_POST
@login_required
def desk_time_remove(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Remove a line of one's own; removing it again changes nothing."""
    incident = ticket_or_404(request, number)
    try:
        if line := line_of(incident, pk):
            time_worked.remove(line=line, by=request.user)
    except Denied as error:
        return _refused(request, incident, error, status=403)
    return _done(request, incident, "removed", [])


def _written(
    request: HttpRequest,
    incident: Incident,
    name: str,
    act: Callable[[WorkedForm], TimeWorked],
    done: str,
) -> HttpResponse:
    """Do what a form asks for, or show it again with the reason."""
    form = WorkedForm(request.POST)
    if not form.is_valid():
        return _card(request, incident, sent=_sent(name, form), status=422)
    try:
        line = act(form)
    except (WrongDay, DoesNotFit) as error:
        return _card(request, incident, sent=_sent(name, form, error), status=422)
    except AlreadyDone as error:
        sent = _sent(name, form)
        return _refused(request, incident, error, sent=sent)
    except Denied as error:
        return _refused(request, incident, error, status=403)
    except TimeWorked.DoesNotExist:
        gone = _("This line was removed meanwhile. Nothing was changed.")
        return _card(request, incident, refusal=gone, status=422)
    return _done(request, incident, done, [line])


def _done(
    request: HttpRequest, incident: Incident, done: str, booked: Sequence[TimeWorked]
) -> HttpResponse:
    address = desk_address("desk-time", incident, request.GET.get("from", ""))
    minutes = sum(line.minutes for line in booked)
    mark = "&" if "?" in address else "?"
    return redirect(f"{address}{mark}{urlencode({'done': done, 'booked': minutes})}")


def _sent(
    name: str,
    form: WorkedForm | None,
    error: WrongDay | DoesNotFit | None = None,
) -> Sent:
    if form is None:
        return Sent(name)
    errors = {field: str(said[0]) for field, said in form.errors.items()}
    if error is not None:
        errors["day" if isinstance(error, WrongDay) else "minutes"] = translated(error)
    minutes, day, note = (form.data.get(field, "") for field in _FIELDS)
    return Sent(name, Typed(minutes, day, note, errors))


def _kept(request: HttpRequest, name: str) -> Sent:
    kept = first_of_each(take_kept(request))
    minutes, day, note = (kept.get(field, "") for field in _FIELDS)
    return Sent(name, Typed(minutes, day, note)) if kept else Sent()


def _refused(
    request: HttpRequest,
    incident: Incident,
    error: Denied | SayHowLong,
    *,
    status: int = 422,
    **more: Any,
) -> HttpResponse:
    refusal = translated(error)
    return _card(request, incident, refusal=refusal, status=status, **more)


def _card(
    request: HttpRequest, incident: Incident, *, status: int = 200, **more: Any
) -> HttpResponse:
    reader = Reader(request.user, came_from=request.GET.get("from", ""), **more)
    return render_page(
        request,
        page="desk/time.html",
        partial="desk/_time.html",
        context={"incident": incident, "card": time_card(incident, reader)},
        status=status,
    )
