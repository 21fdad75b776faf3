"""The groups that incidents are assigned to: seen, added, changed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hdportal.desk.actions import groups
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.domain.groups import GroupStays, WrongGroupName
from hdportal.desk.models import AssignmentGroup
from hdportal.desk.presenters import settings_routing as shown
from hdportal.desk.queries.groups import every_group
from hdportal.desk.routing_forms import GroupForm, of_group, show_newer
from hdportal.desk.views.settings_gate import for_keepers
from hdportal.desk.views.settings_rules import version_of
from hdportal.web.render import translated

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@for_keepers
def desk_groups(request: HttpRequest) -> HttpResponse:
    """Show every group, those switched off too."""
    context = {"rows": shown.group_rows(every_group())}
    return render(request, "desk/settings_groups.html", context)


@require_http_methods(METHODS)
@for_keepers
def desk_group_add(request: HttpRequest) -> HttpResponse:
    """Add a group."""
    form = GroupForm(request.POST.dict() if request.method == "POST" else None)
    if form.is_valid():
        try:
            groups.add(wanted=form.wanted, by=request.user)
        except WrongGroupName as error:
            form.add_error("name", translated(error))
        else:
            named = {"name": form.wanted.name}
            messages.success(request, _("“%(name)s” is added.") % named)
            return redirect("desk-groups")
    return _page(request, form, title=_("Add a group"))


@require_http_methods(METHODS)
@for_keepers
def desk_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a group; a newer change of somebody else is shown, not overwritten."""
    group = get_object_or_404(every_group(), pk=pk)
    sent, status = request.POST.dict() if request.method == "POST" else None, 422
    form = GroupForm(sent, key=group.key, initial=of_group(group))
    if form.is_valid():
        version = version_of(request)
        try:
            groups.change(
                group=group, wanted=form.wanted, version=version, by=request.user
            )
        except WrongGroupName as error:
            form.add_error("name", translated(error))
        except GroupStays as error:
            form.add_error("is_active", translated(error))
        except ChangedMeanwhile as error:
            group, status = every_group().get(pk=pk), 409
            _show_newer(form, group)
            form.add_error(None, translated(error))
        else:
            named = {"name": form.wanted.name}
            messages.success(request, _("“%(name)s” is saved.") % named)
            return redirect("desk-groups")
    return _page(request, form, title=group.name, group=group, status=status)


def _show_newer(form: GroupForm, group: AssignmentGroup) -> None:
    stands, typed = of_group(group), form.cleaned_data
    show_newer(form, shown.newer(stands, typed, shown.group_texts(group)))


def _page(
    request: HttpRequest,
    form: GroupForm,
    *,
    title: str,
    group: AssignmentGroup | None = None,
    status: int = 422,
) -> HttpResponse:
    lead = _("Whoever has a role behind the desk only for %(scope)s belongs to it.")
    context = {
        "form": form,
        "title": title,
        "lead": lead % {"scope": group.scope} if group else "",
        "remove_href": "",
        "list_title": _("Groups"),
        "list_name": "desk-groups",
        "version": group.version if group else 0,
    }
    status = status if form.is_bound else 200
    return render(request, "desk/settings_entry.html", context, status=status)
