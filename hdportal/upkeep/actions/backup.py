"""Make a backup: the database as it is at one moment, then the files it names."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from django.conf import settings
from django.core.files.storage import storages
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from hdportal.files.models import StoredFile
from hdportal.kernel import clock
from hdportal.upkeep.archive.keys import Keys
from hdportal.upkeep.archive.writing import ArchiveWriter, archive_at
from hdportal.upkeep.domain.errors import BackupError
from hdportal.upkeep.domain.manifest import (
    ABOUT_NAME,
    MANIFEST_NAME,
    About,
    Manifest,
    Migration,
    Table,
    unknown,
)
from hdportal.upkeep.history import known, models_at
from hdportal.upkeep.progress import Progress
from hdportal.upkeep.snapshot import snapshot
from hdportal.upkeep.tables import ModelClass, saved_fields, saved_models, written

ROWS_AT_ONCE = 2000
# A tar member must know its length: tables are cut into parts that fit in memory.
PART_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class Blob:
    """A file as its row describes it."""

    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Source:
    """The database as it is, which may be older than this release."""

    alias: str
    migrations: tuple[Migration, ...]
    models: list[ModelClass]

    @classmethod
    def at(cls, alias: str) -> Self:
        """Look at the database behind `alias`.

        Raises:
            BackupError: it has no tables, or those of a newer release.
        """
        loader = MigrationLoader(connections[alias])
        applied = tuple(sorted(loader.applied_migrations or ()))
        if not applied:
            raise BackupError("There are no tables yet: run hdportal migrate.")
        if strange := unknown(applied, known(loader)):
            raise BackupError(
                "The database is of a newer release: it knows %(first)s. Make the "
                "backup with that release.",
                first=strange[0],
            )
        return cls(alias, applied, saved_models(models_at(loader, applied)))

    @property
    def files(self) -> ModelClass | None:
        """The model of the files, if there are any yet."""
        label = StoredFile._meta.label_lower
        return next((m for m in self.models if m._meta.label_lower == label), None)

    def about(self) -> About:
        """Return the start of the backup."""
        return About(
            release=settings.RELEASE,
            made_at=clock.now(),
            engine=connections[self.alias].vendor,
            migrations=self.migrations,
            tables=tuple(
                Table(
                    model._meta.label_lower,
                    tuple(field.attname for field in saved_fields(model)),
                )
                for model in self.models
            ),
        )

    def still_names(self, blob: Blob) -> bool:
        """Return whether the row is there at this moment, not only in the snapshot."""
        if self.files is None:
            return False
        return self.files._base_manager.filter(storage_name=blob.name).exists()


def make(*, path: Path, keys: Keys | None, progress: Progress) -> Manifest:
    """Write a backup to `path`, encrypted if there are `keys`, and say what is in it.

    `path` appears when it is complete and on disk. Files that were removed while it
    was made are left out; `missing` of the answer names those that should be there.

    Raises:
        BackupError: it cannot be written, or is there already.
    """
    if path.exists():
        sentence = "%(path)s is there already; choose another name."
        raise BackupError(sentence, path=path)
    if keys is not None and not keys.can_lock:
        raise BackupError(
            "There is no key to encrypt with. Set HDPORTAL_BACKUP_RECIPIENT, or "
            "HDPORTAL_BACKUP_PASSPHRASE or HDPORTAL_BACKUP_PASSPHRASE_FILE."
        )
    moment = clock.now()
    try:
        with archive_at(path, keys=keys, moment=moment) as archive:
            with snapshot() as alias:
                source = Source.at(alias)
                archive.add(ABOUT_NAME, source.about().to_json())
                rows = _save_tables(archive, source, progress)
                blobs = _blobs(source)
            missing = _save_files(archive, source, blobs, progress)
            manifest = Manifest(rows, tuple(archive.members), tuple(missing))
            archive.add(MANIFEST_NAME, manifest.to_json())
    except OSError as error:
        problem = error.strerror or str(error)
        sentence = "The backup was not made: %(problem)s. Nothing of it is left."
        raise BackupError(sentence, problem=problem) from error
    return manifest


def _save_tables(
    archive: ArchiveWriter, source: Source, progress: Progress
) -> dict[str, int]:
    rows = {}
    for model in source.models:
        label = model._meta.label_lower
        count = 0
        for number, part in enumerate(_parts(model, source.alias), 1):
            archive.add(f"tables/{label}/{number:06}.jsonl", b"".join(part))
            count += len(part)
            progress.sometimes(f"{label}: {count} rows …")
        progress.now(f"{label}: {count} rows")
        rows[label] = count
    return rows


def _parts(model: ModelClass, alias: str) -> Iterator[list[bytes]]:
    part: list[bytes] = []
    size = 0
    for line in written(model, alias, ROWS_AT_ONCE):
        part.append(line + b"\n")
        size += len(line)
        if size >= PART_BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def _blobs(source: Source) -> list[Blob]:
    model = source.files
    if model is None:
        return []
    rows = model._base_manager.using(source.alias).order_by("storage_name")
    facts = rows.values_list("storage_name", "size_bytes", "sha256")
    return [Blob(*row) for row in facts.iterator(chunk_size=ROWS_AT_ONCE)]


def _save_files(
    archive: ArchiveWriter, source: Source, blobs: list[Blob], progress: Progress
) -> list[str]:
    missing = []
    for number, blob in enumerate(blobs, start=1):
        if not _save_file(archive, blob) and source.still_names(blob):
            progress.now(f"missing or damaged in the storage: {blob.name}")
            missing.append(blob.name)
        progress.sometimes(f"files: {number} of {len(blobs)} …")
    progress.now(f"files: {len(blobs) - len(missing)} of {len(blobs)}")
    return missing


def _save_file(archive: ArchiveWriter, blob: Blob) -> bool:
    """Add the bytes of a file; False when they are not what its row says."""
    storage = storages["attachments"]
    try:
        source = storage.open(blob.name, "rb")
    except FileNotFoundError:
        return False
    with source:
        if source.size != blob.size_bytes:
            return False
        name = f"files/{blob.name}"
        return archive.add_stream(name, blob.size_bytes, source) == blob.sha256
