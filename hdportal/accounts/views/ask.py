"""Ask for an account: the public pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from hdportal.accounts.actions import requests
from hdportal.accounts.forms.profile import AskForm
from hdportal.accounts.models import AccountRequest
from hdportal.accounts.throttle import is_too_often
from hdportal.web.render import render_page


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take the question; the answer is the same for every address."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask_page(request, form, status=422 if form.is_bound else 200)
    if is_too_often(request, "account_request", key=form.cleaned_data["email"]):
        return _ask_page(request, form, status=429)
    requests.ask(language=get_language() or "en", **form.cleaned_data)
    return redirect("account-request-sent")


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way, to whomever."""
    return render_page(request, page="accounts/request_sent.html", context={})


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a page whose button confirms; mail scanners open links as well."""
    account_request = requests.read(token)
    if account_request and request.method == "POST":
        account_request = requests.confirm(account_request=account_request)
    is_open = (
        account_request is not None
        and account_request.state == AccountRequest.State.UNVERIFIED
    )
    return render_page(
        request,
        page="accounts/request_confirm.html",
        context={"account_request": account_request, "is_open": is_open},
        status=200 if account_request else 410,
    )


def _ask_page(request: HttpRequest, form: AskForm, *, status: int) -> HttpResponse:
    return render_page(
        request,
        page="accounts/request.html",
        context={"form": form, "is_too_often": status == 429},
        status=status,
    )
