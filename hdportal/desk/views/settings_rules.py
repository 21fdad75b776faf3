"""The rules by which new incidents are assigned: seen, tried, changed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from hdportal.desk.actions import routing
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.domain.choices import NotOffered
from hdportal.desk.domain.routing import NamesNothing, RuleTwice
from hdportal.desk.models import AssignmentRule
from hdportal.desk.presenters import settings_routing as shown
from hdportal.desk.queries.groups import first_line
from hdportal.desk.queries.routing import every_rule, rule_for
from hdportal.desk.routing_forms import AboutForm, RuleForm, of_rule, show_newer
from hdportal.desk.views.settings_gate import for_keepers
from hdportal.web.render import translated

METHODS = ["GET", "HEAD", "POST"]
_WRONG = (NamesNothing, RuleTwice, NotOffered)


@require_safe
@for_keepers
def desk_rules(request: HttpRequest) -> HttpResponse:
    """Show the rules in their order, and which one would decide what is asked for."""
    rules = list(every_rule())
    is_tried = "category" in request.GET
    form = AboutForm(request.GET.dict() if is_tried else None)
    context = {
        "rows": shown.rule_rows(rules, focus=request.GET.get("focus", "")),
        "form": form,
        "outcome": _outcome(form, rules) if form.is_valid() else "",
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "desk/settings_rules.html", context, status=status)


@require_http_methods(METHODS)
@for_keepers
def desk_rule_add(request: HttpRequest) -> HttpResponse:
    """Add a rule behind all others."""
    form = RuleForm(request.POST.dict() if request.method == "POST" else None)
    if form.is_valid():
        try:
            routing.add(wanted=form.wanted, by=request.user)
        except _WRONG as error:
            form.add_error(None, translated(error))
        else:
            messages.success(request, _("The rule is added, behind all others."))
            return redirect("desk-rules")
    return _page(request, form)


@require_http_methods(METHODS)
@for_keepers
def desk_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a rule; a newer change of somebody else is shown, not overwritten."""
    rule = get_object_or_404(every_rule(), pk=pk)
    sent, status = request.POST.dict() if request.method == "POST" else None, 422
    form = RuleForm(sent, keep=rule.category, initial=of_rule(rule))
    if form.is_valid():
        version = version_of(request)
        try:
            routing.change(
                rule=rule, wanted=form.wanted, version=version, by=request.user
            )
        except _WRONG as error:
            form.add_error(None, translated(error))
        except ChangedMeanwhile as error:
            rule, status = every_rule().get(pk=pk), 409
            _show_newer(form, rule)
            form.add_error(None, translated(error))
        else:
            messages.success(request, _("The rule is saved."))
            return redirect("desk-rules")
    return _page(request, form, rule, status=status)


@require_POST
@for_keepers
def desk_rule_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a rule up or down."""
    rule = get_object_or_404(every_rule(), pk=pk)
    to = "up" if request.POST.get("to") == "up" else "down"
    routing.move(rule=rule, is_up=to == "up", by=request.user)
    return redirect(f"{reverse('desk-rules')}?focus={pk}-{to}#order-{pk}")


@require_POST
@for_keepers
def desk_rule_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a rule; one that is gone already stays gone."""
    rule = every_rule().filter(pk=pk).first()
    if rule is not None:
        routing.remove(rule=rule, by=request.user)
    messages.success(request, _("The rule is removed."))
    return redirect("desk-rules")


def version_of(request: HttpRequest) -> int:
    """Return the version that the page showed, 0 for none."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _outcome(form: AboutForm, rules: list[AssignmentRule]) -> str:
    decides = rule_for(form.about)
    if decides is None:
        return shown.outcome(None, first_line().name, 0)
    number = next(n for n, rule in enumerate(rules, 1) if rule.pk == decides.pk)
    return shown.outcome(decides, decides.group.name, number)


def _show_newer(form: RuleForm, rule: AssignmentRule) -> None:
    given = form.cleaned_data
    named = {f: given[f] and given[f].key for f in ("application", "project", "group")}
    newer = shown.newer(of_rule(rule), {**given, **named}, shown.rule_texts(rule))
    show_newer(form, newer)


def _page(
    request: HttpRequest,
    form: RuleForm,
    rule: AssignmentRule | None = None,
    *,
    status: int = 422,
) -> HttpResponse:
    context = {
        "form": form,
        "title": _("Change the rule") if rule else _("Add a rule"),
        "lead": _("An incident has to be about all that you choose here."),
        "list_title": _("Assignment rules"),
        "list_name": "desk-rules",
        "version": rule.version if rule else 0,
        "remove_href": reverse("desk-rule-remove", args=[rule.pk]) if rule else "",
        "remove_note": _("Incidents that it assigned stay where they are."),
    }
    status = status if form.is_bound else 200
    return render(request, "desk/settings_entry.html", context, status=status)
