"""Add and change projects and applications, for administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hdportal.kernel.errors import DomainError
from hdportal.portfolio.actions import applications, projects
from hdportal.portfolio.domain.projects import ChangedMeanwhile
from hdportal.portfolio.forms import ApplicationForm, PortfolioForm, ProjectForm
from hdportal.portfolio.models import Application, Project
from hdportal.portfolio.presenters import application_rows
from hdportal.portfolio.queries import all_applications
from hdportal.portfolio.views.gate import for_editors
from hdportal.web.render import translated

get_or_post = require_http_methods(["GET", "POST"])


@get_or_post
@for_editors
def project_add(request: HttpRequest) -> HttpResponse:
    """Add a project, then show it."""
    form = ProjectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            project = projects.add(facts=form.facts, by=request.user)
        except DomainError as error:
            form.add_error(None, translated(error))
        else:
            messages.success(request, _("The project is saved."))
            return redirect(project)
    return _page(request, form, title=_("Add a project"))


@get_or_post
@for_editors
def project_edit(request: HttpRequest, key: str) -> HttpResponse:
    """Change a project; a newer change of somebody else is shown, not overwritten."""
    project = get_object_or_404(Project, key=key)
    sent = request.POST if request.method == "POST" else None
    form = ProjectForm(sent, instance=get_object_or_404(Project, key=key))
    if form.is_valid():
        try:
            seen = _version(request)
            projects.change(
                project=project, facts=form.facts, version=seen, by=request.user
            )
        except DomainError as error:
            _explain(form, project, error)
        else:
            messages.success(request, _("The project is saved."))
            return redirect(project)
    return _page(request, form, title=project.name, version=project.version)


@require_safe
@for_editors
def application_list(request: HttpRequest) -> HttpResponse:
    """List all applications, those not offered too."""
    context = {"rows": application_rows(all_applications())}
    return render(request, "portfolio/applications.html", context)


@get_or_post
@for_editors
def application_add(request: HttpRequest) -> HttpResponse:
    """Add an application."""
    form = ApplicationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        applications.add(facts=form.facts, by=request.user)
        messages.success(request, _("The application is saved."))
        return redirect("applications")
    return _page(request, form, title=_("Add an application"))


@get_or_post
@for_editors
def application_edit(request: HttpRequest, key: str) -> HttpResponse:
    """Change an application; a newer change is shown, not overwritten."""
    entry = get_object_or_404(Application, key=key)
    sent = request.POST if request.method == "POST" else None
    form = ApplicationForm(sent, instance=get_object_or_404(Application, key=key))
    if form.is_valid():
        try:
            seen = _version(request)
            applications.change(
                application=entry, facts=form.facts, version=seen, by=request.user
            )
        except DomainError as error:
            _explain(form, entry, error)
        else:
            messages.success(request, _("The application is saved."))
            return redirect("applications")
    return _page(request, form, title=entry.name, version=entry.version)


def _explain(
    form: PortfolioForm, record: Project | Application, error: DomainError
) -> None:
    if isinstance(error, ChangedMeanwhile):
        form.show_newer(record, error)
    else:
        form.add_error(None, translated(error))


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _page(
    request: HttpRequest, form: PortfolioForm, *, title: str, version: int = 0
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "version": version,
        "is_project": isinstance(form, ProjectForm),
    }
    status = 422 if form.is_bound else 200
    return render(request, "portfolio/edit.html", context, status=status)
