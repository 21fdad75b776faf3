"""Writing an incident down for a caller: theirs, not the agent's."""

from datetime import timedelta
from uuid import uuid4

import pytest

from hdportal.accounts.actions import people
from hdportal.accounts.actions.callers import NewCaller
from hdportal.accounts.models import User
from hdportal.accounts.tests.factories import make_administrator, make_organisation
from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import comments, incidents, on_behalf
from hdportal.desk.actions.incidents import AlreadySubmitted
from hdportal.desk.domain.channels import Contact
from hdportal.desk.domain.incident import Channel
from hdportal.desk.models import Incident
from hdportal.desk.queries.desk_answers import answered
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.handling_steps import hold, take
from hdportal.kernel import clock
from hdportal.kernel.errors import Denied
from hdportal.outbox.models import OutboxMail
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db

PHONE = Contact(Channel.PHONE)
SOMEBODY = NewCaller("new@hospital.example", "Nour", "Newcomer", "nl")


@pytest.fixture
def agent(db):
    return make.agent()


def write_down(who, by, contact=PHONE, token=None, **changes):
    return on_behalf.report_for(
        who,
        contact=contact,
        answers=make.answers(**changes),
        form_token=token or uuid4(),
        by=by,
    )


def test_a_call_becomes_an_incident_of_its_caller(agent):
    caller = make.caller()

    incident = write_down(caller, agent).incident

    assert (incident.caller, incident.opened_by) == (caller, agent)
    assert (incident.channel, incident.received_at) == (Channel.PHONE, None)
    assert incident.organisation == caller.organisation
    assert incident.journal.get().facts == {"channel": "phone"}


def test_it_is_seen_by_the_caller_and_the_desk_and_is_nobody_elses(agent):
    caller = make.caller()

    incident = write_down(caller, agent).incident

    scopes = set(incident.audience.values_list("scope", flat=True))
    organisation = f"organisation:{caller.organisation_id}"
    assert scopes == {"desk", f"caller:{caller.pk}", organisation}


def test_the_audit_names_the_caller_and_the_channel(agent):
    caller = make.caller()

    write_down(caller, agent)

    event = AuditEvent.objects.get(action="incident.report")
    assert event.facts["caller"] == caller.pk
    assert event.facts["channel"] == "phone"


def test_an_email_keeps_when_it_came(agent):
    came = clock.now() - timedelta(hours=3)

    incident = write_down(make.caller(), agent, Contact(Channel.EMAIL, came)).incident

    assert Incident.objects.get(pk=incident.pk).received_at == came
    assert incident.journal.get().facts["received_at"] == came.isoformat()


def test_the_caller_gets_the_receipt_in_their_own_language(agent):
    write_down(SOMEBODY, agent)

    mail = OutboxMail.objects.get(kind="incident_received")
    assert mail.recipient == "new@hospital.example"
    assert "INC0000001" in mail.body_text


def test_whoever_has_no_password_is_told_where_to_choose_one(agent):
    write_down(SOMEBODY, agent)
    assert "/accounts/password/reset/" in OutboxMail.objects.latest("pk").body_text

    write_down(make.caller(), agent)
    assert "/accounts/password/reset/" not in OutboxMail.objects.latest("pk").body_text


def test_somebody_new_has_no_password_and_no_role(agent):
    write_down(SOMEBODY, agent)

    person = User.objects.get(email="new@hospital.example")
    assert not person.has_usable_password()
    assert not person.role_assignments.exists()
    assert (person.language, person.organisation) == ("nl", None)
    assert AuditEvent.objects.filter(action="person.add").latest("pk")


def test_the_same_form_twice_makes_one_person_and_one_incident(agent):
    token = uuid4()

    first, second = (write_down(SOMEBODY, agent, token=token) for _ in range(2))

    assert (first.is_new, second.is_new) == (True, False)
    assert first.incident == second.incident
    assert User.objects.filter(email=SOMEBODY.email).count() == 1


def test_other_words_under_a_used_token_add_nobody(agent):
    token = uuid4()
    write_down(make.caller(), agent, token=token)

    with pytest.raises(AlreadySubmitted):
        write_down(SOMEBODY, agent, token=token, subject="Something else")

    assert not User.objects.filter(email=SOMEBODY.email).exists()


def test_somebody_new_with_a_known_address_is_that_person(agent):
    caller = make.caller()
    claimed = NewCaller("Caller@demo.example", "Other", "Name", "fr")

    assert write_down(claimed, agent).incident.caller == caller


def test_a_sharing_organisation_is_not_joined_by_telephone(agent):
    sharing = make_organisation("Sharing", shares_incidents=True)
    claimed = NewCaller("new@hospital.example", "Nour", "Newcomer", "en", sharing)

    with pytest.raises(Denied, match="only an administrator"):
        write_down(claimed, agent)

    assert not User.objects.filter(email=SOMEBODY.email).exists()


def test_nothing_is_written_down_for_a_closed_account(agent):
    caller = make.caller()
    people.deactivate(user=caller, by=make_administrator())
    caller.refresh_from_db()

    with pytest.raises(Denied, match="is closed"):
        write_down(caller, agent)

    assert not Incident.objects.exists()


@pytest.mark.parametrize("minutes", [1, -600_000])
def test_an_email_of_tomorrow_or_of_last_year_is_refused(agent, minutes):
    came = clock.now() + timedelta(minutes=minutes)

    with pytest.raises(Denied):
        write_down(make.caller(), agent, Contact(Channel.EMAIL, came))


def test_a_caller_can_report_for_nobody_else(agent):
    with pytest.raises(Denied):
        write_down(agent, make.caller())
    with pytest.raises(Denied):
        write_down(make.caller("caller2"), agent, Contact(Channel.PORTAL))


def test_a_caller_cannot_add_people():
    with pytest.raises(Denied, match="Only the Service Desk"):
        write_down(SOMEBODY, make.caller())


def test_the_agent_who_wrote_it_down_writes_as_the_desk(agent):
    incident = write_down(make.caller(), agent).incident
    incident = hold(take(incident, agent), agent)

    comments.add(
        incident=incident, text=clean("Any news?"), form_token=uuid4(), by=agent
    )

    # No answer of the caller: it still waits for one.
    incident.refresh_from_db()
    assert incident.state == "on_hold"
    assert answered([incident.pk]) == set()


def test_a_report_through_the_portal_keeps_no_channel_in_its_journal():
    caller = make.caller()

    incident = incidents.report(
        caller=caller, answers=make.answers(), form_token=uuid4(), by=caller
    ).incident

    assert incident.channel == Channel.PORTAL
    assert incident.journal.get().facts == {}
