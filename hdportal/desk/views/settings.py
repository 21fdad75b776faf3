"""The desk's settings: what there is, and the matrix of priorities."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hdportal.desk.actions import priorities
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.domain.priority import MatrixHasHoles, as_text, changed_since
from hdportal.desk.presenters import settings_matrix as shown
from hdportal.desk.presenters.settings import SLUGS, overview
from hdportal.desk.presenters.settings_routing import routing_links
from hdportal.desk.presenters.settings_targets import targets_link
from hdportal.desk.queries import choices as stored
from hdportal.desk.queries.groups import every_group
from hdportal.desk.queries.routing import every_rule
from hdportal.desk.queries.sla import active_definitions
from hdportal.desk.settings_forms import posted_matrix
from hdportal.desk.views.settings_gate import for_keepers
from hdportal.web.render import translated


@require_safe
@for_keepers
def desk_settings(request: HttpRequest) -> HttpResponse:
    """Show what can be set, and what nobody has confirmed yet."""
    lists = {kind: list(stored.every(kind)) for kind in SLUGS.values()}
    links = overview(lists, is_stock_matrix=stored.is_stock_matrix())
    routing = routing_links(groups=every_group().count(), rules=every_rule().count())
    targets = targets_link(list(active_definitions()))
    links = [links[0], targets, *links[1:], *routing]
    return render(request, "desk/settings.html", {"links": links})


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def desk_priorities(request: HttpRequest) -> HttpResponse:
    """Show the matrix of priorities; POST sets it."""
    if request.method != "POST":
        matrix = stored.matrix()
        rows = shown.matrix_rows(matrix)
        return _page(request, rows=rows, seen=as_text(matrix))
    wanted, seen = posted_matrix(request.POST.dict()), request.POST.get("seen", "")
    try:
        priorities.set_matrix(to=wanted, seen=seen, by=request.user)
    except MatrixHasHoles as error:
        refusal = {"refusal": translated(error), "links": shown.links(error.cells)}
        rows = shown.matrix_rows(wanted, holes=error.cells)
        return _page(request, rows=rows, seen=seen, status=422, **refusal)
    except ChangedMeanwhile as error:
        stands, told = stored.matrix(), translated(error)
        rows = shown.matrix_rows(wanted, meanwhile=changed_since(seen, stands))
        seen = as_text(stands)
        return _page(request, rows=rows, seen=seen, status=409, refusal=told)
    messages.success(request, _("The priorities are saved."))
    return redirect("desk-settings")


def _page(
    request: HttpRequest, *, status: int = 200, **context: object
) -> HttpResponse:
    context = {
        "refusal": "",
        "links": [],
        "columns": shown.matrix_columns(),
        "options": shown.priority_options(),
        "is_stock": stored.is_stock_matrix(),
        **context,
    }
    return render(request, "desk/settings_priorities.html", context, status=status)
