"""Sign the measured people in and say which pages they open."""

import json
import re
from collections.abc import Callable, Mapping
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
from hdportal.desk.domain.desk_lists import OPEN
from hdportal.desk.domain.incident import State
from hdportal.desk.models import AssignmentGroup, Incident

HOST = {"Host": "127.0.0.1"}
AGENTS_AT_ONCE = 8
# More than eight agents handle while they are measured.
HANDLED_AT_MOST = 4000
# Measured without a change as well, so that each kind of page is.
ASKED_AGAIN = {
    "my incidents",
    "incidents of my organisation",
    "incidents of a project",
    "incident",
    "desk, most pressing first",
    "desk, of one group",
    "ticket",
    "ticket with 200 entries",
}
# What a page shows one of for each row of its list, or entry of its timeline.
ROW = re.compile(
    r'data-key-row>|<li class="incident-row"|<li class="entry (?!entry--folded)'
)


@dataclass(frozen=True)
class Visit:
    """A page as one person opens it, and what that asks of the database."""

    page: str
    path: str
    cookie: str
    queries: int = 0
    queries_unchanged: int = 0
    rows: int = 0
    is_asked_again: bool = False
    numbers: tuple[str, ...] = ()


class Command(BaseCommand):
    help = "Print sign-ins and pages of the measured people as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=list(WANTED))

    def handle(self, *args: Any, **options: Any) -> None:
        visits = WANTED[options["what"]]()
        self.stdout.write(json.dumps([asdict(visit) for visit in visits]))


def pages() -> list[Visit]:
    """Return the pages that are measured."""
    caller = _person("caller1")
    colleague = _person(f"caller{SHARING}")
    researcher = _person("researcher")
    agent = _person("agent")
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
        *((page, agent, f"/desk/?{query}") for page, query in _desk_lists().items()),
        ("ticket", agent, f"/desk{short.get_absolute_url()}"),
        ("ticket with 200 entries", agent, f"/desk{long.get_absolute_url()}"),
    ]
    return [counted(page, person, path) for page, person, path in asked]


def _desk_lists() -> Mapping[str, str]:
    """Return the measured lists of the desk, by what they are called."""
    group = AssignmentGroup.objects.earliest("pk").key
    return {
        "desk, most pressing first": "",
        "desk, newest change first": "sort=changed",
        "desk, oldest first": "sort=age",
        "desk, of one state": "state=work_in_progress",
        "desk, of one group": f"group={group}",
        # With those on hold: at 10 000 incidents nobody has fifty without.
        "desk, of one person": f"state={OPEN}&person={_person('agent0').pk}",
        "desk, closed": "state=closed",
    }


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
    return Visit(
        page,
        path,
        cookie_of(client),
        queries=len(first),
        queries_unchanged=len(again),
        rows=len(ROW.findall(response.content.decode())),
        is_asked_again=page in ASKED_AGAIN,
    )


def writers() -> list[Visit]:
    """Return a signed-in visit to the incident form for each writer."""
    names = [f"writer{number}" for number in range(WRITERS)]
    return [_signed_in(name, "/help/new/") for name in names]


def agents() -> list[Visit]:
    """Return a signed-in visit for each agent, with open incidents of their own share.

    Nobody has them yet, or another agent has, so that each can be taken.
    """
    people = [_person(f"agent{number}") for number in range(AGENTS_AT_ONCE)]
    found = Incident.objects.filter(is_open=True).order_by("-pk")
    free = list(found.values_list("number", "assigned_to")[:HANDLED_AT_MOST])
    visits = []
    for place, person in enumerate(people):
        share = free[place::AGENTS_AT_ONCE]
        numbers = tuple(str(number) for number, had in share if had != person.pk)
        visits.append(_signed_in(f"agent{place}", "/desk/", numbers))
    return visits


def _signed_in(name: str, path: str, numbers: tuple[str, ...] = ()) -> Visit:
    client = Client()
    client.force_login(_person(name))
    client.get(path, headers=HOST)
    return Visit(name, path, cookie_of(client), numbers=numbers)


def _person(name: str) -> User:
    return User.objects.get(email=address(name))


def address(name: str) -> str:
    """Return the address of one of the measured people."""
    return f"{name}@bench.example"


def cookie_of(client: Client) -> str:
    """Return the cookies as a browser sends them."""
    return "; ".join(f"{name}={c.value}" for name, c in client.cookies.items())


WANTED: Mapping[str, Callable[[], list[Visit]]] = {
    "pages": pages,
    "writers": writers,
    "agents": agents,
}
