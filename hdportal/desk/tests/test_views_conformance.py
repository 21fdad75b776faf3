"""The report on the procedure: for whom, of which month, and what it says."""

import csv
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hdportal.accounts.tests.factories import make_user
from hdportal.desk.models import Incident
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.handling_steps import hand_back, hand_on, resolve, take
from hdportal.kernel import clock
from hdportal.kernel.actor import Grant, Role

pytestmark = pytest.mark.django_db
PAGE, FILE = "/desk/conformance/", "/desk/conformance/csv/"
OCTOBER = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def november():
    with clock.standing_at(NOVEMBER):
        yield


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def manager(client):
    person = make_user(roles=[Role.INCIDENT_MANAGER])
    client.force_login(person)
    return person


def coordinator(group="iat"):
    return make_user(roles=[Grant(Role.COORDINATOR, f"group:{group}")])


def resolved(agent, caller, at=NOVEMBER, group=""):
    """Make an incident that was resolved at a moment, by a group or the desk."""
    with clock.standing_at(at - timedelta(days=2)):
        incident = make.incident(caller)
        take(incident, agent)
        if group:
            hand_on(incident, agent, group)
            hand_back(incident, coordinator(group))
    with clock.standing_at(at):
        resolve(incident, agent)
    return incident


def shown(client, **given):
    answer = client.get(PAGE, given)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", [Role.AGENT, Role.ANALYST, Role.ADMINISTRATOR])
def test_others_are_told_for_whom_it_is(client, role):
    client.force_login(make_user(roles=[role]))

    answer = client.get(PAGE)

    assert answer.status_code == 403
    assert "coordinator of a group" in answer.content.decode()
    assert client.get(FILE).status_code == 403


def test_a_coordinator_reads_the_own_group_and_no_other(client, agent):
    resolved(agent, make.caller(), group="iat")
    client.force_login(coordinator("iat"))

    assert "IAT" in shown(client)
    assert "All groups" not in shown(client)
    assert client.get(PAGE, {"group": "dwh"}).status_code == 403
    assert client.get(FILE, {"group": "dwh"}).status_code == 403


def test_a_month_counts_what_was_resolved_in_it(client, manager, agent):
    caller = make.caller()
    here, there = resolved(agent, caller), resolved(agent, caller, at=OCTOBER)

    november, october = shown(client), shown(client, month="2026-10")

    assert here.number in november
    assert there.number not in november
    assert there.number in october
    assert here.number not in october


def test_months_change_at_midnight_in_brussels(client, manager, agent):
    late = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)

    incident = resolved(agent, make.caller(), at=late)

    assert incident.number in shown(client)
    assert incident.number not in shown(client, month="2026-10")


def test_a_group_has_the_incidents_that_went_there(client, manager, agent):
    caller = make.caller()
    own, handed = resolved(agent, caller), resolved(agent, caller, group="iat")

    assert handed.number in shown(client, group="iat")
    assert own.number not in shown(client, group="iat")
    assert own.number in shown(client, group="service-desk")


def test_it_says_what_left_no_trace(client, manager, agent):
    caller = make.caller()
    for _turn in range(5):
        resolved(agent, caller)

    page = shown(client)

    assert "I04 Known error: no trace in 5 of 5." in page
    assert "Often skipped" in page


def test_a_list_of_one_step_names_its_incidents(client, manager, agent):
    caller = make.caller()
    own, handed = resolved(agent, caller), resolved(agent, caller, group="iat")

    page = shown(client, step="I12")

    assert handed.number in page
    assert own.number not in page


def test_a_counted_month_is_counted_anew_when_something_happened(
    client, manager, agent
):
    caller = make.caller()
    resolved(agent, caller)
    assert '<span class="stat__number">1</span>' in shown(client)

    resolved(agent, caller)

    assert '<span class="stat__number">2</span>' in shown(client)


def test_an_email_that_waited_longer_than_a_day_is_named(client, manager, agent):
    caller = make.caller()
    soon, late = resolved(agent, caller), resolved(agent, caller)
    for incident, hours in ((soon, 2), (late, 30)):
        came = incident.opened_at - timedelta(hours=hours)
        Incident.objects.filter(pk=incident.pk).update(
            channel="email", received_at=came, updated_at=NOVEMBER
        )

    page = shown(client, finding="late")

    assert "1 of 2" in page
    assert late.number in page
    assert soon.number not in page
    assert "after 30 hours" in page


def test_an_empty_month_says_so(client, manager):
    page = shown(client, month="2026-01")

    assert "Nothing was resolved in January 2026." in page
    assert "February 2026" in page


def test_the_current_month_has_no_next_one(client, manager):
    page = shown(client)

    assert "October 2026" in page
    assert "December 2026" not in page


def test_an_old_bookmark_is_read_as_far_as_it_is_known(client, manager):
    page = shown(client, month="2031-01", group="gone", step="I99", page="x")

    assert "is left out" in page
    assert "November 2026" in page


def test_the_file_has_one_line_an_incident_and_no_words_of_anybody(
    client, manager, agent
):
    caller = make.caller()
    incident = resolved(agent, caller, group="iat")

    answer = client.get(FILE, {"group": "iat"})

    text = b"".join(answer).decode()
    (line,) = csv.DictReader(text.splitlines())
    assert line["number"] == incident.number
    assert (line["I10"], line["I12"], line["I15"]) == ("done", "no trace", "")
    assert (line["groups"], line["reversed"]) == ("IAT", "I14")
    assert incident.short_description not in text
    assert "conformance-2026-11-iat.csv" in answer["Content-Disposition"]


@pytest.mark.parametrize("is_counted_anew", [True, False])
def test_it_asks_as_many_questions_for_many_as_for_few(
    client, manager, agent, is_counted_anew
):
    caller, counts = make.caller(), []
    for _turn in range(2):
        for _incident in range(3):
            resolved(agent, caller, group="iat")
            resolved(agent, caller, at=OCTOBER)
        shown(client)
        if is_counted_anew:
            cache.clear()
        with CaptureQueriesContext(connection) as asked:
            shown(client)
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[0] < (30 if is_counted_anew else 12)
