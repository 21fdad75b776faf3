"""What pages say about files; addresses come from whoever owns the record."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from hdportal.files.actions.files import Received, limits
from hdportal.files.domain.kinds import ACCEPTED_EXTENSIONS, TEXT
from hdportal.files.domain.limits import MEGABYTE, Limits
from hdportal.files.models import StoredFile
from hdportal.web.render import translated

Address = Callable[[StoredFile], str]
_KILOBYTE = 1024


@dataclass(frozen=True)
class FileView:
    """One file in a list; addresses are "" where there is none to offer."""

    id: str
    name: str
    size: str
    media_type: str
    is_checked: bool
    icon: str
    href: str
    preview_href: str = ""
    remove_href: str = ""


@dataclass(frozen=True)
class InputView:
    """What a field for files says before anything is chosen."""

    accept: str
    limits: Limits
    kinds_sentence: str
    limits_sentence: str


def file_view(
    file: StoredFile,
    *,
    href: Address,
    preview_href: Address | None = None,
    remove_href: Address | None = None,
) -> FileView:
    """Return a file as lists show it."""
    may_show = preview_href and file.is_previewable
    return FileView(
        id=str(file.pk),
        name=file.name,
        size=size_text(file.size_bytes),
        media_type=file.media_type,
        is_checked=file.is_checked,
        icon="file-text" if file.media_type == TEXT.media_type else "paperclip",
        href=href(file),
        preview_href=preview_href(file) if preview_href and may_show else "",
        remove_href=remove_href(file) if remove_href else "",
    )


def input_view() -> InputView:
    """Return the texts of a field for files."""
    bounds = limits()
    facts = {
        "count": bounds.count,
        "each": bounds.file_megabytes,
        "total": bounds.total_megabytes,
    }
    return InputView(
        accept=",".join(f".{name}" for name in ACCEPTED_EXTENSIONS),
        limits=bounds,
        kinds_sentence=_(
            "Pictures, PDF, text files, and Word, Excel or PowerPoint documents."
        ),
        limits_sentence=_(
            "At most %(count)s files, %(each)s MB each and %(total)s MB together."
        )
        % facts,
    )


def upload_answer(
    received: Received, *, view: Callable[[StoredFile], FileView]
) -> dict[str, object]:
    """Return what `upload.js` expects: the files kept, and a sentence per other one."""
    return {
        "files": [as_json(view(file)) for file in received.kept],
        "refused": [
            {"name": refusal.name, "sentence": translated(refusal)}
            for refusal in received.refused
        ],
    }


def as_json(view: FileView) -> dict[str, object]:
    """Return one kept file as `upload.js` reads it."""
    return {
        "id": view.id,
        "name": view.name,
        "size": view.size,
        "media_type": view.media_type,
        "is_checked": view.is_checked,
        "url": view.href,
        "preview_url": view.preview_href,
        "remove_url": view.remove_href,
    }


def sentences(received: Received, most: int = 10) -> Iterator[str]:
    """Yield a sentence per refused file, and one for those beyond `most`."""
    for refusal in received.refused[:most]:
        yield translated(refusal)
    if (more := len(received.refused) - most) > 0:
        yield _("%(count)s more files were not added.") % {"count": more}


def size_text(size_bytes: int) -> str:
    """Return a size as people read it: 312 KB, 3.2 MB."""
    if size_bytes < _KILOBYTE:
        return _("%(count)s bytes") % {"count": size_bytes}
    if size_bytes < MEGABYTE:
        return _("%(count)s KB") % {"count": size_bytes // _KILOBYTE}
    amount = formats.number_format(size_bytes / MEGABYTE, decimal_pos=1)
    return _("%(count)s MB") % {"count": amount}
