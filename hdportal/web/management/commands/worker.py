"""`hdportal worker`: send mail and run scheduled work."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hdportal.kernel import clock
from hdportal.web.jobs import registered
from hdportal.web.running.chores import CHORES
from hdportal.web.running.stopping import StopRequest
from hdportal.web.running.ticker import Ticker
from hdportal.web.running.worker import work

# Work that still blocks then (a silent mail server) is cut off and done again later.
PATIENCE_SECONDS = 1.5


class Command(BaseCommand):
    help = "Send mail and run scheduled work until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="one turn, then stop (for a timer)"
        )

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        ticker = Ticker([*CHORES, *registered()])
        if once:
            ticker.tick(clock.now())
            return
        stop = StopRequest(PATIENCE_SECONDS)
        stop.listen()
        work(ticker, stop)
