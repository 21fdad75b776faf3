"""Tell Office documents from other archives, unpacking nothing but their labels."""

import re
import struct
import zlib
from io import BytesIO
from lzma import LZMAError
from zipfile import BadZipFile, LargeZipFile, ZipFile

from hdportal.files.domain.kinds import DOCX, OPEN_KINDS, PPTX, XLSX, Kind
from hdportal.files.domain.refusals import NotAccepted, Reason

MAX_PARTS = 5000
MAX_UNPACKED_BYTES = 512 * 1024 * 1024
_LABEL_BYTES = 256 * 1024
_ENTRY = b"PK\x01\x02"
_MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
    b"presentationml.presentation.main+xml": PPTX,
}
_OPEN_TYPES = {kind.media_type.encode(): kind for kind in OPEN_KINDS}
_MACRO_NAMES = re.compile(
    r"(^|/)(vbaproject\.bin|vbadata\.xml|basic/|scripts/|activex/|macrosheets/)", re.I
)
# What zipfile raises for a file that is none, as fuzzing found it.
BROKEN = (
    BadZipFile,
    LargeZipFile,
    EOFError,
    LZMAError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
    struct.error,
    zlib.error,
)


def package_kind(content: bytes) -> Kind:
    """Return which Office document the zip archive `content` is.

    Raises:
        NotAccepted: it is another archive, damaged, a bomb, or it holds macros.
    """
    if content.count(_ENTRY) > MAX_PARTS:
        raise NotAccepted(Reason.ARCHIVE)
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _kind(archive)
    except NotAccepted:
        raise
    except BROKEN as error:
        raise NotAccepted(Reason.DAMAGED) from error


def _kind(archive: ZipFile) -> Kind:
    names = archive.namelist()
    kind = _labelled(archive, set(names))
    if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED_BYTES:
        raise NotAccepted(Reason.ARCHIVE)
    if any(_MACRO_NAMES.search(name) for name in names):
        raise NotAccepted(Reason.MACROS)
    return kind


def _labelled(archive: ZipFile, names: set[str]) -> Kind:
    if "[Content_Types].xml" in names:
        label = _read(archive, "[Content_Types].xml")
        if b"macroEnabled" in label:
            raise NotAccepted(Reason.MACROS)
        for part, kind in _MAIN_PARTS.items():
            if part in label:
                return kind
    if "mimetype" in names:
        label = _read(archive, "mimetype").strip()
        if label in _OPEN_TYPES:
            return _OPEN_TYPES[label]
    raise NotAccepted(Reason.ARCHIVE)


def _read(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        label = part.read(_LABEL_BYTES + 1)
    if len(label) > _LABEL_BYTES:
        raise NotAccepted(Reason.ARCHIVE)
    return label
