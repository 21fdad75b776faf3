"""Correcting what the caller chose."""

import pytest

from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import properties
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.actions.properties import Wanted, value_of
from hdportal.desk.domain.choices import NotOffered
from hdportal.desk.domain.properties import Property
from hdportal.desk.domain.searching import scope_token
from hdportal.desk.models import Incident, SearchDocument
from hdportal.desk.queries import visible_incident
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.kernel.errors import Denied
from hdportal.portfolio.tests.factories import application, project

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def incident():
    return make.incident(make.caller(), **make.about_application())


def change(incident, by, name, key, record=None, seen=None):
    stands = value_of(Incident.objects.get(pk=incident.pk), name)
    return properties.change(
        incident=incident,
        name=name,
        to=Wanted(key, record),
        seen=stands if seen is None else seen,
        by=by,
    )


@pytest.mark.parametrize(
    ("name", "key", "priority"),
    [
        (Property.URGENCY, "1", 3),
        (Property.URGENCY, "3", 5),
        (Property.IMPACT, "1", 2),
        (Property.IMPACT, "2", 3),
        (Property.CATEGORY, "account", 4),
    ],
)
def test_the_priority_follows_urgency_and_impact(incident, agent, name, key, priority):
    changed = change(incident, agent, name, key)

    changed.refresh_from_db()
    entry = changed.journal.get(kind="changed")
    assert value_of(changed, name) == key
    assert changed.priority == priority
    assert (entry.facts["property"], entry.facts["now"]) == (name, key)
    assert ("priority" in entry.facts) is (priority != 4)


def test_a_change_is_audited_and_moves_every_list(incident, agent):
    changed = change(incident, agent, Property.URGENCY, "1")

    row = AuditEvent.objects.order_by("pk").last()
    assert (row.action, row.target) == (
        "incident.change",
        f"incident:{incident.number}",
    )
    assert (row.facts["was"], row.facts["now"]) == ("2", "1")
    assert steps.audience(changed) == {("new", True, changed.updated_at)}


def test_another_project_shows_it_to_its_researcher_and_hides_it_from_the_others(
    incident, agent
):
    before, after = make.researcher("HDBP0016"), make.researcher("HDBP0271", "second")
    other = project("Diabetes", abbreviation="GPBARO_DM", code="HDBP0271")
    assert visible_incident(before, incident.number)

    changed = change(incident, agent, Property.PROJECT, "HDBP0271", other)

    assert visible_incident(before, incident.number) is None
    assert visible_incident(after, incident.number)
    assert not Incident.objects.visible_to(before).exists()
    assert Incident.objects.visible_to(after).get() == changed
    assert steps.audience(changed) == {("new", True, changed.updated_at)}
    words = SearchDocument.objects.get(incident=incident).tokens.split()
    assert scope_token("project:HDBP0271") in words
    assert scope_token("project:HDBP0016") not in words


def test_without_a_project_no_researcher_follows_it(incident, agent):
    researcher = make.researcher("HDBP0016")

    changed = change(incident, agent, Property.PROJECT, "")

    facts = changed.journal.get(kind="changed").facts
    assert changed.project is None
    assert (facts["was"], facts["now"], facts["now_name"]) == ("HDBP0016", "", "")
    assert visible_incident(researcher, incident.number) is None


def test_a_new_name_is_kept_as_it_was_called_then(incident, agent):
    other = application("ssp", name="Self-Service Portal")

    changed = change(incident, agent, Property.APPLICATION, "ssp", other)

    facts = changed.journal.get(kind="changed").facts
    assert (facts["was_name"], facts["now_name"]) == ("HD4DP v2", "Self-Service Portal")


def test_the_same_change_twice_is_one(incident, agent):
    change(incident, agent, Property.URGENCY, "1", seen="2")
    before = steps.traces(incident)

    change(incident, agent, Property.URGENCY, "1", seen="2")

    assert steps.traces(incident) == before


def test_a_change_over_a_newer_one_is_refused_with_both_values(incident, agent):
    change(incident, agent, Property.URGENCY, "1")
    before = steps.traces(incident)

    with pytest.raises(ChangedMeanwhile) as refusal:
        change(incident, agent, Property.URGENCY, "3", seen="2")

    told = refusal.value
    assert (told.what, told.seen, told.stands, told.wanted) == (
        "urgency",
        "2",
        "1",
        "3",
    )
    assert steps.traces(incident) == before


@pytest.mark.parametrize(
    ("name", "key"),
    [(Property.URGENCY, "9"), (Property.IMPACT, ""), (Property.CATEGORY, "moon")],
)
def test_a_value_that_does_not_exist_is_refused_without_a_trace(
    incident, agent, name, key
):
    before = steps.traces(incident)

    with pytest.raises((ValueError, NotOffered)):
        change(incident, agent, name, key)

    assert steps.traces(incident) == before


def test_only_the_desk_changes_and_nothing_is_changed_after_the_end(incident, agent):
    caller = incident.caller
    with pytest.raises(Denied, match="Only the Service Desk"):
        change(incident, caller, Property.URGENCY, "1")
    Incident.objects.update(state="closed", is_open=False)
    before = steps.traces(incident)

    with pytest.raises(Denied, match="closed"):
        change(incident, agent, Property.URGENCY, "1")

    assert steps.traces(incident) == before
