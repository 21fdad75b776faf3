"""`hdportal manage incidents_reindex`: make the search index of incidents anew."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hdportal.desk.actions import search_index

SAID_EVERY_SECONDS = 2.0


class Command(BaseCommand):
    help = "Write the words of every incident anew, so that search finds them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--missing", action="store_true", help="only incidents without any words"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        done, said_at = 0, time.monotonic()
        for written in search_index.write_all(only_missing=options["missing"]):
            done += written
            if time.monotonic() - said_at >= SAID_EVERY_SECONDS:
                said_at = time.monotonic()
                self.stdout.write(f"{done} incidents …")
        self.stdout.write(self.style.SUCCESS(f"{done} incidents can be found."))
