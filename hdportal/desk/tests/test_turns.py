"""Incidents go round among those who are at the desk."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, connections

from hdportal.accounts.models import User
from hdportal.accounts.tests.factories import make_user
from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import presence
from hdportal.desk.domain.incident import FIRST_LINE
from hdportal.desk.models import AssignmentGroup, Incident, Presence
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.kernel import clock
from hdportal.kernel.actor import Grant, Role
from hdportal.kernel.errors import Denied

pytestmark = pytest.mark.django_db


def caller():
    known = User.objects.filter(email="caller@demo.example").first()
    return known or make.caller()


def in_turn(key=FIRST_LINE):
    AssignmentGroup.objects.filter(key=key).update(round_robin=True)


def at_the_desk(*names):
    people = [make.agent(name) for name in names]
    for person in people:
        presence.come(by=person)
    return people


def reported(number):
    return [make.incident(caller()) for _each in range(number)]


def holders(found):
    return [Incident.objects.get(pk=one.pk).assigned_to for one in found]


def test_new_incidents_go_round_among_those_present():
    in_turn()
    ann, ben = at_the_desk("ann", "ben")
    make.agent("away")

    assert holders(reported(5)) == [ann, ben, ann, ben, ann]


def test_the_journal_says_so_and_the_work_is_not_begun():
    in_turn()
    [ann] = at_the_desk("ann")

    [incident] = reported(1)

    entry = incident.journal.get(kind="assigned")
    assert (entry.by, entry.facts["person"]) == (None, str(ann))
    assert Incident.objects.get(pk=incident.pk).state == "new"
    event = AuditEvent.objects.get(action="incident.in_turn")
    assert event.target == f"incident:{incident.number}"
    assert steps.take(incident, ann).state == "work_in_progress"


def test_nobody_present_nobody_gets_it():
    in_turn()
    [ann] = at_the_desk("ann")
    presence.leave(by=ann)
    presence.leave(by=ann)

    assert holders(reported(1)) == [None]


def test_a_group_that_takes_no_turns_gives_nothing():
    at_the_desk("ann")

    assert holders(reported(1)) == [None]


def test_presence_is_over_with_the_day():
    in_turn()
    [ann] = at_the_desk("ann")
    until = Presence.objects.get().until

    with clock.standing_at(until - timedelta(seconds=1)):
        assert holders(reported(1)) == [ann]
    with clock.standing_at(until):
        assert holders(reported(1)) == [None]


def test_saying_it_twice_is_saying_it_once_and_records_no_hours():
    [ann] = at_the_desk("ann")
    before = AuditEvent.objects.count()

    presence.come(by=ann)

    assert Presence.objects.get().person == ann
    assert AuditEvent.objects.count() == before


def test_only_the_desk_can_be_at_the_desk():
    for deed in (presence.come, presence.leave):
        with pytest.raises(Denied):
            deed(by=caller())


def test_whoever_left_the_desk_or_is_closed_gets_nothing():
    in_turn()
    gone, other = at_the_desk("gone", "other")
    gone.is_active = False
    gone.save()
    other.role_assignments.all().delete()

    assert holders(reported(1)) == [None]


def test_in_the_second_line_only_its_own_people_take_turns():
    in_turn("dwh")
    agent, *_others = at_the_desk("agent", "coordinator")
    specialist, elsewhere = steps.analyst(), steps.analyst("iat")
    for person in (specialist, elsewhere):
        presence.come(by=person)
    [incident] = reported(1)

    steps.hand_on(incident, agent, "dwh")

    assert holders([incident]) == [specialist]


def test_handing_on_to_a_group_goes_by_turn_and_to_a_person_does_not():
    in_turn("dwh")
    agent, ann, ben = make.agent(), *(_specialist(name) for name in ("ann", "ben"))
    first, second, third = reported(3)
    token = uuid4()
    seen = steps.seen(first)

    steps.hand_on(first, agent, "dwh", ann)
    # Whoever was named had one, so it is the other's turn.
    steps.hand_on(second, agent, "dwh", form_token=token, seen=seen)
    again = steps.hand_on(second, agent, "dwh", form_token=token, seen=seen)
    steps.hand_on(third, agent, "dwh")

    assert holders([first, second, third]) == [ann, ben, ann]
    assert again.journal.filter(kind="assigned").count() == 1


def _specialist(name):
    grant = Grant(Role.ANALYST, "group:dwh")
    person = make_user(email=f"{name}@demo.example", roles=[grant])
    presence.come(by=person)
    return person


def test_what_is_handed_back_goes_round_at_the_service_desk():
    in_turn()
    agent, specialist = make.agent(), steps.analyst()
    [incident] = reported(1)
    steps.hand_on(incident, agent, "dwh", specialist)
    presence.come(by=agent)

    steps.hand_back(incident, specialist)

    assert holders([incident]) == [agent]
    kinds = incident.journal.order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["handed_back", "assigned"]


def test_taking_one_by_oneself_counts_but_beginning_with_ones_own_does_not():
    in_turn()
    [untouched] = reported(1)
    ann, ben = at_the_desk("ann", "ben")
    steps.take(untouched, ann)
    first, second = reported(2)
    assert holders([first, second]) == [ben, ann]

    steps.take(first, ben)

    assert holders(reported(1)) == [ben]


def test_the_timeline_names_who_was_in_turn(client):
    in_turn()
    [ann] = at_the_desk("ann")
    [incident] = reported(1)
    client.force_login(ann)

    page = client.get(f"/desk/incidents/{incident.number}/").text

    assert f"Assigned in turn to {ann} (Service Desk)" in page


needs_server = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="one connection in memory"
)


@needs_server
@pytest.mark.django_db(transaction=True)
def test_two_at_once_go_to_two_people():
    in_turn()
    people = at_the_desk("ann", "ben", "cas", "dee")
    callers = [make.caller(f"caller{number}") for number in range(4)]
    start = Barrier(4)

    def report(caller):
        start.wait()
        try:
            return make.incident(caller)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(report, callers))

    assert set(holders(found)) == set(people)
    assert len({one.number for one in found}) == 4


@needs_server
@pytest.mark.django_db(transaction=True)
def test_one_handed_on_and_one_reported_at_once_go_to_two_people():
    in_turn()
    people = at_the_desk("ann", "ben")
    specialist = steps.analyst()
    incident = make.incident(caller())
    steps.hand_on(incident, people[0], "dwh", specialist)
    start = Barrier(2)

    def do(deed):
        start.wait()
        try:
            return deed()
        finally:
            connections.close_all()

    deeds = [
        lambda: steps.hand_back(incident, specialist),
        lambda: make.incident(caller()),
    ]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(do, deeds))

    assert set(holders(found)) == set(people)
