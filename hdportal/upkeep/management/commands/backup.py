"""`hdportal backup FILE`: everything in one file."""

import logging
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from hdportal.kernel.errors import DomainError
from hdportal.upkeep import configuration
from hdportal.upkeep.actions import backup, restore, schedule
from hdportal.upkeep.archive.keys import Keys
from hdportal.upkeep.domain.manifest import Manifest
from hdportal.upkeep.progress import Progress

logger = logging.getLogger("hdportal.backup")

# The backup is good, but the portal itself has lost files.
FILES_MISSING = 3


class Command(BaseCommand):
    help = (
        "Save the database and the files in FILE, while the portal runs. Exit code 0: "
        "done; 1: not done, and nothing left behind; 2: wrong command line; 3: done, "
        "but files were missing in the storage."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="must not be there yet")
        parser.add_argument(
            "--encrypt",
            action="store_true",
            help="for HDPORTAL_BACKUP_RECIPIENT, or with HDPORTAL_BACKUP_PASSPHRASE",
        )
        other = parser.add_mutually_exclusive_group()
        other.add_argument(
            "--verify",
            action="store_true",
            help="make nothing: read FILE to its end and compare all checksums",
        )
        other.add_argument(
            "--scheduled",
            action="store_true",
            help="a file in HDPORTAL_BACKUP_DIR, and old ones thinned out (for a "
            "timer; the worker does it each day)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = configuration.read()
        try:
            if options["scheduled"]:
                self._scheduled(found)
            elif options["file"] is None:
                raise CommandError("Name a file to save to.", returncode=2)
            elif options["verify"]:
                self._verify(options["file"], found.keys)
            else:
                keys = found.keys if options["encrypt"] else None
                self._make(options["file"], keys)
        except DomainError as error:
            raise CommandError(str(error)) from error
        except Error as error:
            raise CommandError(f"The database does not answer: {error}") from error

    def _tell(self, line: str) -> None:
        # Django paints this stream red: progress is no error.
        self.stderr.write(line, style_func=str)

    def _make(self, path: Path, keys: Keys | None) -> None:
        progress = Progress(self._tell)
        manifest = backup.make(path=path, keys=keys, progress=progress)
        self.stdout.write(f"{path}: {contents(manifest)}.")
        stop_if_missing(manifest)

    def _verify(self, path: Path, keys: Keys) -> None:
        progress = Progress(self._tell)
        checked = restore.verify(path=path, keys=keys, progress=progress)
        about, manifest = checked.about, checked.manifest
        self.stdout.write(
            f"{path} is whole: {contents(manifest)}, made by release {about.release} "
            f"on {about.made_at:%Y-%m-%d %H:%M} UTC."
        )
        stop_if_missing(manifest)

    def _scheduled(self, found: configuration.Configuration) -> None:
        if found.folder is None:
            raise CommandError("Set HDPORTAL_BACKUP_DIR to a folder for backups.")
        try:
            path, manifest = schedule.run(folder=found.folder, keys=found.keys)
        except (DomainError, Error) as error:
            # The worker's log is where an operator of a service looks.
            logger.error("backup.failed problem=%s", error)
            raise
        self.stdout.write(f"{path}: {contents(manifest)}.")
        stop_if_missing(manifest)


def contents(manifest: Manifest) -> str:
    """Return what a backup holds, in words."""
    rows = sum(manifest.rows.values())
    return f"{rows} rows of {len(manifest.rows)} tables, {manifest.files} files"


def stop_if_missing(manifest: Manifest) -> None:
    """End with the exit code that says so when files were missing."""
    if manifest.missing:
        names = ", ".join(manifest.missing[:5])
        raise CommandError(
            f"{len(manifest.missing)} files were missing or damaged in the storage "
            f"when the backup was made: {names}. Everything else is in it.",
            returncode=FILES_MISSING,
        )
