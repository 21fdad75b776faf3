"""Fill an empty portal with so many incidents, by SQL."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, models
from django.utils import timezone

from bench.rows import Rows
from bench.search_rows import (
    FIRST,
    NOTE_EVERY,
    SECOND,
    SUBJECT,
    Texts,
    refuse_other_words,
)
from hdportal.accounts.actions import organisations, people
from hdportal.accounts.models import User
from hdportal.desk.models import (
    AssignmentGroup,
    Audience,
    Counter,
    Incident,
    JournalEntry,
)
from hdportal.home.demo.data import APPLICATIONS, PROJECTS
from hdportal.intake.models import FormVersion
from hdportal.kernel.actor import Grant, Role
from hdportal.portfolio.actions import applications, projects
from hdportal.portfolio.models import Application, Project

HOSPITALS = 40
SHARING = 5  # every so manieth caller works at the one that shares its incidents
INCIDENTS_A_CALLER = 300
LARGE_PROJECT = 10  # every so manieth incident belongs to it
WRITERS = 8
AGENTS = 12
LONG_EVERY, LONG_ENTRIES = 2000, 200
DAYS = 3 * 365


class Command(BaseCommand):
    help = "Fill an empty portal with incidents, three journal entries each."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        if connection.vendor == "sqlite":
            # A cache that is made anew after a power cut need not survive one.
            connection.cursor().execute("PRAGMA synchronous=OFF")
        add_background()
        callers = add_callers(options["count"] // INCIDENTS_A_CALLER + 1)
        add_incidents(options["count"], callers)
        if connection.vendor != "sqlite":
            connection.cursor().execute("VACUUM ANALYZE")


def add_background() -> None:
    """Add projects, applications, organisations and the people who are measured."""
    for application in APPLICATIONS:
        applications.add(facts=application, by=None)
    for project in PROJECTS:
        projects.add(facts=project, by=None)
    sharing = organisations.add(name="Hospital 0", shares_incidents=True)
    for number in range(1, HOSPITALS):
        organisations.add(name=f"Hospital {number}")
    scope = f"project:{large_project().key}"
    named: dict[str, list[Grant | Role]] = {
        "researcher": [Grant(Role.RESEARCHER, scope)],
        "agent": [Role.AGENT],
    }
    named |= {f"agent{number}": [Role.AGENT] for number in range(AGENTS)}
    named |= {f"writer{number}": [] for number in range(WRITERS)}
    for name, roles in named.items():
        people.add(
            email=f"{name}@bench.example",
            first_name="Robin",
            last_name=name.title(),
            organisation=sharing if name == "agent" else None,
            language="en",
            roles=roles,
            profile_completed=True,
        )


def large_project() -> Project:
    """Return the project of which a researcher follows every incident."""
    return Project.objects.order_by("pk")[0]


def add_callers(count: int) -> list[int]:
    """Add so many callers and return their keys, which follow one another."""
    first = organisations.Organisation.objects.earliest("pk").pk
    now = timezone.now()
    added = User.objects.bulk_create(
        User(
            email=f"caller{number}@bench.example",
            first_name="Robin",
            last_name=f"Caller {number}",
            organisation_id=first + _hospital(number),
            language="en",
            password="!",
            profile_completed_at=now,
        )
        for number in range(count)
    )
    return [user.pk for user in added]


def _hospital(number: int) -> int:
    return 0 if number % SHARING == 0 else 1 + number % (HOSPITALS - 1)


def add_incidents(count: int, callers: list[int]) -> None:
    """Write incidents with all that belongs to them, one statement a kind."""
    rows = Rows(connection)
    texts = Texts(rows)
    texts.fill()
    models_filled: list[type[models.Model]] = [Incident, JournalEntry, Audience]
    with rows.without_indexes(models_filled), rows.without_search_index():
        _incidents(rows, texts, count, callers)
        _journal(rows, texts)
        _audience(rows)
        texts.documents(callers[0])
    Counter.objects.update_or_create(prefix="INC", defaults={"value": count})
    rows.catch_up_sequences(models_filled)
    refuse_other_words()


def _incidents(rows: Rows, texts: Texts, count: int, callers: list[int]) -> None:
    project, application = large_project().pk, Application.objects.earliest("pk").pk
    newest = int(timezone.now().timestamp()) - 60
    step = DAYS * 86400 // count
    opened = f"({newest} - ({count} - n) * {step} - 20 * 86400)"
    updated = f"({opened} + {rows.dice(6, 20)} * 86400 + {rows.dice(15, 65536)})"
    # People of one hospital follow the caller's number, as `_hospital` has it.
    caller = f"({callers[0]} + n % {len(callers)})"
    urgency = f"(1 + {rows.dice(2, 3)})"
    rows.insert(
        Incident,
        source=rows.numbers(count),
        id="n",
        number=f"'INC' || {rows.padded('n', 7)}",
        caller=caller,
        opened_by=caller,
        organisation=f"(SELECT organisation_id FROM accounts_user WHERE id = {caller})",
        channel="'portal'",
        urgency=urgency,
        category="'application'",
        project=f"{project} + CASE WHEN {rows.dice(3, LARGE_PROJECT)} = 0 THEN 0"
        f" ELSE 1 + {rows.dice(4, len(PROJECTS) - 1)} END",
        application=f"{application} + {rows.dice(5, len(APPLICATIONS))}",
        short_description=texts.phrase("subject", SUBJECT),
        description=f"{texts.phrase('body', FIRST)} || ' ' ||"
        f" {texts.phrase('body', SECOND)}",
        form_version=str(FormVersion.objects.in_use("incident").pk),
        form_token=rows.uuid("n"),
        content_digest=rows.padded("n", 64),
        opened_at=rows.moment(opened),
        updated_at=rows.moment(updated),
        **_handling(rows, urgency, updated, fresh=f"{updated} > {newest - 13 * 86400}"),
    )


def _handling(rows: Rows, urgency: str, updated: str, *, fresh: str) -> dict[str, str]:
    """Return what the desk did: one in eleven is open, old ones are not resolved."""
    dice, impact = rows.dice(1, 100), f"(1 + {rows.dice(12, 3)})"
    groups = AssignmentGroup.objects.count()
    group = f"{AssignmentGroup.objects.earliest('pk').pk} + {rows.dice(13, groups)}"
    agent = User.objects.get(email="agent0@bench.example").pk
    # One more than there are agents: nobody.
    nobody = f"{rows.dice(14, AGENTS + 1)} = {AGENTS}"
    person = f"{agent} + {rows.dice(14, AGENTS + 1)}"
    is_resolved = f"{dice} >= 9 AND {dice} < 20 AND {fresh}"
    ended = f"CASE WHEN {dice} >= 9 THEN {rows.moment(updated)} END"
    return {
        "state": f"CASE WHEN {dice} < 2 THEN 'new' WHEN {dice} < 6 THEN"
        f" 'work_in_progress' WHEN {dice} < 9 THEN 'on_hold'"
        f" WHEN {is_resolved} THEN 'resolved' ELSE 'closed' END",
        "is_open": f"{dice} < 9",
        "impact": impact,
        # What `priority_of` says, as a sum.
        "priority": f"{impact} + {urgency} - 1",
        "assignment_group": group,
        "assigned_to": f"CASE WHEN {dice} < 2 OR {nobody} THEN NULL ELSE {person} END",
        "hold_reason": f"CASE WHEN {dice} >= 6 AND {dice} < 9 THEN 'awaiting_caller'"
        " ELSE '' END",
        "close_code": f"CASE WHEN {dice} >= 9 THEN 'solution_provided' ELSE '' END",
        "resolved_at": ended,
        "resolved_by": f"CASE WHEN {dice} >= 9 THEN {agent} END",
        "closed_at": f"CASE WHEN {is_resolved} THEN NULL ELSE {ended} END",
    }


def _journal(rows: Rows, texts: Texts) -> None:
    entries = (
        f"desk_incident i JOIN {rows.numbers(LONG_ENTRIES)} ON n <="
        f" CASE WHEN i.id % {LONG_EVERY} = {LONG_EVERY // 2}"
        f" THEN {LONG_ENTRIES} ELSE 3 END"
    )
    agent = User.objects.get(email="agent0@bench.example").pk
    is_note = f"n = 3 AND i.id % {NOTE_EVERY} = 0"
    rows.insert(
        JournalEntry,
        source=f"{entries} ORDER BY i.id, n",
        incident="i.id",
        kind=f"CASE WHEN n = 1 THEN 'created' WHEN {is_note} THEN 'work_note'"
        " ELSE 'comment' END",
        at=rows.later("i.opened_at", "n - 1"),
        by=f"CASE WHEN {is_note} THEN {agent} ELSE i.caller_id END",
        text=f"CASE WHEN n = 1 THEN '' ELSE {texts.said('n', 'i.id')} END",
    )


def _audience(rows: Rows) -> None:
    scopes = (
        "'desk'",
        "'caller:' || i.caller_id",
        "'organisation:' || i.organisation_id",
        "'project:' || p.key",
    )
    for scope in scopes:
        rows.insert(
            Audience,
            source="desk_incident i JOIN portfolio_project p ON p.id = i.project_id",
            incident="i.id",
            scope=scope,
            state="i.state",
            is_open="i.is_open",
            moment="i.updated_at",
        )
