"""`hdportal migrate`: Django's own, and the table of the cache."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate


class Command(migrate.Command):
    help = "Bring the database up to date: tables, and the table of the cache."

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"]:
            return
        # No model describes this table, so no migration makes it.
        call_command("createcachetable", database=options["database"], verbosity=0)
