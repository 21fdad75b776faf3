"""Pages of the house itself: health and errors."""

import logging
import secrets

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hdportal.kernel.errors import DomainError
from hdportal.web.render import translated

log = logging.getLogger("hdportal.web")

# What was chosen rather than typed needs no copying.
SHORTEST_KEPT = 3
NOT_KEPT = {
    "csrfmiddlewaretoken",
    "password",
    "password1",
    "password2",
    "form_token",
    "form_version",
    "purpose",
    "next",
}


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """Return the wanted next page, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else default


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether requests can be served: database there, migrations applied."""
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return JsonResponse({"database": "gone"}, status=503)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    answer = {"database": "ok", "migrations_pending": len(pending)}
    return JsonResponse(answer, status=503 if pending else 200)


def sentence(request: HttpRequest, error: DomainError, *, status: int) -> HttpResponse:
    """Show the sentence of a refusal."""
    return error_page(request, status, sentence=translated(error))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Explain a request that cannot be read, such as one that is far too large."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return error_page(request, 413)
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say who may, where the page knows it."""
    reason = str(exception) or _("Your account has no access to this page.")
    return error_page(request, 403, sentence=reason)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, or none that this person may see."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault; with a reference that is also in the log."""
    # Without the request: the frame of a page asks the database, which may be gone.
    reference = secrets.token_hex(4)
    log.error("page.failed reference=%s path=%s", reference, request.path)
    page = render_to_string("web/errors/500.html", {"reference": reference})
    return HttpResponse(page, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain an expired or foreign form, and give back what was typed."""
    kept = [
        value
        for name, values in request.POST.lists()
        if name not in NOT_KEPT and not name.endswith("token")
        for value in values
        if len(value.strip()) > SHORTEST_KEPT
    ]
    labels = [_("Text %(number)s") % {"number": n} for n in range(1, len(kept) + 1)]
    context = {"kept": list(zip(labels, kept, strict=True)), "back": request.path}
    return render(request, "web/errors/csrf.html", context, status=403)


def error_page(request: HttpRequest, status: int, sentence: str = "") -> HttpResponse:
    """Render the page of `status` with a reference for the Service Desk."""
    reference = secrets.token_hex(4)
    log.info(
        "page.refused status=%s reference=%s path=%s", status, reference, request.path
    )
    context = {"sentence": sentence, "reference": reference}
    return render(request, f"web/errors/{status}.html", context, status=status)
