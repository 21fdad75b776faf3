"""Compare what agents were answered with what is in the database since."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bench.management.commands.bench_visits import address
from hdportal.accounts.models import User
from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import search_index
from hdportal.desk.domain.audience import DESK, Reading
from hdportal.desk.domain.incident import EntryKind, State
from hdportal.desk.domain.searching import Query
from hdportal.desk.models import Audience, Incident, JournalEntry, SearchDocument
from hdportal.desk.queries.search import search
from hdportal.outbox.models import OutboxMail

ENTRY = {
    "take": EntryKind.TAKEN,
    "comment": EntryKind.COMMENT,
    "resolve": EntryKind.RESOLVED,
}
MAIL = {"comment": "incident_commented", "resolve": "incident_resolved"}
MARK = " Reference "

Rows = Counter[tuple[str, ...]]


class Command(BaseCommand):
    help = "Print which answered changes are missing, and what nobody was answered."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("told", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        told = json.loads(options["told"].read_text())
        changes = [(address(name), *rest) for name, *rest in told["changes"]]
        since = datetime.fromisoformat(told["began"])
        self.stdout.write(json.dumps(compared(changes, since)))


def compared(changes: list[tuple[str, ...]], since: datetime) -> dict[str, Any]:
    """Return how many rows are missing and how many too many, by where they belong."""
    incidents = {
        str(one.number): one
        for one in Incident.objects.filter(number__in={c[1] for c in changes})
    }
    pairs = {
        "journal": (_wanted_journal(changes), _journal(since)),
        "audit": (_wanted_audit(changes), _audit(since)),
        "mails": (_wanted_mails(changes, incidents), _mails(since)),
    }
    missing = {name: (want - have).total() for name, (want, have) in pairs.items()}
    surplus = {name: (have - want).total() for name, (want, have) in pairs.items()}
    done = {number for _agent, number, step, _word in changes if step == "resolve"}
    missing["state"] = sum(incidents[one].state != State.RESOLVED for one in done)
    missing["audience"] = sum(not _is_in_step(one) for one in incidents.values())
    words = {(number, word) for _agent, number, step, word in changes if step in MAIL}
    missing["search"] = sum(
        not _is_found(incidents[number], word) for number, word in words
    )
    surplus |= _touched_besides(since, incidents)
    return {"missing": missing, "surplus": surplus}


def _wanted_journal(changes: list[tuple[str, ...]]) -> Rows:
    return Counter(
        (number, str(ENTRY[step]), agent, word if step in MAIL else "")
        for agent, number, step, word in changes
    )


def _journal(since: datetime) -> Rows:
    rows = JournalEntry.objects.filter(at__gte=since)
    found = rows.values_list("incident__number", "kind", "by__email", "text")
    return Counter(
        (number, kind, by, text.partition(MARK)[2].rstrip("."))
        for number, kind, by, text in found
    )


def _wanted_audit(changes: list[tuple[str, ...]]) -> Rows:
    people = User.objects.filter(email__in={change[0] for change in changes})
    names = {user.email: user.audit_name for user in people}
    return Counter(
        (f"incident:{number}", f"incident.{step}", names[agent])
        for agent, number, step, _word in changes
    )


def _audit(since: datetime) -> Rows:
    rows = AuditEvent.objects.filter(at__gte=since)
    return Counter(rows.values_list("target", "action", "actor"))


def _wanted_mails(
    changes: list[tuple[str, ...]], incidents: dict[str, Incident]
) -> Rows:
    callers = User.objects.in_bulk({one.caller_id for one in incidents.values()})
    return Counter(
        (number, MAIL[step], callers[incidents[number].caller_id].email)
        for _agent, number, step, _word in changes
        if step in MAIL
    )


def _mails(since: datetime) -> Rows:
    rows = OutboxMail.objects.filter(created_at__gte=since)
    return Counter(
        (subject.partition("]")[0].lstrip("["), kind, to)
        for subject, kind, to in rows.values_list("subject", "kind", "recipient")
    )


def _is_in_step(incident: Incident) -> bool:
    wanted = (incident.state, incident.is_open, incident.updated_at)
    rows = list(incident.audience.values_list("state", "is_open", "moment"))
    return bool(rows) and all(row == wanted for row in rows)


def _is_found(incident: Incident, word: str) -> bool:
    """Return whether the word leads there, and its document is what it would be now."""
    words = Query.parse(word)
    if search(words=words, scope=DESK, reading=Reading.DESK) != [incident.pk]:
        return False
    was = SearchDocument.objects.get(pk=incident.pk).tokens
    search_index.write(incident)
    return bool(was == SearchDocument.objects.get(pk=incident.pk).tokens)


def _touched_besides(since: datetime, incidents: dict[str, Incident]) -> dict[str, int]:
    keys = {one.pk for one in incidents.values()}
    changed = Incident.objects.filter(updated_at__gte=since)
    rows = Audience.objects.filter(moment__gte=since)
    return {
        "incidents": len(set(changed.values_list("pk", flat=True)) - keys),
        "audience": len(set(rows.values_list("incident", flat=True)) - keys),
    }
