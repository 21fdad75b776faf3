"""The published Incident SOP: the procedure, its versions and what changed. For all."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hdportal.desk.domain import sop
from hdportal.desk.presenters.procedure import procedure_page
from hdportal.desk.presenters.procedure_changes import change_sections, summary
from hdportal.desk.presenters.procedure_versions import title_of, version_views
from hdportal.desk.sop_versions import published


@require_safe
def sop_incident(request: HttpRequest) -> HttpResponse:
    """Show the procedure as the portal enforces it."""
    versions = published()
    return _page(request, versions[-1].number, versions)


@require_safe
def sop_incident_version(request: HttpRequest, number: int) -> HttpResponse:
    """Show one version; the newest stands at the procedure's own address."""
    versions = published()
    if number == versions[-1].number:
        return redirect("sop-incident")
    _version_or_404(number, versions)
    return _page(request, number, versions)


@require_safe
def sop_incident_versions(request: HttpRequest) -> HttpResponse:
    """List the versions, newest first."""
    versions = published()
    context = {
        "title": title_of(versions[-1].definition),
        "versions": version_views(versions, today=timezone.localdate()),
    }
    return render(request, "desk/sop_versions.html", context)


@require_safe
def sop_incident_changes(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a version changed in the one before it."""
    versions = published()
    new, old = (_version_or_404(one, versions) for one in (number, number - 1))
    views = version_views(versions, today=timezone.localdate())
    changes = sop.diff(old.definition, new.definition)
    sections = change_sections(changes, new.definition)
    context = {
        "title": title_of(new.definition),
        "version": next(view for view in views if view.number == number),
        "sections": sections,
        "summary": summary(sections),
    }
    return render(request, "desk/sop_changes.html", context)


def _page(
    request: HttpRequest, number: int, versions: list[sop.Version]
) -> HttpResponse:
    page = procedure_page(number, versions, today=timezone.localdate())
    return render(request, "desk/sop.html", {"page": page})


def _version_or_404(number: int, versions: list[sop.Version]) -> sop.Version:
    for version in versions:
        if version.number == number:
            return version
    raise Http404
