"""Options of search fields, and the administrator's choice of forms."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from hdportal.intake import forms
from hdportal.intake.actions import forms as form_actions
from hdportal.intake.domain import policy
from hdportal.intake.models import FormDefinition
from hdportal.intake.presenters import form_view
from hdportal.intake.sources import SHOWN, SOURCES

LONGEST_SEARCH = 100


@login_required
@require_safe
def form_options(request: HttpRequest, source: str) -> HttpResponse:
    """Answer a search field: the first options that match `q`, best first."""
    if source not in SOURCES:
        raise Http404
    text = request.GET.get("q", "")[:LONGEST_SEARCH]
    found = SOURCES[source].search(text, request.GET.get("narrowed_by", ""))
    options = [
        {"value": o.value, "label": o.label, "hint": o.hint, "note": str(o.note)}
        for o in found[:SHOWN]
    ]
    return JsonResponse({"options": options})


@login_required
@require_safe
def form_list(request: HttpRequest) -> HttpResponse:
    """List the forms, with which one is in use for each purpose."""
    policy.may_change_forms(request.user.actor).or_raise()
    definitions = FormDefinition.objects.all()
    return render(request, "intake/form_list.html", {"definitions": definitions})


@login_required
@require_safe
def form_preview(request: HttpRequest, key: str) -> HttpResponse:
    """Show the newest version of a form as a caller would see it."""
    policy.may_change_forms(request.user.actor).or_raise()
    definition = get_object_or_404(FormDefinition, key=key)
    version = definition.versions.latest("number")
    context = {"definition": definition, "form": form_view(forms.blank(version))}
    return render(request, "intake/form_preview.html", context)


@login_required
@require_POST
def form_put_in_use(request: HttpRequest, key: str) -> HttpResponse:
    """Let a form serve its purpose from now on."""
    definition = get_object_or_404(FormDefinition, key=key)
    form_actions.put_in_use(definition=definition, by=request.user)
    return redirect("form-list")
