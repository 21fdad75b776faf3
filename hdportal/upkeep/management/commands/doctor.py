"""`hdportal doctor`: look at a deployment and say the cure."""

import json
import sys
from dataclasses import asdict
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hdportal.upkeep.doctor.report import Line, examine

SOMETHING_BAD = 1
CANNOT_RUN = 2


class Command(BaseCommand):
    help = (
        "Look at settings, database, mail, worker, files, disk, clock and backups. "
        "Exit code 0: all is good; 1: something is not, with the cure; 2: it cannot "
        "look."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="a JSON line each")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            # Not when the portal starts: only the doctor needs them.
            import_module("hdportal.upkeep.doctor.checks")
            lines = examine()
        except Exception as error:
            # An entry point: a monitor must tell a sick portal from a sick doctor.
            raise CommandError(
                f"The doctor cannot look: {type(error).__name__}: {error}",
                returncode=CANNOT_RUN,
            ) from error
        for line in lines:
            self.stdout.write(as_json(line) if options["json"] else in_words(line))
        if not all(line.is_good for line in lines):
            sys.exit(SOMETHING_BAD)


def in_words(line: Line) -> str:
    """Return a finding for people; what is bad stands out without colour."""
    if line.is_good:
        return f"good  {line.text}"
    return f"BAD   {line.text}\n      Cure: {line.cure}"


def as_json(line: Line) -> str:
    """Return a finding for a monitor."""
    return json.dumps(asdict(line), ensure_ascii=False)
