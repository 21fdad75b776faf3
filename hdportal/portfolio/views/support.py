"""The Support Service: what the desk covers, and who answers for which project."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hdportal.portfolio.domain.words import LONGEST_QUERY
from hdportal.portfolio.presenters import (
    LAST_PAGE,
    PAGE_SIZE,
    channels,
    project_list,
    project_page,
)
from hdportal.portfolio.queries import find_project, find_projects
from hdportal.portfolio.views.gate import is_editor
from hdportal.web.render import render_page


@require_safe
def support(request: HttpRequest) -> HttpResponse:
    """Show the page to everybody; htmx gets the list of projects alone."""
    text = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    page = _page_number(request.GET.get("page", ""))
    offset = (page - 1) * PAGE_SIZE
    found = find_projects(text, limit=PAGE_SIZE + 1, offset=offset)
    return render_page(
        request,
        page="portfolio/support.html",
        partial="portfolio/_projects_update.html",
        context={
            "projects": project_list(found, text=text, page=page),
            "email": settings.SUPPORT_EMAIL,
            "channels": channels(),
            "is_editor": is_editor(request),
        },
    )


@require_safe
def support_project(request: HttpRequest, key: str) -> HttpResponse:
    """Show one project; another spelling of its code leads to its address."""
    project = find_project(key)
    if project is None:
        raise Http404
    if project.key != key:
        return redirect(project)
    context = {"page": project_page(project), "is_editor": is_editor(request)}
    return render(request, "portfolio/project.html", context)


def _page_number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < 6
    return min(max(int(text), 1), LAST_PAGE) if is_number else 1
