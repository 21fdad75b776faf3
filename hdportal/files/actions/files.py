"""Keep a file, hand it to another record, remove it, sweep what nobody owns."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.files import blobs, queries
from hdportal.files.domain.limits import Limits
from hdportal.files.domain.refusals import FileRefused
from hdportal.files.inspection import Inspected, inspect
from hdportal.files.models import StoredFile
from hdportal.kernel import clock

log = logging.getLogger("hdportal.files")

ORPHAN_AGE = timedelta(days=1)


@dataclass
class Received:
    """What became of several files: those kept and a refusal for each other one."""

    kept: list[StoredFile] = field(default_factory=list)
    refused: list[FileRefused] = field(default_factory=list)


def limits() -> Limits:
    """Return the limits of the settings."""
    return Limits(
        file_bytes=settings.FILE_MAX_BYTES,
        count=settings.FILES_MAX_COUNT,
        total_bytes=settings.FILES_MAX_TOTAL_BYTES,
    )


def add_each(*, owner: str, uploads: Iterable[UploadedFile], by: User) -> Received:
    """Keep what can be kept of `uploads`, each by itself.

    Raises:
        StorageRefused: the storage does not answer; the files before it are kept.
    """
    received = Received()
    for upload in uploads:
        try:
            received.kept.append(add(owner=owner, upload=upload, by=by))
        except FileRefused as refusal:
            received.refused.append(refusal)
    return received


def add(*, owner: str, upload: UploadedFile, by: User) -> StoredFile:
    """Keep one file for `owner`; the caller has asked whether `by` may.

    The bytes are written before the row and outside a transaction of its own, so that
    a slow storage holds no lock. Without a row they are swept after a day.

    Raises:
        FileRefused: its sentence names the file and says why and what to do.
        StorageRefused: the storage does not answer; nothing is kept of this file.
    """
    found = inspect(upload, limits())
    limits().room(
        found.name, len(found.content), **_used(owner)
    )  # before bytes travel for nothing
    storage_name = blobs.keep(found.content)
    with transaction.atomic():
        try:
            return _add_row(owner, found, storage_name, by)
        except BaseException:
            # Only here, before the commit: after one that failed nobody knows whether
            # the row is there, and a row without bytes would be worse than the sweep.
            blobs.discard(storage_name)
            raise


@transaction.atomic
def move(*, from_owner: str, to_owner: str, by: User) -> list[StoredFile]:
    """Give all files of one record to another, and return them in order.

    The bytes stay where they are: what the caller's transaction undoes is undone whole.
    """
    moved = list(queries.of(from_owner).select_for_update())
    for file in moved:
        file.owner = to_owner
        record("file.move", by=by, target=file, owner=[from_owner, to_owner])
    queries.of(from_owner).filter(pk__in=[file.pk for file in moved]).update(
        owner=to_owner
    )
    return moved


@transaction.atomic
def remove(*, file: StoredFile, by: User | None) -> None:
    """Remove one file; its bytes go once that is sure. `by=None` is the portal.

    Removing what is gone already does nothing.
    """
    row = StoredFile.objects.select_for_update().filter(pk=file.pk).first()
    if row is None:
        return
    record("file.remove", by=by, target=row, owner=row.owner)
    storage_name = row.storage_name
    row.delete()
    transaction.on_commit(lambda: blobs.discard(storage_name))


@transaction.atomic
def remove_all(*, owner: str, by: User | None) -> int:
    """Remove every file of `owner` and return how many there were."""
    found = list(queries.of(owner))
    for file in found:
        remove(file=file, by=by)
    return len(found)


def sweep_orphans(now: datetime) -> int:
    """Remove bytes without a row that are older than a day; return how many."""
    swept = 0
    for names in blobs.names_in_groups():
        known = StoredFile.objects.filter(storage_name__in=names)
        orphans = set(names) - set(known.values_list("storage_name", flat=True))
        for name in sorted(orphans):
            if blobs.is_older(name, now - ORPHAN_AGE):
                swept += blobs.discard(name)
    if swept:
        log.info("files.swept count=%s", swept)
    return swept


def _used(owner: str) -> dict[str, int]:
    return {"count": queries.of(owner).count(), "total": queries.total_bytes(owner)}


def _add_row(owner: str, found: Inspected, storage_name: str, by: User) -> StoredFile:
    # One after the other for one person, so that two at once cannot pass the limits.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    limits().room(found.name, len(found.content), **_used(owner))
    file = StoredFile.objects.create(
        owner=owner,
        name=found.name,
        media_type=found.kind.media_type,
        size_bytes=len(found.content),
        sha256=sha256(found.content).hexdigest(),
        uploaded_by=by,
        uploaded_at=clock.now(),
        storage_name=storage_name,
        is_checked=found.is_checked,
    )
    facts = {"owner": owner, "media_type": file.media_type, "bytes": file.size_bytes}
    record("file.add", by=by, target=file, **facts)
    return file
