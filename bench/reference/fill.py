"""Fill an empty database with so many tickets: python -m bench.reference.fill COUNT.

Prints the sign-in and the address of a page in the middle, as JSON.
"""

import json
import os
import sys

import django

BEGIN = 1_700_000_000
STEP_SECONDS = 30


def main(count: int) -> None:
    """Make the tables, the people and the tickets where they are missing."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", run_syncdb=True, verbosity=0)
    if not User.objects.filter(username="reader").exists():
        fill(count)
        User.objects.create_user("reader")
    client = Client()
    client.force_login(User.objects.get(username="reader"))
    middle = count // 2
    path = f"/tickets/?moment={BEGIN + middle * STEP_SECONDS}&id={middle}"
    client.get(path, headers={"Host": "127.0.0.1"})
    cookie = "; ".join(f"{name}={m.value}" for name, m in client.cookies.items())
    print(json.dumps({"path": path, "cookie": cookie}))


def fill(count: int) -> None:
    """Write everything with one statement a table."""
    from django.db import connection, transaction

    from bench.reference.models import Person, Queue, Status

    names = ("New", "Open", "Waiting", "Solved", "Closed", "Merged")
    Status.objects.bulk_create(Status(name=name) for name in names)
    Queue.objects.bulk_create(Queue(name=f"Queue number {n}") for n in range(1, 25))
    Person.objects.bulk_create(
        Person(name=f"Robin Person {n}", email=f"robin{n}@hospital.example")
        for n in range(1, 501)
    )
    moment = f"{BEGIN} + n * {STEP_SECONDS}"
    if connection.vendor == "sqlite":
        numbers = (
            "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1"
            f" FROM numbers WHERE n < {count}) "
        )
        source, moment = "numbers", f"datetime({moment}, 'unixepoch')"
    else:
        numbers, source = "", f"generate_series(1, {count}) AS numbers(n)"
        moment = f"to_timestamp({moment})"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO reference_ticket (subject, priority, queue_id, status_id,"
            " person_id, created_at, updated_at) "
            f"{numbers}SELECT 'The upload stops half way, file number ' || n,"
            " n % 5 + 1, n % 24 + 1, n % 6 + 1, n % 500 + 1,"
            f" {moment}, {moment} FROM {source}"
        )
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.reference.settings")
    django.setup()
    main(int(sys.argv[1]))
