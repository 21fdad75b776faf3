"""The lists that the desk chooses from: seen whole, added to, renamed, hidden."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from hdportal.desk.actions import choices
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.domain.choices import Kind, LastOne, WrongName
from hdportal.desk.models import DeskChoice
from hdportal.desk.presenters import settings as shown
from hdportal.desk.presenters.choices import offered
from hdportal.desk.queries import choices as stored
from hdportal.desk.settings_forms import ChoiceForm, choice_form, names_of
from hdportal.desk.views.settings_gate import for_keepers
from hdportal.web.render import translated

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@for_keepers
def desk_choices(request: HttpRequest, kind: str) -> HttpResponse:
    """Show a whole list, what is hidden too."""
    return _list_page(request, _kind(kind))


@require_http_methods(METHODS)
@for_keepers
def desk_choice_add(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a value to a list."""
    which = _kind(kind)
    sent = request.POST.dict() if request.method == "POST" else None
    form = choice_form(which, sent, offered(Kind.CATEGORY))
    if form.is_valid():
        try:
            choices.add(
                kind=which, names=form.names, parent=form.parent, by=request.user
            )
        except WrongName as error:
            form.show_wrong(error)
        else:
            messages.success(request, _("“%(name)s” is added.") % _named(form))
            return redirect(shown.list_address(which))
    return _form_page(request, form, which)


@require_http_methods(METHODS)
@for_keepers
def desk_choice(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Rename a value; a newer name of somebody else is shown, not overwritten."""
    choice = _choice(kind, pk)
    sent = request.POST.dict() if request.method == "POST" else None
    form, status = ChoiceForm(sent, initial=names_of(choice)), 422
    if form.is_valid():
        try:
            choices.rename(
                choice=choice,
                names=form.names,
                version=_version(request),
                by=request.user,
            )
        except WrongName as error:
            form.show_wrong(error)
        except ChangedMeanwhile as error:
            choice, status = _choice(kind, pk), 409
            form.show_newer(choice)
            form.add_error(None, translated(error))
        else:
            messages.success(request, _("“%(name)s” is saved.") % _named(form))
            return redirect(shown.list_address(Kind(choice.kind)))
    return _form_page(request, form, Kind(choice.kind), choice, status=status)


@require_POST
@for_keepers
def desk_choice_move(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Move a value up or down in its list."""
    choice, to = _choice(kind, pk), "up" if request.POST.get("to") == "up" else "down"
    choices.move(choice=choice, is_up=to == "up", by=request.user)
    return _back(choice, to)


@require_POST
@for_keepers
def desk_choice_show(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Hide a value, or offer it again with `offered=1`."""
    choice, is_active = _choice(kind, pk), request.POST.get("offered") == "1"
    try:
        choices.show(choice=choice, is_active=is_active, by=request.user)
    except LastOne as error:
        return _list_page(request, Kind(choice.kind), refusal=translated(error))
    return _back(choice, "show")


@require_POST
@for_keepers
def desk_choice_remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Remove a value that nothing names; every other one is hidden instead."""
    choice = _choice(kind, pk)
    try:
        is_gone = choices.remove(choice=choice, by=request.user)
    except LastOne as error:
        return _list_page(request, Kind(choice.kind), refusal=translated(error))
    text = _("“%(name)s” is removed.")
    if not is_gone:
        text = _(
            "“%(name)s” is hidden and no longer offered. It is not removed, because "
            "incidents have it or rules name it: there it stays readable."
        )
    messages.success(request, text % {"name": shown.in_readers_language(choice.names)})
    return redirect(shown.list_address(Kind(choice.kind)))


def _kind(slug: str) -> Kind:
    try:
        return shown.SLUGS[slug]
    except KeyError:
        raise Http404 from None


def _choice(slug: str, pk: int) -> DeskChoice:
    return get_object_or_404(stored.every(_kind(slug)), pk=pk)


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _named(form: ChoiceForm) -> dict[str, str]:
    return {"name": shown.in_readers_language(form.names.trimmed())}


def _back(choice: DeskChoice, pressed: str) -> HttpResponse:
    address = shown.list_address(Kind(choice.kind))
    return redirect(f"{address}?focus={choice.pk}-{pressed}#order-{choice.pk}")


def _list_page(request: HttpRequest, kind: Kind, refusal: str = "") -> HttpResponse:
    rows = list(stored.every(kind))
    context = {
        "has_parents": kind is Kind.SUBCATEGORY,
        "add_href": shown.add_address(kind),
        "title": _(shown.TITLES[kind]),
        "lead": _(shown.LEADS[kind]),
        "rows": shown.choice_rows(rows, focus=request.GET.get("focus", "")),
        "has_stock": any(row.is_stock for row in rows),
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return render(request, "desk/settings_list.html", context, status=status)


def _form_page(
    request: HttpRequest,
    form: ChoiceForm,
    kind: Kind,
    choice: DeskChoice | None = None,
    *,
    status: int = 422,
) -> HttpResponse:
    context = {
        "form": form,
        "choice": choice,
        "remove_href": shown.value_address("desk-choice-remove", choice)
        if choice
        else "",
        "title": shown.in_readers_language(choice.names)
        if choice
        else _("Add a value"),
        "list_title": _(shown.TITLES[kind]),
        "list_href": shown.list_address(kind),
    }
    if choice:
        context["title"] = shown.in_readers_language(choice.names)
        context["remove_href"] = shown.value_address("desk-choice-remove", choice)
    status = status if form.is_bound else 200
    return render(request, "desk/settings_value.html", context, status=status)
