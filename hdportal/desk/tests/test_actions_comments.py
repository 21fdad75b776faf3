"""Writing to an incident."""

from uuid import uuid4

import pytest

from hdportal.desk.actions import comments
from hdportal.desk.models import Incident
from hdportal.desk.tests import factories as make
from hdportal.kernel.errors import Denied
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db


def add(incident, by, text="More about it.", token=None):
    return comments.add(
        incident=incident, text=clean(text), form_token=token or uuid4(), by=by
    )


def test_a_comment_stands_on_the_timeline_and_moves_the_incident_up():
    caller = make.caller()
    incident = make.incident(caller)

    entry = add(incident, caller)

    moments = set(incident.audience.values_list("moment", flat=True))
    assert entry.text == "More about it."
    assert moments == {entry.at}


def test_the_same_comment_form_twice_adds_once():
    caller, token = make.caller(), uuid4()
    incident = make.incident(caller)

    assert add(incident, caller, token=token) == add(incident, caller, token=token)


def test_an_agent_may_write_and_a_stranger_may_not():
    incident = make.incident(make.caller())

    assert add(incident, make.agent())
    with pytest.raises(Denied):
        add(incident, make.caller("stranger"))


def test_a_closed_incident_takes_no_comment_and_says_how_to_go_on():
    caller = make.caller()
    incident = make.incident(caller)
    Incident.objects.update(state="closed", is_open=False)

    with pytest.raises(Denied, match="Create a new one"):
        add(incident, caller)
