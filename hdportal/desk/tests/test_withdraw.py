"""A caller takes an own incident back: closed, kept, told."""

import pytest

from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import incidents
from hdportal.desk.domain import policy
from hdportal.desk.domain.incident import State
from hdportal.desk.domain.policy import Facts
from hdportal.desk.models import Incident
from hdportal.desk.tests import factories as make
from hdportal.kernel.errors import Denied

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(client):
    person = make.caller()
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("state", "is_allowed"),
    [
        (State.NEW, True),
        (State.WORK_IN_PROGRESS, True),
        (State.ON_HOLD, True),
        (State.RESOLVED, False),
        (State.CLOSED, False),
    ],
)
def test_the_caller_withdraws_what_is_open(caller, state, is_allowed):
    facts = Facts(state, caller.pk, frozenset({caller.pk}))
    other = Facts(state, caller.pk + 1, frozenset({caller.pk}))
    own = policy.may_withdraw(caller.actor, facts)
    others = policy.may_withdraw(caller.actor, other)

    assert (bool(own), bool(others)) == (is_allowed, False)


def test_a_withdrawn_incident_is_closed_and_stays(caller):
    incident = make.incident(caller)

    for _turn in range(2):
        incidents.withdraw(incident=incident, by=caller)

    incident.refresh_from_db()
    rows = incident.audience.values_list("state", "is_open", "moment")
    assert incident.state == State.CLOSED
    assert set(rows) == {("closed", False, incident.updated_at)}
    assert [e.kind for e in incident.journal.order_by("pk")] == ["created", "withdrawn"]
    assert AuditEvent.objects.filter(action="incident.withdraw").count() == 1


def test_nobody_else_withdraws_it(caller):
    incident = make.incident(caller)

    for person in (make.agent(), make.caller("colleague")):
        with pytest.raises(Denied):
            incidents.withdraw(incident=incident, by=person)


def test_the_page_asks_first_and_the_timeline_tells(client, caller):
    incident = make.incident(caller)
    address = f"{incident.get_absolute_url()}withdraw/"

    asked = client.get(address).content.decode()
    assert Incident.objects.get().state == State.NEW
    done = client.post(address, follow=True).content.decode()

    assert "Withdraw this incident?" in asked
    assert "is withdrawn. It is closed and stays here." in done
    assert "Withdrawn by Demo Caller" in done
    assert "withdraw/" not in done


def test_sending_the_withdrawal_twice_leads_to_the_incident(client, caller):
    incident = make.incident(caller)
    address = f"{incident.get_absolute_url()}withdraw/"

    answers = [client.post(address) for _turn in range(2)]

    assert {answer["Location"] for answer in answers} == {incident.get_absolute_url()}


def test_an_agent_is_told_who_may_and_a_stranger_finds_nothing(client, caller):
    incident = make.incident(caller)
    address = f"{incident.get_absolute_url()}withdraw/"

    client.force_login(make.agent())
    told = client.get(address)
    client.force_login(make.caller("stranger", at=make.hospital("Second hospital")))

    assert told.status_code == 403
    assert "Only the caller can withdraw" in told.content.decode()
    assert client.post(address).status_code == 404


def test_reporting_a_withdrawn_incident_again_makes_a_new_one(caller):
    first = make.incident(caller, subject="The same")
    incidents.withdraw(incident=first, by=caller)

    assert make.incident(caller, subject="The same") != first
