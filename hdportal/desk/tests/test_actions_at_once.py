"""Two agents do something with the same incident at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, connections

from hdportal.desk.actions import sla_warnings
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.domain.links import NotLinkable
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.desk.tests.linking import below
from hdportal.desk.tests.sla_hours import at
from hdportal.desk.tests.sla_steps import enter_hours
from hdportal.kernel import clock
from hdportal.kernel.errors import Denied, DomainError

needs_server = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="one connection in memory"
)
pytestmark = [pytest.mark.django_db(transaction=True), needs_server]


def at_once(*deeds):
    """Do both at the same moment and return what each returned or raised."""
    start = Barrier(len(deeds))

    def do(deed):
        start.wait()
        try:
            return deed()
        except DomainError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def two_agents():
    return make.agent(), make.agent("agent2")


def test_only_one_of_two_resolves_it():
    one, other = two_agents()
    incident = steps.take(make.incident(make.caller()), one)

    answers = at_once(
        lambda: steps.resolve(incident, one, "By the one."),
        lambda: steps.resolve(incident, other, "By the other."),
    )

    incident.refresh_from_db()
    assert sum(isinstance(answer, Denied) for answer in answers) == 1
    entry = incident.journal.get(kind="resolved")
    assert (entry.by, entry.text) == (incident.resolved_by, incident.close_notes)


def test_only_one_of_two_takes_it():
    one, other = two_agents()
    incident = make.incident(make.caller())

    answers = at_once(
        lambda: steps.take(incident, one, seen_person=""),
        lambda: steps.take(incident, other, seen_person=""),
    )

    incident.refresh_from_db()
    assert sum(isinstance(answer, ChangedMeanwhile) for answer in answers) == 1
    assert incident.journal.get(kind="taken").by == incident.assigned_to


def test_the_same_form_sent_twice_at_once_acts_once():
    agent, token = make.agent(), uuid4()
    incident = steps.take(make.incident(make.caller()), agent)

    def resolve():
        return steps.resolve(incident, agent, form_token=token)

    answers = at_once(resolve, resolve)

    assert [answer.pk for answer in answers] == [incident.pk] * 2
    assert incident.journal.filter(kind="resolved").count() == 1


def test_two_links_do_not_close_a_circle_between_them():
    agent, caller = make.agent(), make.caller()
    first, second, third, fourth = (make.incident(caller) for _each in range(4))
    below(first, second, agent)
    below(third, fourth, agent)

    # Each of the two touches incidents that the other does not.
    answers = at_once(
        lambda: below(second, third, agent), lambda: below(fourth, first, agent)
    )

    assert sum(isinstance(answer, NotLinkable) for answer in answers) == 1


def test_two_workers_warn_of_a_clock_once():
    enter_hours()
    with clock.standing_at(at("24 18:20")):
        incident = make.incident(make.caller(), urgency="1")

    def warn():
        with clock.standing_at(at("25 11:00")):
            return sla_warnings.warn_all()

    assert sorted(at_once(warn, warn)) == [0, 1]
    assert incident.journal.filter(kind="sla_warned").count() == 1
