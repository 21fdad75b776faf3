"""`hdportal manage sop_drawing`: draw the states of an incident for the documents."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hdportal.desk.domain import sop
from hdportal.desk.domain.sop.drawing import drawing, labels

ROOT = Path(__file__).resolve().parents[4]
PATH = Path("docs/diagrams/incident-sop.svg")


class Command(BaseCommand):
    help = f"Draw the states and steps of the Incident SOP into {PATH}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only say whether it is up to date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path, drawn = ROOT / PATH, drawn_now()
        if options["check"]:
            if not path.exists() or path.read_text("utf-8") != drawn:
                raise CommandError(f"{PATH} is stale: hdportal manage sop_drawing")
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(drawn, "utf-8")
        self.stdout.write(self.style.SUCCESS(f"Drawn: {path}"))


def drawn_now() -> str:
    """Return the drawing of the definition as it is, in the language of the source."""
    return drawing(sop.snapshot()["transitions"], labels(), is_file=True)
