"""The targets: how much support time there is, by priority, for all and by project."""

from collections.abc import Collection, Mapping

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hdportal.desk.actions import targets
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.domain.sla_targets import (
    PLACES,
    Minutes,
    Place,
    WrongTargets,
    as_text,
)
from hdportal.desk.presenters import settings_targets as shown
from hdportal.desk.queries import sla as stored
from hdportal.desk.targets_form import posted_minutes, posted_texts
from hdportal.desk.views.settings_gate import for_keepers
from hdportal.portfolio.models import Project
from hdportal.web.render import translated


@require_safe
@for_keepers
def desk_targets(request: HttpRequest) -> HttpResponse:
    """Show every target; `project` leads to where those of a project are set."""
    if key := request.GET.get("project"):
        return redirect(shown.address_of(_project(key)))
    rows = list(stored.active_definitions())
    context = {
        "columns": shown.overview_columns(),
        "rows": shown.overview_rows(rows),
        "is_stock": any(row.is_stock for row in rows),
        "projects": [(one.key, one.label) for one in _projects()],
    }
    return render(request, "desk/settings_targets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def desk_targets_of(request: HttpRequest, scope: str) -> HttpResponse:
    """Show the targets of a project, or of all; POST sets them."""
    project = None if scope == shown.EVERY_PROJECT else _project(scope)
    if request.method != "POST":
        stands = _stands(project)
        texts, seen = shown.texts_of(stands), as_text(stands)
        return _page(request, project, rows=_rows(project, texts), seen=seen)
    posted, seen = request.POST.dict(), request.POST.get("seen", "")
    texts, wanted = posted_texts(posted), posted_minutes(posted)
    try:
        targets.set_targets(project=project, to=wanted, seen=seen, by=request.user)
    except WrongTargets as error:
        refusal = {"refusal": translated(error), "links": shown.links(error.places)}
        rows = _rows(project, texts, wrong=error.places)
        return _page(request, project, rows=rows, seen=seen, status=422, **refusal)
    except ChangedMeanwhile as error:
        stands, told = _stands(project), translated(error)
        newer = {p: m for p, m in _whole(stands).items() if m != wanted[p]}
        rows = _rows(project, texts, meanwhile=newer)
        seen = as_text(stands)
        return _page(request, project, rows=rows, seen=seen, status=409, refusal=told)
    messages.success(request, _("The targets are saved."))
    return redirect("desk-targets")


def _project(key: str) -> Project:
    found = _projects().filter(key=key).first() if "\x00" not in key else None
    if found is None:
        raise Http404
    return found


def _projects() -> QuerySet[Project]:
    return Project.objects.order_by("search_key", "key")


def _stands(project: Project | None) -> Minutes:
    rows = stored.definitions_of(project.pk if project else None)
    return {place: row.minutes for place, row in rows.items()}


def _whole(minutes: Minutes) -> Minutes:
    return {place: minutes.get(place) for place in PLACES}


def _rows(
    project: Project | None,
    texts: Mapping[Place, str],
    *,
    wrong: Collection[Place] = (),
    meanwhile: Minutes | None = None,
) -> list[dict[str, object]]:
    usual = _stands(None) if project else None
    return shown.form_rows(texts, usual=usual, wrong=wrong, meanwhile=meanwhile)


def _page(
    request: HttpRequest,
    project: Project | None,
    *,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    rows = stored.definitions_of(project.pk if project else None).values()
    context = {
        "refusal": "",
        "links": [],
        "columns": shown.form_columns(),
        "title": shown.name_of(project),
        "is_of_all": project is None,
        "is_stock": any(row.is_stock for row in rows),
        **context,
    }
    return render(request, "desk/settings_targets_of.html", context, status=status)
