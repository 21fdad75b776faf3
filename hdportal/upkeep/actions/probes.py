"""Try out whether the database and the storage take what is written."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from hdportal.kernel import clock
from hdportal.web.models import ScheduledRun


def write_to_database() -> None:
    """Write a row and take it back.

    Raises:
        DatabaseError: the database is away, full, locked or read-only.
    """
    with transaction.atomic():
        slot = -secrets.randbelow(1_000_000_000)
        ScheduledRun.objects.create(job="doctor", slot=slot, started_at=clock.now())
        transaction.set_rollback(True)


def write_to_storage() -> bool:
    """Write a file, read it, remove it; return whether it came back the same.

    Raises:
        OSError: the storage is away, full or read-only.
    """
    storage = storages["attachments"]
    wanted = secrets.token_bytes(64)
    name = storage.save(f"doctor-{secrets.token_hex(8)}", ContentFile(wanted))
    try:
        with storage.open(name, "rb") as file:
            return bytes(file.read()) == wanted
    finally:
        storage.delete(name)
