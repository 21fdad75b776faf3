"""`hdportal manage sop_version`: keep the current procedure as a published version."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hdportal.desk.domain import sop
from hdportal.desk.sop_versions import FOLDER, as_file


class Command(BaseCommand):
    help = (
        "Keep the Incident SOP as it is defined now as a version that people can read. "
        "Its number and its date of force stand in desk/domain/sop/versions.py."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--again",
            action="store_true",
            help="write over a version that was not in force yet",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        version = sop.current()
        path, text = FOLDER / f"{version.number}.json", as_file(version)
        if path.exists() and path.read_text("utf-8") == text:
            self.stdout.write(f"Version {version.number} stands there as it is.")
            return
        if path.exists() and not options["again"]:
            raise CommandError(
                f"Version {version.number} says something else. Raise the number in "
                "desk/domain/sop/versions.py, or use --again before it is in force."
            )
        path.write_text(text, "utf-8")
        self.stdout.write(self.style.SUCCESS(f"Version {version.number}: {path}"))
