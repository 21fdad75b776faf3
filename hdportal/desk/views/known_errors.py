"""Known errors: the list, one of them, writing one down, correcting, retiring."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from hdportal.accounts.kept import take_kept
from hdportal.desk.actions import known_errors
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.domain.known_errors import Status, may_keep
from hdportal.desk.domain.searching import Query
from hdportal.desk.known_error_forms import KnownErrorForm
from hdportal.desk.models import KnownError
from hdportal.desk.presenters import known_errors as shown
from hdportal.desk.presenters import searching
from hdportal.desk.presenters.known_errors import TABS, Address, known_error_address
from hdportal.desk.queries import known_errors as stored
from hdportal.desk.views.typed import first_of_each, sign_in_first, welcome_back
from hdportal.intake.writing import token_of
from hdportal.web.render import translated

METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def known_errors_list(request: HttpRequest) -> HttpResponse:
    """List known errors, newest first, or those that have all of some words."""
    may_keep(request.user.actor).or_raise()
    here = _address(request)
    words = Query.parse(here.text)
    # Words without a letter or digit find nothing, not everything.
    refusal = searching.refusal(here.text) if here.text else ""
    found, has_more = stored.page(
        status=TABS[here.tab], words=words, before=here.before
    )
    rows = [] if refusal else shown.listed(found)
    older = Address(here.tab, here.text, found[-1].pk) if has_more else None
    context = {
        "here": here,
        "rows": rows,
        "tabs": shown.tabs(here),
        "refusal": refusal,
        "newest": str(Address(here.tab, here.text)) if here.before else None,
        "older": str(older) if older and not refusal else None,
    }
    return render(request, "desk/known_errors.html", context)


@login_required
@require_safe
def known_error(request: HttpRequest, number: str) -> HttpResponse:
    """Show a known error, and the incidents that have it."""
    one = _one(request, number)
    found, has_more = stored.incidents_of(one, before=_key(request, "before"))
    address = known_error_address(one)
    context = {
        "one": one,
        "status": shown.status_badge(one),
        "details": shown.written(one),
        "incidents": shown.incident_rows(found),
        "newest": address if _key(request, "before") else None,
        "older": f"{address}?before={found[-1].pk}" if has_more else None,
    }
    return render(request, "desk/known_error.html", context)


@require_http_methods(METHODS)
def known_error_new(request: HttpRequest) -> HttpResponse:
    """Write a known error down."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    may_keep(request.user.actor).or_raise()
    if request.method != "POST":
        return _opened(request)
    form, token = KnownErrorForm(request.POST.dict()), token_of(request) or uuid4()
    if not form.is_valid():
        return _form_page(request, form, token=str(token), status=422)
    one = known_errors.add(told=form.told, by=request.user, form_token=token)
    messages.success(request, _("%(number)s is written down.") % {"number": one})
    return redirect(known_error_address(one))


@require_http_methods(METHODS)
def known_error_edit(request: HttpRequest, number: str) -> HttpResponse:
    """Correct a known error; a newer change of somebody else is shown, not lost."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    one = _one(request, number)
    if request.method != "POST":
        return _opened(request, one)
    form, status = KnownErrorForm(request.POST.dict(), one=one), 422
    if form.is_valid():
        try:
            known_errors.change(
                one=one,
                told=form.told,
                version=_number(request.POST.get("version", "")) or 0,
                by=request.user,
            )
        except ChangedMeanwhile as error:
            one, status = _one(request, number), 409
            form.show_newer(one)
            form.add_error(None, translated(error))
        else:
            messages.success(request, _("%(number)s is saved.") % {"number": one})
            return redirect(known_error_address(one))
    return _form_page(request, form, one, status=status)


@require_POST
@login_required
def known_error_status(request: HttpRequest, number: str) -> HttpResponse:
    """Retire it with `status=retired`, or open it again."""
    one = _one(request, number)
    is_retired = request.POST.get("status") == Status.RETIRED
    to = Status.RETIRED if is_retired else Status.OPEN
    known_errors.set_status(one=one, to=to, by=request.user)
    said = _("%(number)s is retired.") if is_retired else _("%(number)s is open again.")
    messages.success(request, said % {"number": one})
    return redirect(known_error_address(one))


def _one(request: HttpRequest, number: str) -> KnownError:
    may_keep(request.user.actor).or_raise()
    one = stored.one(number)
    if one is None:
        raise Http404
    return one


def _opened(request: HttpRequest, one: KnownError | None = None) -> HttpResponse:
    kept = first_of_each(take_kept(request))
    if kept:
        messages.info(request, welcome_back(kept))
    form = KnownErrorForm(initial=kept, one=one)
    return _form_page(request, form, one, token=kept.get("form_token", ""))


def _form_page(
    request: HttpRequest,
    form: KnownErrorForm,
    one: KnownError | None = None,
    *,
    token: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "one": one,
        "form_token": token or str(uuid4()),
        "cancel_href": known_error_address(one) if one else str(Address()),
    }
    return render(request, "desk/known_error_form.html", context, status=status)


def _address(request: HttpRequest) -> Address:
    tab = request.GET.get("show", "")
    text = searching.kept(searching.typed(request.GET.get("q", "")))
    before = _key(request, "before")
    return Address(tab if tab in TABS else "", text, before)


def _key(request: HttpRequest, name: str) -> int | None:
    return _number(request.GET.get(name, ""))


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if is_number else None
