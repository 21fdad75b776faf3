"""Organisations, for administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hdportal.accounts import queries
from hdportal.accounts.actions import organisations as organisation_actions
from hdportal.accounts.forms.people import OrganisationForm
from hdportal.accounts.models import Organisation
from hdportal.accounts.views.gate import for_administrators
from hdportal.web.render import render_page


@require_http_methods(["GET", "POST"])
@for_administrators
def organisations(request: HttpRequest) -> HttpResponse:
    """List the organisations and add one."""
    initial = {"name": request.GET.get("name", "")[:160]}
    sent = request.POST if request.method == "POST" else None
    form = OrganisationForm(sent, initial=initial)
    if form.is_valid():
        organisation_actions.add(by=request.user, **form.cleaned_data)
        messages.success(request, _("The organisation is added."))
        return redirect("organisations")
    return render_page(
        request,
        page="accounts/organisations.html",
        context={"form": form, "rows": queries.organisations_with_people()},
        status=422 if form.is_bound else 200,
    )


@require_POST
@for_administrators
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Open colleagues' incidents to one another, or close them."""
    organisation = get_object_or_404(Organisation, pk=pk)
    organisation_actions.set_sharing(
        organisation=organisation,
        is_shared=request.POST.get("share") == "1",
        by=request.user,
    )
    messages.success(request, _("Saved."))
    return redirect("organisations")
