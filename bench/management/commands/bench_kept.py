"""Tell which incidents are in the database, whole, beyond a number."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hdportal.audit.models import AuditEvent
from hdportal.desk.models import Incident


class Command(BaseCommand):
    help = "Print the numbers beyond the first so many that have all their rows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("after", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        events = AuditEvent.objects.filter(action="incident.report")
        audited = set(events.values_list("target", flat=True))
        newer = Incident.objects.filter(pk__gt=options["after"]).order_by("number")
        for incident in newer.prefetch_related("journal", "audience"):
            is_whole = incident.journal.all() and incident.audience.all()
            if is_whole and incident.audit_name in audited:
                self.stdout.write(str(incident.number))
