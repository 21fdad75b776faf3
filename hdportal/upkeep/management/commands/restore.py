"""`hdportal restore FILE`: a backup into an empty place."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from hdportal.kernel.errors import DomainError
from hdportal.outbox.models import OutboxMail
from hdportal.upkeep import configuration
from hdportal.upkeep.actions import restore
from hdportal.upkeep.management.commands.backup import contents
from hdportal.upkeep.progress import Progress


class Command(BaseCommand):
    help = (
        "Bring the backup FILE into an empty database and storage, of whichever kind. "
        "Stop the portal first. Exit code 0: done; 1: not done, and the place is as "
        "empty as it was; 2: wrong command line."
    )
    # The database may have no tables yet, or those of an older release.
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        keys = configuration.read().keys
        progress = Progress(self._tell)
        try:
            checked = restore.restore(path=file, keys=keys, progress=progress)
        except DomainError as error:
            raise CommandError(str(error)) from error
        except Error as error:
            raise CommandError(f"The database refused: {error}".strip()) from error
        self.stdout.write(f"Restored from {file}: {contents(checked.manifest)}.")
        self._say_what_comes(checked.manifest.missing)

    def _tell(self, line: str) -> None:
        # Django paints this stream red: progress is no error.
        self.stderr.write(line, style_func=str)

    def _say_what_comes(self, missing: tuple[str, ...]) -> None:
        waiting = OutboxMail.objects.waiting().count()
        if waiting:
            self.stdout.write(
                f"{waiting} mails wait in the outbox and go out when the worker starts."
            )
        if missing:
            self.stdout.write(
                f"{len(missing)} files were missing already when it was made."
            )
