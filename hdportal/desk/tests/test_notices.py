"""Who is told of what, and what each choice in the profile does."""

from uuid import uuid4

import pytest
from django.db import transaction

from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.accounts.models import User
from hdportal.desk.actions import notes, notices
from hdportal.desk.domain.notices import Occasion
from hdportal.desk.models import JournalEntry, PendingNotice
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.mailed import (
    caller,
    comment,
    commented,
    kinds,
    resolve,
)
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db


def test_the_caller_is_mailed_at_once():
    incident, agent = make.incident(caller(MailChoice.NOW)), make.agent()

    comment(incident, agent)
    resolve(incident, agent)

    every = ["incident_received", "incident_commented", "incident_resolved"]
    assert kinds() == every
    assert not PendingNotice.objects.exists()


def test_nobody_is_mailed_about_own_comments():
    incident = make.incident(person := caller(MailChoice.NOW))

    comment(incident, person)

    assert kinds() == ["incident_received"]


def test_whoever_wants_no_mail_gets_none():
    commented(caller(MailChoice.NONE))

    assert kinds() == []
    assert not PendingNotice.objects.exists()


def test_an_inactive_caller_gets_nothing():
    person = caller(MailChoice.NOW)
    incident = make.incident(person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    incident.refresh_from_db()

    comment(incident, make.agent())

    assert kinds() == ["incident_received"]


def test_a_work_note_is_refused_and_written_ones_are_not_mailed():
    incident, agent = make.incident(caller(MailChoice.NOW)), make.agent()
    notes.add(incident=incident, text=clean("Secret."), form_token=uuid4(), by=agent)
    note = JournalEntry.objects.get(kind="work_note")

    with pytest.raises(ValueError, match="work note"):
        notices.tell(
            incident=incident, occasion=Occasion.COMMENTED, by=agent, entry=note
        )

    assert kinds() == ["incident_received"]


def test_a_change_that_fails_tells_nobody():
    incident = make.incident(caller(MailChoice.NOW))

    with transaction.atomic():
        comment(incident, make.agent())
        transaction.set_rollback(True)

    assert kinds() == ["incident_received"]


def test_an_address_that_cannot_be_written_stops_no_change(caplog):
    incident = make.incident(person := caller(MailChoice.NOW))
    User.objects.filter(pk=person.pk).update(email='"a, b"@hospital.example')
    incident.refresh_from_db()

    entry = comment(incident, make.agent())

    assert entry.pk
    assert kinds() == ["incident_received"]
    assert "notice.not_posted" in caplog.text
