"""Give a file to a browser so that nothing in it runs there.

Whoever owns the record has asked for rights before. A polyglot (a picture that is also
a script, a PDF that is also an archive) stays what its media type says: a download, or
a picture that may load nothing and run nothing.
"""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from hdportal.files import blobs
from hdportal.files.models import StoredFile

SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


def serve(
    file: StoredFile, *, request: HttpRequest, preview: bool = False
) -> HttpResponseBase:
    """Answer with the bytes of `file`: as a download, or a picture as a preview.

    Raises:
        Http404: a preview is asked of what is not a picture.
        StorageRefused: the storage does not give it.
    """
    if preview and not file.is_previewable:
        raise Http404
    etag = f'"{file.sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or _whole(file)
    disposition = content_disposition_header(not preview, file.name)
    safely = {**SAFE_HEADERS, "ETag": etag, "Content-Disposition": str(disposition)}
    for name, value in safely.items():
        response.headers[name] = value
    return response


def _whole(file: StoredFile) -> HttpResponse | FileResponse:
    response = FileResponse(
        blobs.opened(file.storage_name), content_type=file.media_type
    )
    response.headers["Content-Length"] = str(file.size_bytes)
    return response
