"""The bytes of the files, in the storage named "attachments"."""

import logging
import re
import secrets
from collections.abc import Iterator
from datetime import datetime

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

from hdportal.files.domain.refusals import not_kept, not_read

log = logging.getLogger("hdportal.files")

# Two letters of the name make the folder, so that no folder grows without end.
_FOLDER = re.compile(r"[0-9a-f]{2}")
_NAME = re.compile(r"[0-9a-f]{62}")
_GROUP = 500


def keep(content: bytes) -> str:
    """Write `content` under a fresh random name, and return the name.

    Raises:
        StorageRefused: the storage is full or does not answer; nothing is left behind.
    """
    token = secrets.token_hex(32)
    name = f"{token[:2]}/{token[2:]}"
    try:
        return _storage().save(name, ContentFile(content))
    except OSError as error:
        log.error("files.not_kept problem=%s", _problem(error))
        discard(name)
        raise not_kept() from error


def opened(name: str) -> File:
    """Return the bytes of `name`, open for reading.

    Raises:
        StorageRefused: they are gone or the storage does not answer.
    """
    try:
        return _storage().open(name, "rb")
    except OSError as error:
        log.error("files.not_read storage_name=%s problem=%s", name, _problem(error))
        raise not_read() from error


def discard(name: str) -> bool:
    """Remove the bytes of `name`; what cannot go now goes with the next sweep."""
    try:
        _storage().delete(name)
    except OSError as error:
        log.warning("files.not_swept storage_name=%s problem=%s", name, _problem(error))
        return False
    return True


def names_in_groups() -> Iterator[list[str]]:
    """Yield the names of all bytes that are kept, some hundreds at a time.

    Whatever else lies in the same place is not ours and stays out.
    """
    for folder in _listed("", folders=True):
        if not _FOLDER.fullmatch(folder):
            continue
        names = [n for n in _listed(folder, folders=False) if _NAME.fullmatch(n)]
        for start in range(0, len(names), _GROUP):
            yield [f"{folder}/{name}" for name in names[start : start + _GROUP]]


def is_older(name: str, moment: datetime) -> bool:
    """Return whether the bytes of `name` were written before `moment`."""
    try:
        return _storage().get_modified_time(name) < moment
    except OSError:
        return False


def _listed(folder: str, *, folders: bool) -> list[str]:
    try:
        found = _storage().listdir(folder)
    except FileNotFoundError:  # nothing was ever kept
        return []
    return sorted(found[0] if folders else found[1])


def _storage() -> Storage:
    return storages["attachments"]


def _problem(error: OSError) -> str:
    return error.strerror or type(error).__name__
