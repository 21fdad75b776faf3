"""Sign the measured people in and say which pages they open."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.management.commands.bench_fill import (
    LONG_EVERY,
    SHARING,
    WRITERS,
    large_project,
)
from hdportal.accounts.models import User
from hdportal.desk.domain.incident import State
from hdportal.desk.models import Incident

HOST = {"Host": "127.0.0.1"}


@dataclass(frozen=True)
class Visit:
    """A page as one person opens it, and what that asks of the database."""

    page: str
    path: str
    cookie: str
    queries: int = 0
    queries_unchanged: int = 0


class Command(BaseCommand):
    help = "Print sign-ins and pages of the measured people as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["pages", "writers"])

    def handle(self, *args: Any, **options: Any) -> None:
        visits = pages() if options["what"] == "pages" else writers()
        self.stdout.write(json.dumps([asdict(visit) for visit in visits]))


def pages() -> list[Visit]:
    """Return the pages that are measured."""
    caller = User.objects.get(email="caller1@bench.example")
    colleague = User.objects.get(email=f"caller{SHARING}@bench.example")
    researcher = User.objects.get(email="researcher@bench.example")
    # Open at either size, since a closed one shows no form to write with.
    short = Incident.objects.filter(caller=caller, state=State.NEW).order_by("-pk")
    short = next(one for one in short if one.pk % LONG_EVERY != LONG_EVERY // 2)
    long = Incident.objects.get(pk=LONG_EVERY // 2)
    asked = [
        ("my incidents", caller, "/incidents/"),
        ("my incidents, all states", caller, "/incidents/?state=all"),
        (
            "incidents of my organisation",
            colleague,
            f"/incidents/?list=organisation:{colleague.organisation_id}",
        ),
        (
            "incidents of a project",
            researcher,
            f"/incidents/?list=project:{large_project().key}&state=all",
        ),
        ("incident", caller, short.get_absolute_url()),
        ("incident with 200 entries", long.caller, long.get_absolute_url()),
    ]
    return [counted(page, person, path) for page, person, path in asked]


def counted(page: str, person: User, path: str) -> Visit:
    """Return a visit with the queries of the page, and of asking whether it changed."""
    client = Client()
    client.force_login(person)
    client.get(path, headers=HOST)
    with CaptureQueriesContext(connection) as first:
        response = client.get(path, headers=HOST)
    with CaptureQueriesContext(connection) as again:
        tag = response.headers.get("ETag", "")
        client.get(path, headers={**HOST, "If-None-Match": tag})
    return Visit(page, path, cookie_of(client), len(first), len(again))


def writers() -> list[Visit]:
    """Return a signed-in visit to the incident form for each writer."""
    visits = []
    for number in range(WRITERS):
        client = Client()
        client.force_login(User.objects.get(email=f"writer{number}@bench.example"))
        client.get("/help/new/", headers=HOST)
        visits.append(Visit(f"writer{number}", "/help/new/", cookie_of(client)))
    return visits


def cookie_of(client: Client) -> str:
    """Return the cookies as a browser sends them."""
    return "; ".join(f"{name}={c.value}" for name, c in client.cookies.items())
