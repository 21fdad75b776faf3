from datetime import UTC, datetime

import pytest
from django.db import transaction

from hdportal.audit.models import AuditEvent, Immutable
from hdportal.audit.record import record
from hdportal.kernel import clock

TICKET = "INC0000001"
MOMENT = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Person:
    audit_name = "person:7"


@pytest.fixture
def event(db) -> AuditEvent:
    with clock.standing_at(MOMENT):
        record("incident.resolve", by=Person(), target=TICKET, state="resolved")
    return AuditEvent.objects.get(target=TICKET)


def test_a_row_says_who_did_what_to_which_record_when(event):
    assert event.at == MOMENT
    assert event.actor == "person:7"
    assert event.target == TICKET
    assert event.facts == {"state": "resolved"}
    assert str(event) == "2026-11-24 12:00 incident.resolve INC0000001"


@pytest.mark.django_db
def test_the_portal_itself_can_act():
    record("incident.close", by=None, target=Person())

    assert AuditEvent.objects.get(target=Person.audit_name).actor == "system"


@pytest.mark.django_db(transaction=True)
def test_a_row_needs_the_transaction_of_its_change():
    with pytest.raises(RuntimeError, match="transaction"):
        record("incident.resolve", by=None, target=TICKET)

    assert not AuditEvent.objects.filter(target=TICKET).exists()


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_undone_leaves_no_row():
    with transaction.atomic():
        record("incident.resolve", by=None, target=TICKET)
        transaction.set_rollback(True)

    assert not AuditEvent.objects.filter(target=TICKET).exists()


def test_a_row_cannot_be_edited(event):
    event.action = "nothing.happened"

    with pytest.raises(Immutable):
        event.save()
    with pytest.raises(Immutable):
        AuditEvent.objects.update(action="nothing.happened")
    with pytest.raises(Immutable):
        AuditEvent.objects.filter(pk=event.pk).update(actor="nobody")


def test_a_row_cannot_be_removed(event):
    with pytest.raises(Immutable):
        event.delete()
    with pytest.raises(Immutable):
        AuditEvent.objects.all().delete()


def test_rows_cannot_be_edited_in_bulk(event):
    event.action = "nothing.happened"

    with pytest.raises(Immutable):
        AuditEvent.objects.bulk_update([event], ["action"])
