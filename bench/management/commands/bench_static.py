"""Collect the static files of the measured portal."""

from typing import Any

from django.core.management.base import BaseCommand

from hdportal.web.running.static_files import collect_if_changed


class Command(BaseCommand):
    help = "Collect the static files if they changed, as `hdportal serve` does."

    def handle(self, *args: Any, **options: Any) -> None:
        collect_if_changed()
