"""Restore a backup into an empty place: all of it, or nothing."""

import tempfile
from pathlib import Path

from django.apps.registry import Apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.files.base import File
from django.core.files.storage import storages
from django.core.files.utils import validate_file_name
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DataError, Error, connection, transaction

from hdportal.files import blobs
from hdportal.upkeep.archive.keys import Keys
from hdportal.upkeep.archive.reading import Checked, Source, read_through
from hdportal.upkeep.domain.errors import BackupError, damaged
from hdportal.upkeep.domain.manifest import About
from hdportal.upkeep.place import (
    check_is_empty,
    check_storage_is_empty,
    prepare_tables,
)
from hdportal.upkeep.progress import Progress
from hdportal.upkeep.tables import ModelClass, insert, saved_fields, saved_models

# What one file may take of the memory; a larger one waits on disk.
FILE_IN_MEMORY_BYTES = 64 * 1024 * 1024
_PIECE_BYTES = 1 << 20
_WRONG_ROW = (ValueError, TypeError, ValidationError)


def verify(*, path: Path, keys: Keys, progress: Progress) -> Checked:
    """Read a backup to its end and return what it says of itself.

    Raises:
        BackupError: it cannot be read, or is not as it was made.
    """
    return read_through(
        path, keys, lambda _about, name, _content: progress.sometimes(f"read: {name}")
    )


def restore(*, path: Path, keys: Keys, progress: Progress) -> Checked:
    """Bring the rows and files of `path` into this place.

    Raises:
        BackupError: the place is not empty, or the backup does not fit or is not
            whole; the place is then as empty as it was.
    """
    check_is_empty()
    check_storage_is_empty()
    progress.now("reading the backup to its end …")
    checked = verify(path=path, keys=keys, progress=progress)
    progress.now("making the tables …")
    apps = prepare_tables(checked.about)
    loading = Loading(apps, checked, path, progress)
    try:
        with transaction.atomic():
            # Again: somebody may have come while the backup was read.
            check_is_empty()
            loading.clear()
            read_through(path, keys, loading.take)
            loading.finish()
    except BaseException:
        loading.take_back_files()
        raise
    ContentType.objects.clear_cache()
    progress.now("bringing the tables up to date …")
    # Of an older backup; and what comes with the release is added where it is new.
    call_command("migrate", interactive=False, verbosity=0)
    return checked


class Loading:
    """One restoring under way: rows into the open transaction, files beside it."""

    def __init__(
        self, apps: Apps, checked: Checked, path: Path, progress: Progress
    ) -> None:
        self._models = {m._meta.label_lower: m for m in saved_models(apps)}
        self._checked = checked
        self._path = path
        self._progress = progress
        self._fields = {table.model: table.fields for table in checked.about.tables}
        self._rows = dict.fromkeys(checked.manifest.rows, 0)
        self._files: list[str] = []
        self._check_tables(checked.about)

    def clear(self) -> None:
        """Remove what making the tables has put into them."""
        for model in reversed(self._models.values()):
            rows = model._base_manager.all()
            rows._raw_delete(rows.db)

    def take(self, about: About, name: str, content: Source) -> None:
        """Take one part of a table, or one file."""
        kind, _, rest = name.partition("/")
        if kind == "tables":
            self._take_rows(rest.partition("/")[0], content.read())
        elif kind == "files":
            self._take_file(rest, content)

    def finish(self) -> None:
        """Check that everything is there, and let new rows be numbered after it."""
        for label, wanted in self._checked.manifest.rows.items():
            found = self._models[label]._base_manager.count()
            if found != wanted:
                where = f"{label} has {found} rows instead of {wanted}"
                raise damaged(self._path, where)
        models = list(self._models.values())
        with connection.cursor() as cursor:
            for line in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(line)
        try:
            connection.check_constraints()
        except Error as error:
            raise _not_taken("the database", error) from error

    def take_back_files(self) -> None:
        """Remove the files written so far."""
        for name in self._files:
            blobs.discard(name)

    def _check_tables(self, about: About) -> None:
        for table in about.tables:
            model = self._models.get(table.model)
            if model is None or _names(model) != set(table.fields):
                where = f"it lists another {table.model} than its migrations make"
                raise damaged(self._path, where)

    def _take_rows(self, label: str, content: bytes) -> None:
        model = self._models.get(label)
        if model is None or label not in self._fields:
            raise damaged(self._path, f"it holds rows of {label}")
        try:
            self._rows[label] += insert(
                model, self._fields[label], content.splitlines(), connection
            )
        except (Error, *_WRONG_ROW) as error:
            raise _not_taken(label, error) from error
        self._progress.sometimes(f"{label}: {self._rows[label]} rows …")

    def _take_file(self, name: str, content: Source) -> None:
        storage = storages["attachments"]
        with tempfile.SpooledTemporaryFile(FILE_IN_MEMORY_BYTES) as whole:
            while piece := content.read(_PIECE_BYTES):
                whole.write(piece)
            whole.seek(0)
            try:
                validate_file_name(name, allow_relative_path=True)
                # Noted first: half of it may be there when this fails.
                self._files.append(name)
                saved = storage.save(name, File(whole, name))
            except (OSError, SuspiciousOperation) as error:
                raise _not_taken("the file storage", error) from error
        if saved != name:
            self._files.append(saved)
            raise damaged(self._path, f"it holds {name} twice")
        self._progress.sometimes(f"files: {len(self._files)} …")


def _names(model: ModelClass) -> set[str]:
    return {field.attname for field in saved_fields(model)}


def _not_taken(what: str, error: Exception) -> BackupError:
    sentence = "Nothing was restored: %(what)s does not take the backup (%(problem)s)."
    # Without the values of the row: they may be anybody's.
    lines = str(error).strip().splitlines() or [type(error).__name__]
    problem = type(error).__name__ if isinstance(error, _WRONG_ROW) else lines[0]
    if isinstance(error, DataError) or not isinstance(error, Error):
        problem = f"{type(error).__name__}: {problem}"
    return BackupError(sentence, what=what, problem=problem)
