"""Fill the reference's database and print where its page is."""

import json
from typing import Any

from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.test import Client

from bench.reference.models import Person, Queue, Status

BEGIN = 1_700_000_000
STEP_SECONDS = 30
QUEUES, PEOPLE = 24, 500
STATES = ("New", "Open", "Waiting", "Solved", "Closed", "Merged")


class Command(BaseCommand):
    help = "Make so many tickets where there are none; print page and sign-in as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        count = options["count"]
        call_command("migrate", run_syncdb=True, verbosity=0)
        if not User.objects.filter(username="reader").exists():
            fill(count)
        client = Client()
        client.force_login(User.objects.get(username="reader"))
        middle = count // 2
        path = f"/tickets/?moment={BEGIN + middle * STEP_SECONDS}&id={middle}"
        client.get(path, headers={"Host": "127.0.0.1"})
        cookie = "; ".join(f"{name}={c.value}" for name, c in client.cookies.items())
        self.stdout.write(json.dumps({"path": path, "cookie": cookie}))


@transaction.atomic
def fill(count: int) -> None:
    """Write everything with one statement a table."""
    User.objects.create_user("reader")
    Status.objects.bulk_create(Status(name=name) for name in STATES)
    Queue.objects.bulk_create(
        Queue(name=f"Queue number {n}") for n in range(1, QUEUES + 1)
    )
    Person.objects.bulk_create(
        Person(name=f"Robin Person {n}", email=f"robin{n}@hospital.example")
        for n in range(1, PEOPLE + 1)
    )
    moment = f"{BEGIN} + n * {STEP_SECONDS}"
    if connection.vendor == "sqlite":
        moment = f"datetime({moment}, 'unixepoch')"
        numbers = (
            "(WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1"
            f" FROM counted WHERE n < {count}) SELECT n FROM counted) AS numbers"
        )
    else:
        moment = f"to_timestamp({moment})"
        numbers = f"generate_series(1, {count}) AS numbers(n)"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO reference_ticket (subject, priority, queue_id, status_id,"
            " person_id, created_at, updated_at)"
            " SELECT 'The upload stops half way, file number ' || n, n % 5 + 1,"
            f" n % {QUEUES} + 1, n % {len(STATES)} + 1, n % {PEOPLE} + 1,"
            f" {moment}, {moment} FROM {numbers}"
        )
        cursor.execute("ANALYZE")
