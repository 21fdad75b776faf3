"""Requests for an account, for administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hdportal.accounts import queries
from hdportal.accounts.actions import requests
from hdportal.accounts.forms.people import AcceptForm, DeclineForm
from hdportal.accounts.models import AccountRequest
from hdportal.accounts.presenters import request_name
from hdportal.accounts.views.gate import for_administrators, key_after
from hdportal.web.render import render_page


@require_safe
@for_administrators
def waiting(request: HttpRequest) -> HttpResponse:
    """List who waits for an answer."""
    page = queries.requests_waiting(after=key_after(request))
    return render_page(
        request,
        page="accounts/requests.html",
        context={"page": page, "is_first_page": "after" not in request.GET},
    )


@require_http_methods(["GET", "POST"])
@for_administrators
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer yes: invite the person who asked."""
    account_request = _waiting_or_404(pk)
    initial = {
        "first_name": account_request.first_name,
        "last_name": account_request.last_name,
    }
    sent = request.POST if request.method == "POST" else None
    form = AcceptForm(sent, initial=initial)
    if form.is_valid():
        requests.invite(
            account_request=account_request,
            roles=form.grants(),
            by=request.user,
            **form.names(),
        )
        sentence = _("The invitation is on its way to %(email)s.")
        messages.success(request, sentence % {"email": account_request.email})
        return redirect("account-requests")
    return _answer_page(request, "accounts/request_invite.html", account_request, form)


@require_http_methods(["GET", "POST"])
@for_administrators
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer no, with a reason."""
    account_request = _waiting_or_404(pk)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        requests.decline(
            account_request=account_request, by=request.user, **form.cleaned_data
        )
        sentence = _("The reason is on its way to %(email)s.")
        messages.success(request, sentence % {"email": account_request.email})
        return redirect("account-requests")
    return _answer_page(request, "accounts/request_decline.html", account_request, form)


def _waiting_or_404(pk: int) -> AccountRequest:
    return get_object_or_404(AccountRequest, pk=pk, state=AccountRequest.State.WAITING)


def _answer_page(
    request: HttpRequest,
    page: str,
    account_request: AccountRequest,
    form: AcceptForm | DeclineForm,
) -> HttpResponse:
    return render_page(
        request,
        page=page,
        context={
            "account_request": account_request,
            "name": request_name(account_request),
            "form": form,
        },
        status=422 if form.is_bound else 200,
    )
