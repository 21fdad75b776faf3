"""Requests that carry too much, or not all."""

import resource
import time
from io import BytesIO

import pytest
from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http.multipartparser import MultiPartParserError
from django.test import RequestFactory

from hdportal.files.actions.files import limits
from hdportal.files.domain.refusals import FileRefused
from hdportal.files.inspection import inspect
from hdportal.files.tests import samples
from hdportal.files.uploads import DroppedFile
from hdportal.web.render import translated

MEGABYTE = 1024 * 1024
BOUNDARY = "a-boundary"


class Stream:
    """A request body of any length that is never there as a whole."""

    def __init__(self, head: bytes, filling_bytes: int, tail: bytes) -> None:
        self.head, self.left, self.tail = BytesIO(head), filling_bytes, BytesIO(tail)
        self.length = len(head) + filling_bytes + len(tail)
        self.filling = b"x" * MEGABYTE

    def read(self, size: int) -> bytes:
        if head := self.head.read(size):
            return head
        if self.left:
            piece = self.filling[: min(size, self.left)]
            self.left -= len(piece)
            return piece
        return self.tail.read(size)

    readline = read  # Django asks for it, and uses it for no upload.


def part(name: str, content: bytes, filename: str = "") -> bytes:
    file = f'; filename="{filename}"' if filename else ""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n'
    kind = "Content-Type: image/png\r\n" if filename else ""
    return f"{head}{kind}\r\n".encode() + content + b"\r\n"


def request_of(stream, length: int) -> WSGIRequest:
    environ = RequestFactory()._base_environ(
        REQUEST_METHOD="POST",
        CONTENT_TYPE=f"multipart/form-data; boundary={BOUNDARY}",
        CONTENT_LENGTH=str(length),
    )
    return WSGIRequest({**environ, "wsgi.input": stream})


def request_with(*parts: bytes) -> WSGIRequest:
    body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
    return request_of(BytesIO(body), len(body))


def sentences(request: WSGIRequest) -> list[str]:
    found = []
    for upload in request.FILES.getlist("files"):
        try:
            inspect(upload, limits())
        except FileRefused as refusal:
            found.append(translated(refusal))
    return found


def test_two_gigabytes_get_a_sentence_in_little_memory_and_time():
    first = part("description", b"what was typed") + part("files", b"", "film.png")[:-2]
    last = b"\r\n" + part("after", b"kept too") + f"--{BOUNDARY}--\r\n".encode()
    stream = Stream(first, 2 * 1024 * MEGABYTE, last)
    before, began = _most_memory(), time.monotonic()

    request = request_of(stream, stream.length)

    assert (request.POST["description"], request.POST["after"]) == (
        "what was typed",
        "kept too",
    )
    assert "25 MB" in sentences(request)[0]
    assert _most_memory() - before < 150 * MEGABYTE
    assert time.monotonic() - began < 60


def test_a_dropped_file_knows_its_size_and_holds_nothing(settings):
    settings.FILE_MAX_BYTES = 10

    [upload] = request_with(part("files", b"x" * 11, "a.txt")).FILES.values()

    assert isinstance(upload, DroppedFile)
    assert (upload.size, upload.read()) == (11, b"")


def test_a_file_of_exactly_the_limit_is_kept(settings):
    settings.FILE_MAX_BYTES = 10

    [upload] = request_with(part("files", b"x" * 10, "a.txt")).FILES.values()

    assert upload.read() == b"x" * 10


def test_what_is_too_much_together_is_dropped(settings):
    settings.FILES_MAX_TOTAL_BYTES = 15
    ten = b"x" * 10

    request = request_with(part("files", ten, "a.txt"), part("files", ten, "b.txt"))

    assert [type(f) is DroppedFile for f in request.FILES.getlist("files")] == [
        False,
        True,
    ]
    assert "“b.txt” was not added: all files together" in sentences(request)[0]


def test_a_large_file_that_was_dropped_leaves_room_for_others(settings):
    settings.FILE_MAX_BYTES, settings.FILES_MAX_TOTAL_BYTES = 10, 12
    large, small = part("files", b"x" * 99, "a.txt"), part("files", b"y" * 9, "b.txt")

    request = request_with(large, small)

    assert len(sentences(request)) == 1


def test_500_files_each_get_a_sentence_and_the_text_is_kept():
    files = [part("files", samples.png(), f"{n}.png") for n in range(500)]

    request = request_with(part("description", b"typed"), *files)

    assert request.POST["description"] == "typed"
    assert len(sentences(request)) == 490


def test_a_request_that_ends_in_a_file_is_no_request():
    whole = part("description", b"typed") + part("files", samples.png(), "a.png")

    request = request_of(BytesIO(whole[:-20]), len(whole) + 200)

    with pytest.raises((MultiPartParserError, BadRequest)):
        request.POST.get("description")


def test_no_upload_becomes_a_temporary_file():
    [upload] = request_with(part("files", b"x" * 5 * MEGABYTE, "a.txt")).FILES.values()

    assert not hasattr(upload, "temporary_file_path")


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
