"""The refusals of backing up and restoring."""

from hdportal.kernel.errors import DomainError


class BackupError(DomainError):
    """A backup cannot be made, read or restored; the sentence says why."""


class NotWhole(BackupError):
    """The file is damaged, or cut off."""


def damaged(path: object, where: str) -> NotWhole:
    """Return the refusal of a backup that is not as it was made."""
    sentence = (
        "%(path)s is damaged or cut off: %(where)s. Nothing can be restored from it; "
        "use another backup."
    )
    return NotWhole(sentence, path=path, where=where)
