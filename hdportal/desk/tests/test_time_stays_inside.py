"""Time worked and its notes: no caller ever meets them, on no way."""

import re

import pytest
from django.test import Client

from hdportal.desk import queries
from hdportal.desk.actions import stopwatch, time_worked
from hdportal.desk.domain.audience import DESK, Reading
from hdportal.desk.domain.searching import Query
from hdportal.kernel.actor import DESK_ROLES
from hdportal.outbox.models import OutboxMail
from tests.cast import ROLES, TIME_NOTE, Cast, assemble

pytestmark = pytest.mark.django_db

SECRETS = (TIME_NOTE, "Tungsten", "1:30", "time-card", "Time worked", "/time/")
BEHIND_THE_DESK = sorted(name for name, role in ROLES.items() if role in DESK_ROLES)
OTHERS = sorted(
    {"caller", "colleague", "other caller", "researcher"}
    | set(ROLES) - {*BEHIND_THE_DESK}
)


@pytest.fixture
def cast() -> Cast:
    """Everybody, an incident with a line of time, and a stopwatch that runs on it."""
    cast = assemble()
    stopwatch.start(incident=cast.incident, by=cast["agent"])
    return cast


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_finds_it_on_any_page(cast, name):
    client, number = signed_in(cast[name]), cast.incident.number
    own, desk = f"/incidents/{number}/", f"/desk/incidents/{number}/"
    pages = [
        "/",
        "/incidents/?state=all",
        "/incidents/?state=all&q=upload",
        "/profile/",
    ]
    pages += [own, f"{own}?all=1", f"{own}comment/", f"{own}reopen/"]
    pages += [desk, f"{desk}time/", f"{desk}time/{cast.line.pk}/change/"]

    for address in pages:
        for in_place in ({}, {"HTTP_HX_REQUEST": "true"}):
            shown = client.get(address, **in_place).content.decode()
            # Where a page asks for the address of itself, that is all it knows of it.
            shown = re.sub(r'(href|action|value)="[^"]*"', "", shown)
            for secret in SECRETS:
                assert secret not in shown, (address, secret)


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_writes_or_removes_any(cast, name):
    client = signed_in(cast[name])
    desk = f"/desk/incidents/{cast.incident.number}/time/"
    line = f"{desk}{cast.line.pk}/"
    posted = {"minutes": "5", "day": str(cast.line.day)}
    verbs = [f"{desk}start/", f"{desk}stop/", f"{desk}add/"]

    for address in [*verbs, f"{line}change/", f"{line}remove/"]:
        assert client.post(address, posted).status_code == 403

    cast.line.refresh_from_db()
    assert cast.line.minutes == 90


@pytest.mark.parametrize("name", BEHIND_THE_DESK)
def test_the_desk_reads_who_worked_how_long(cast, name):
    page = f"/desk/incidents/{cast.incident.number}/time/"

    shown = signed_in(cast[name]).get(page).content.decode()

    assert "1:30" in shown
    assert (TIME_NOTE in shown) == (name == "agent")


def test_what_the_caller_sees_is_without_it_for_the_desk_too(cast):
    page = signed_in(cast["agent"]).get(f"/incidents/{cast.incident.number}/")

    for secret in SECRETS:
        assert secret not in page.content.decode()


@pytest.mark.parametrize("reading", list(Reading))
def test_no_journal_and_no_search_has_it(cast, reading):
    journal = queries.journal(cast.incident, reading=reading, newest=100)
    words = Query.parse("Tungsten")
    scopes = [DESK, *(row.scope for row in cast.incident.audience.all())]

    assert TIME_NOTE not in str([*journal.first, *journal.newest])
    for scope in scopes:
        assert queries.search(words=words, scope=scope, reading=reading) == []


def test_no_mail_tells_of_it(cast):
    for mail in OutboxMail.objects.all():
        whole = f"{mail.subject}{mail.body_text}{mail.body_html}{mail.headers}"
        for secret in SECRETS:
            assert secret not in whole


def test_the_file_of_the_report_has_none(cast):
    manager = signed_in(cast["incident manager"])

    file = manager.get("/desk/conformance/csv/")
    whole = b"".join(file).decode() if file.streaming else file.content.decode()

    assert "Tungsten" not in whole


def test_an_unchanged_page_of_the_caller_stays_unchanged(cast):
    client = signed_in(cast["caller"])
    page = f"/incidents/{cast.incident.number}/"
    client.get(page)
    first = client.get(page)

    stopwatch.stop(incident=cast.incident, by=cast["agent"])
    time_worked.remove(line=cast.line, by=cast["agent"])

    again = client.get(page, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304
