"""What the tests of faults ask of a portal from within: callers, counts, the sweep.

Runs in a process of its own, by `hdportal manage shell`, with the portal's settings.
"""

import json
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core.management import call_command
from django.test import Client

from hdportal.audit.models import AuditEvent
from hdportal.desk import models as desk
from hdportal.desk.tests import factories as make
from hdportal.files import blobs
from hdportal.files import queries as stored
from hdportal.files.actions import files
from hdportal.files.models import StoredFile
from hdportal.intake.actions import drafts
from hdportal.intake.models import Draft
from hdportal.kernel import clock
from hdportal.outbox.models import OutboxMail
from hdportal.web.tests.running_portal import Portal

# Beyond the age at which drafts, and bytes that nobody owns, are swept.
LATER = timedelta(days=40)


def ask(portal: Portal, name: str, *given: object) -> Any:
    """Run the function `name` of this module within `portal`; return what it did."""
    words = ", ".join(map(repr, given))
    code = f"from tests.faults import inside; inside.say(inside.{name}({words}))"
    command = [sys.executable, "-m", "hdportal.config", "manage", "shell", "-c", code]
    done = subprocess.run(
        command,
        env=portal.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def say(found: Any) -> None:
    """Print what was found, on one line."""
    sys.stdout.write(f"\n{json.dumps(found)}\n")


def callers(count: int) -> list[str]:
    """Migrate, make callers, and return the session of each: they are signed in."""
    call_command("migrate", verbosity=0)
    sessions = []
    for number in range(count):
        client = Client()
        client.force_login(make.caller(f"caller{number}"))
        sessions.append(client.cookies["sessionid"].value)
    return sessions


def incidents(words: str = "") -> list[dict[str, Any]]:
    """Return the incidents whose subject begins so, by number, with all of theirs."""
    targets = AuditEvent.objects.filter(action="incident.report")
    audited = Counter(targets.values_list("target", flat=True))
    found = desk.Incident.objects.filter(short_description__startswith=words)
    found = found.order_by("number").prefetch_related("journal")
    return [_told(one, audited[one.audit_name]) for one in found]


def incidents_and_leftovers(words: str = "") -> list[Any]:
    """Return both at once, since starting takes the longest."""
    return [incidents(words), leftovers()]


def leftovers() -> dict[str, int]:
    """Return how much is there beside the incidents, before and after the sweep."""
    loose = StoredFile.objects.exclude(owner__startswith="incident:")
    before = {
        "open_drafts": Draft.objects.open().count(),
        "loose_files": loose.count(),
        "loose_bytes": len(_kept()) - StoredFile.objects.count(),
    }
    drafts.remove_old(now=clock.now() + LATER)
    files.sweep_orphans(clock.now() + LATER)
    rows = set(StoredFile.objects.values_list("storage_name", flat=True))
    return {
        **before,
        "drafts_in_the_end": Draft.objects.count(),
        "loose_files_in_the_end": loose.count(),
        "bytes_without_row_in_the_end": len(_kept() - rows),
        "rows_without_bytes": len(rows - _kept()),
        "counter": sum(desk.Counter.objects.values_list("value", flat=True)),
    }


def mails() -> dict[str, bool]:
    """Return each mail by its Message-ID, and whether it is marked as sent."""
    found = OutboxMail.objects.values_list("message_id", "sent_at")
    return {message_id: sent_at is not None for message_id, sent_at in found}


def _told(incident: desk.Incident, audited: int) -> dict[str, Any]:
    entries = list(incident.journal.all())
    kept = list(stored.of(f"incident:{incident.number}"))
    return {
        "number": incident.number,
        "subject": incident.short_description,
        "audited": audited,
        "has_audience": incident.audience.exists(),
        "kinds": sorted(entry.kind for entry in entries),
        "comments": sorted(e.text for e in entries if e.kind == "comment"),
        "files": sorted([file.name, _digest(file)] for file in kept),
        "listed": sorted(
            file["name"] for entry in entries for file in entry.facts.get("files", [])
        ),
    }


def _digest(file: StoredFile) -> str:
    with blobs.opened(file.storage_name) as content:
        return sha256(content.read()).hexdigest()


def _kept() -> set[str]:
    return {name for names in blobs.names_in_groups() for name in names}
