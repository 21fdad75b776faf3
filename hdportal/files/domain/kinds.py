"""The kinds of file that are accepted, and how each is served."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind; `extensions` are the names it may bear, the usual one first."""

    media_type: str
    extensions: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."

PNG = Kind("image/png", ("png",))
JPEG = Kind("image/jpeg", ("jpg", "jpeg"))
GIF = Kind("image/gif", ("gif",))
WEBP = Kind("image/webp", ("webp",))
PDF = Kind("application/pdf", ("pdf",))
TEXT = Kind("text/plain", ("txt", "csv", "tsv", "log", "json", "xml", "md", "yaml"))
DOCX = Kind(f"{_OFFICE}wordprocessingml.document", ("docx",))
XLSX = Kind(f"{_OFFICE}spreadsheetml.sheet", ("xlsx",))
PPTX = Kind(f"{_OFFICE}presentationml.presentation", ("pptx",))
ODT = Kind(f"{_OPEN}text", ("odt",))
ODS = Kind(f"{_OPEN}spreadsheet", ("ods",))
ODP = Kind(f"{_OPEN}presentation", ("odp",))
ODG = Kind(f"{_OPEN}graphics", ("odg",))

OFFICE_KINDS = (DOCX, XLSX, PPTX)
OPEN_KINDS = (ODT, ODS, ODP, ODG)
IMAGE_KINDS = (PNG, JPEG, GIF, WEBP)
KINDS = (*IMAGE_KINDS, PDF, TEXT, *OFFICE_KINDS, *OPEN_KINDS)
IMAGE_TYPES = frozenset(kind.media_type for kind in IMAGE_KINDS)
ACCEPTED_EXTENSIONS = tuple(name for kind in KINDS for name in kind.extensions)
