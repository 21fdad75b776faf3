"""Files of an incident as the desk gets them, those of work notes as well."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from hdportal.desk import queries
from hdportal.desk.views.ticket import ticket_or_404
from hdportal.files.models import StoredFile
from hdportal.files.serving import serve


@login_required
@require_safe
def desk_file(request: HttpRequest, number: str, pk: UUID) -> HttpResponseBase:
    """Give a file of an incident or of its work notes, as a download."""
    return serve(_file(request, number, pk), request=request)


@login_required
@require_safe
def desk_file_preview(request: HttpRequest, number: str, pk: UUID) -> HttpResponseBase:
    """Show a picture of an incident or of its work notes."""
    return serve(_file(request, number, pk), request=request, preview=True)


def _file(request: HttpRequest, number: str, pk: UUID) -> StoredFile:
    file = queries.any_file_of(ticket_or_404(request, number), pk)
    if file is None:
        raise Http404
    return file
