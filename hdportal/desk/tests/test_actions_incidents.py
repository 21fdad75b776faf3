"""Reporting an incident: exactly one, without gaps, seen by the right people."""

from datetime import timedelta
from uuid import uuid4

import pytest

from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import incidents
from hdportal.desk.actions.incidents import AlreadySubmitted
from hdportal.desk.models import Counter, Incident
from hdportal.desk.tests import factories as make
from hdportal.kernel import clock

pytestmark = pytest.mark.django_db


def report(by, token=None, **changes):
    return incidents.report(
        caller=by,
        answers=make.answers(**changes),
        form_token=token or uuid4(),
        by=by,
    )


def test_the_first_incident_is_number_one_and_the_next_number_two():
    caller = make.caller()

    numbers = [make.incident(caller).number for _ in range(2)]

    assert numbers == ["INC0000001", "INC0000002"]


def test_the_same_form_twice_makes_one_incident():
    caller, token = make.caller(), uuid4()

    first, second = report(caller, token), report(caller, token)

    assert (first.is_new, second.is_new) == (True, False)
    assert first.incident == second.incident
    assert Counter.objects.get(prefix="INC").value == 1


def test_the_same_words_from_another_tab_make_one_incident():
    caller = make.caller()

    assert report(caller).incident == report(caller).incident


def test_the_same_words_an_hour_later_are_a_new_incident():
    caller = make.caller()
    first = report(caller)

    with clock.standing_at(clock.now() + timedelta(hours=1)):
        second = report(caller)

    assert first.incident != second.incident


def test_other_words_under_a_used_token_are_refused_and_the_incident_named():
    caller, token = make.caller(), uuid4()
    first = report(caller, token)

    with pytest.raises(AlreadySubmitted) as refusal:
        report(caller, token, subject="Something else")

    assert refusal.value.incident == first.incident


def test_another_person_may_hold_the_same_token():
    token = uuid4()
    mine = report(make.caller(), token)
    theirs = report(make.caller("caller2"), token)

    assert mine.incident != theirs.incident


def test_a_report_that_fails_gives_its_number_back():
    caller = make.caller()
    make.incident(caller)

    # The project of the answers was withdrawn between the check and the submit.
    given = make.answers(**make.about_application())
    given.choices["project"] = "HDBP9999"
    with pytest.raises(Exception, match="does not exist"):
        incidents.report(caller=caller, answers=given, form_token=uuid4(), by=caller)

    assert make.incident(caller).number == "INC0000002"


def test_an_incident_starts_with_its_creation_in_journal_and_audit():
    incident = make.incident(make.caller())

    assert [entry.kind for entry in incident.journal.all()] == ["created"]
    event = AuditEvent.objects.get(action="incident.report")
    assert event.target == f"incident:{incident.number}"


def test_the_audience_holds_caller_organisation_project_and_desk():
    caller = make.caller()

    incident = make.incident(caller, **make.about_application())

    scopes = set(incident.audience.values_list("scope", flat=True))
    assert scopes == {
        "desk",
        f"caller:{caller.pk}",
        f"organisation:{caller.organisation_id}",
        "project:HDBP0016",
    }


def test_hidden_questions_are_not_stored():
    choices = make.about_application(category="account")

    incident = make.incident(make.caller(), **choices)

    assert (incident.project, incident.application) == (None, None)


def test_a_report_outside_the_form_is_impossible():
    caller, given = make.caller(), make.answers()
    dirty = type(given)(given.version, {"subject": "never cleaned"}, given.choices)

    with pytest.raises(TypeError):
        incidents.report(caller=caller, answers=dirty, form_token=uuid4(), by=caller)

    assert not Incident.objects.exists()
