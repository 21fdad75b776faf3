"""Writing known errors down, correcting and retiring them."""

from uuid import uuid4

import pytest

from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import known_errors
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.actions.known_errors import Told
from hdportal.desk.domain.known_errors import Status
from hdportal.desk.domain.searching import Query
from hdportal.desk.models import KnownError
from hdportal.desk.queries import known_errors as stored
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.linking import TITLE, known_error
from hdportal.kernel.errors import Denied
from hdportal.portfolio.tests.factories import application
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return make.agent()


def corrected(one, **changes):
    texts = {name: clean(getattr(one, name)) for name in ("title", "symptom")}
    return Told(**{**texts, "workaround": clean(one.workaround), **changes})


def found(text, status=None):
    rows, _more = stored.page(status=status, words=Query.parse(text))
    return [one.number for one in rows]


def test_known_errors_are_numbered_without_gaps(agent):
    numbers = [known_error(agent, f"The {n}th").number for n in range(3)]

    assert numbers == ["KE0000001", "KE0000002", "KE0000003"]


def test_the_same_form_sent_twice_writes_one(agent):
    token = uuid4()

    ones = {known_error(agent, form_token=token).number for _turn in range(2)}

    assert ones == {"KE0000001"}
    assert AuditEvent.objects.filter(action="known_error.add").count() == 1


def test_only_the_desk_writes_them_down(agent):
    one, caller = known_error(agent), make.caller()

    with pytest.raises(Denied):
        known_error(caller)
    with pytest.raises(Denied):
        known_errors.change(one=one, told=corrected(one), version=1, by=caller)
    with pytest.raises(Denied):
        known_errors.set_status(one=one, to=Status.RETIRED, by=caller)

    assert KnownError.objects.get().version == 1


def test_a_correction_counts_and_the_audit_holds_no_text(agent):
    one = known_error(agent)

    told = corrected(one, title=clean("Dates before 1970"))
    known_errors.change(one=one, told=told, version=1, by=agent)

    event = AuditEvent.objects.get(action="known_error.change")
    assert event.facts == {"changed": ["title"]}
    assert found("1970 dates") == [one.number]
    assert found("refuses") == []


def test_a_newer_correction_is_not_overwritten(agent):
    one = known_error(agent)
    told = corrected(one, title=clean("Dates before 1970"))
    known_errors.change(one=one, told=told, version=1, by=agent)

    late = corrected(one, title=clean("Something else"))
    with pytest.raises(ChangedMeanwhile):
        known_errors.change(one=one, told=late, version=1, by=agent)
    # The same once more is no other change.
    known_errors.change(one=one, told=told, version=1, by=agent)

    assert KnownError.objects.get().title == "Dates before 1970"


def test_they_are_found_by_number_words_and_application(agent):
    make.about_application()
    app = application("portal", name="Étude portal")
    one = known_error(agent, application=app)
    known_error(agent, "The printer is on fire")

    for text in ("KE1", "ke0000001", "UPLOAD refus", "etude", "dates upload"):
        assert found(text) == [one.number], text
    assert found("1970 printer") == []
    assert len(found("")) == 2


def test_retired_ones_have_a_list_of_their_own(agent):
    one = known_error(agent)

    known_errors.set_status(one=one, to=Status.RETIRED, by=agent)

    assert found("", Status.OPEN) == []
    assert found(TITLE, Status.RETIRED) == [one.number]


def test_texts_have_to_come_through_the_door(agent):
    with pytest.raises(TypeError):
        known_error(agent, symptom="Not looked at.")
