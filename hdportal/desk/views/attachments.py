"""Files of an incident, for whoever may read its texts."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from hdportal.desk import queries
from hdportal.desk.views.incidents import readable_or_404
from hdportal.files.models import StoredFile
from hdportal.files.serving import serve


@login_required
@require_safe
def incident_file(request: HttpRequest, number: str, pk: UUID) -> HttpResponseBase:
    """Give a file of an incident, as a download."""
    return serve(_file(request, number, pk), request=request)


@login_required
@require_safe
def incident_file_preview(
    request: HttpRequest, number: str, pk: UUID
) -> HttpResponseBase:
    """Show a picture of an incident."""
    return serve(_file(request, number, pk), request=request, preview=True)


def _file(request: HttpRequest, number: str, pk: UUID) -> StoredFile:
    file = queries.file_of(readable_or_404(request, number), pk)
    if file is None:
        raise Http404
    return file
