"""`hdportal manage sla_recount`: count the clocks of incidents anew, or check them."""

import time
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hdportal.desk.actions import sla_recount
from hdportal.desk.queries import sla, sla_check
from hdportal.kernel import clock

SAID_EVERY_SECONDS = 2.0
MOST_NAMED = 20


class Command(BaseCommand):
    help = (
        "Count the clocks of open incidents anew from their journals, and give every "
        "older incident the clocks that its journal tells of."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--missing", action="store_true", help="only incidents without clocks"
        )
        parser.add_argument(
            "--check", action="store_true", help="only compare all of them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
            return
        counts = sla_recount.recount_all(only_missing=options["missing"])
        done = self._count(counts)
        self.stdout.write(self.style.SUCCESS(f"{done} incidents are counted."))

    def _check(self) -> None:
        wrong: list[str] = []
        by = sla.newest_rules()

        def compared() -> Iterable[int]:
            for some in sla_check.every():
                wrong.extend(sla_check.differing(some, by, now=clock.now()))
                yield len(some)

        done = self._count(compared())
        if wrong:
            named = ", ".join(wrong[:MOST_NAMED])
            raise CommandError(f"{len(wrong)} of {done} incidents differ: {named}")
        self.stdout.write(self.style.SUCCESS(f"{done} incidents are as they must be."))

    def _count(self, counts: Iterable[int]) -> int:
        done, said_at = 0, time.monotonic()
        for counted in counts:
            done += counted
            if time.monotonic() - said_at >= SAID_EVERY_SECONDS:
                said_at = time.monotonic()
                self.stdout.write(f"{done} incidents …")
        return done
