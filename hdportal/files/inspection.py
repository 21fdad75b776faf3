"""Look at an upload: its size, its kind, its name, and patient data in texts."""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from hdportal.files.domain.kinds import TEXT, Kind
from hdportal.files.domain.limits import Limits
from hdportal.files.domain.names import readable_name, safe_name
from hdportal.files.domain.refusals import FileRefused, NotAccepted, Reason
from hdportal.files.domain.sniffing import sniff
from hdportal.files.domain.texts import line_numbers, refuse_unless_plain
from hdportal.files.uploads import DroppedFile
from hdportal.kernel.text import N_
from hdportal.privacy import door
from hdportal.privacy.reading import NotText, decode

_PIECE, _MARGIN = 100_000, 1_000


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept; `is_checked` when its text went through the door."""

    name: str
    content: bytes
    kind: Kind
    is_checked: bool


def inspect(upload: UploadedFile, limits: Limits) -> Inspected:
    """Return what `upload` is, judged by its content alone.

    Raises:
        FileRefused: it is too large, of no accepted kind, or holds patient data.
    """
    given = clean_name(upload)
    content = _read(upload, given, limits)
    try:
        kind = sniff(content, given)
        if kind is TEXT:
            limits.text(given, len(content))
        text = _plain_text(content) if kind is TEXT else ""
    except NotAccepted as error:
        raise FileRefused(error.reason.value, name=given) from error
    _refuse_patient_data(text, given)
    name = safe_name(given, kind)
    return Inspected(name, content, kind, is_checked=kind is TEXT)


def clean_name(upload: UploadedFile) -> str:
    """Return the name of `upload` as it may be shown, without patient data."""
    return door.masked(readable_name(upload.name or ""))


def _read(upload: UploadedFile, name: str, limits: Limits) -> bytes:
    if isinstance(upload, DroppedFile):
        raise upload.refusal(name, limits)
    limits.size(name, upload.size or 0)
    upload.seek(0)
    content: bytes = upload.read(limits.file_bytes + 1)
    limits.size(name, len(content))
    if not content:
        raise FileRefused(Reason.EMPTY.value, name=name)
    return content


def _plain_text(content: bytes) -> str:
    try:
        text = decode(content)
    except NotText as error:
        raise NotAccepted(Reason.UNKNOWN) from error
    refuse_unless_plain(text)
    return text


def _refuse_patient_data(text: str, name: str) -> None:
    if places := _first_places(text):
        raise FileRefused(
            N_(
                "“%(name)s” holds a national register number in line %(lines)s. "
                "Take it out, save the file and attach it again."
            ),
            name=name,
            lines=line_numbers(text, places),
        )


def _first_places(text: str) -> list[int]:
    """Return where the first patient data stand, or nothing when there are none.

    Piece by piece, since a list of a million numbers would take minutes. The pieces
    overlap: each place is judged with `_MARGIN` characters before and after it.
    """
    for start in range(0, max(len(text), 1), _PIECE - 2 * _MARGIN):
        end = min(start + _PIECE, len(text))
        first = start + _MARGIN if start else 0
        last = end - _MARGIN if end < len(text) else end
        found = [start + finding.start for finding in door.inspect(text[start:end])]
        if inside := [place for place in found if first <= place < last]:
            return inside
        if end == len(text):
            break
    return []
