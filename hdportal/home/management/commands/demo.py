"""`hdportal demo`: load the demo organisation."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from hdportal.home.demo.load import load_demo


class Command(BaseCommand):
    help = "Load the demo organisation; only with HDPORTAL_DEMO=1."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo organisation is only for demonstrations. "
                "Set HDPORTAL_DEMO=1 if this is one."
            )
        load_demo(lambda line: self.stdout.write(f"Demo organisation: {line}"))
