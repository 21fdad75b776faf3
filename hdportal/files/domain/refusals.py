"""Why a file is not kept, in one sentence that names the file and the cure."""

from enum import Enum

from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_


class FileRefused(DomainError):
    """This file cannot be kept; nothing of it is."""

    def __init__(self, sentence: str, *, name: str, **facts: object) -> None:
        self.name = name
        super().__init__(sentence, name=name, **facts)


class StorageRefused(DomainError):
    """The storage does not answer or is full."""


def not_kept() -> StorageRefused:
    """Return the refusal for a storage that does not take a file."""
    return StorageRefused(
        N_("The file could not be kept. Nothing else was lost; please try again.")
    )


def not_read() -> StorageRefused:
    """Return the refusal for a storage that does not give a file."""
    return StorageRefused(
        N_("The file cannot be shown at this moment. Please try again later.")
    )


class Reason(Enum):
    """Why the content of a file is not accepted; the value is its sentence."""

    EMPTY = N_("“%(name)s” is empty. Choose the file again.")
    ARCHIVE = N_(
        "“%(name)s” is an archive, which we cannot look into. "
        "Attach the files in it one by one."
    )
    PAGE = N_(
        "“%(name)s” is a web page or a drawing with code in it. "
        "Attach a screenshot of it instead."
    )
    PROGRAM = N_(
        "“%(name)s” is a program or a script, which we do not accept. "
        "Tell us in the description what it does."
    )
    MACROS = N_(
        "“%(name)s” holds macros. Save it without macros, as an ordinary document, "
        "and attach that."
    )
    OLD_OFFICE = N_(
        "“%(name)s” is an old or protected Office file. Save it without a password "
        "as docx, xlsx, pptx or PDF, and attach that."
    )
    OTHER_PICTURE = N_(
        "“%(name)s” is a kind of picture that we cannot show. "
        "Save it as PNG or JPEG, and attach that."
    )
    TOO_MANY_PIXELS = N_(
        "“%(name)s” has too many pixels. Make the picture smaller, "
        "or cut out the part that matters."
    )
    DAMAGED = N_(
        "“%(name)s” is damaged or incomplete. Open it to see whether it is whole, "
        "save it again, and attach that."
    )
    UNKNOWN = N_(
        "“%(name)s” is of a kind that we do not accept. Attach a picture, "
        "a PDF, a text file, or a Word, Excel or PowerPoint document."
    )


class NotAccepted(ValueError):
    """The content is not accepted, for `reason`."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.name)
