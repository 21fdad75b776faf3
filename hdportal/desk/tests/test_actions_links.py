"""Linking incidents, known errors and changes."""

from uuid import uuid4

import pytest

from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import known_errors, links
from hdportal.desk.actions.changes import AlreadyDone
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.domain.audience import DESK
from hdportal.desk.domain.incident import EntryKind, LinkTarget
from hdportal.desk.domain.known_errors import Retired, Status
from hdportal.desk.domain.links import NotLinkable, NotLinked
from hdportal.desk.models import Incident, IncidentLink
from hdportal.desk.queries.desk_answers import answered
from hdportal.desk.queries.links import links_of, parents_above
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.handling_steps import analyst, hand_on, traces
from hdportal.desk.tests.linking import (
    below,
    known_error,
    link,
    set_change,
    set_known_error,
)
from hdportal.kernel.errors import Denied
from hdportal.outbox.models import OutboxMail

pytestmark = pytest.mark.django_db
RELATED, PARENT, CHILD = LinkTarget.RELATED, LinkTarget.PARENT, LinkTarget.CHILD


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def some(db):
    caller = make.caller()
    return [make.incident(caller) for _each in range(4)]


def told(incident):
    entries = incident.journal.filter(kind=EntryKind.LINKED).order_by("pk")
    return [entry.facts for entry in entries]


def seen(incident):
    return [(one.relation, one.other) for one in links_of(incident)]


@pytest.mark.parametrize(
    ("relation", "opposite"), [(RELATED, RELATED), (PARENT, CHILD), (CHILD, PARENT)]
)
def test_a_link_shows_at_both_ends_and_in_both_journals(
    agent, some, relation, opposite
):
    here, there, *_rest = some

    link(there, here, relation, agent)

    assert seen(there) == [(relation, here)]
    assert seen(here) == [(opposite, there)]
    assert told(there) == [{"link": relation, "number": here.number}]
    assert told(here) == [{"link": opposite, "number": there.number}]


def test_only_the_desk_learns_of_it(agent, some):
    before = [{*one.audience.values_list("scope", "moment")} for one in some[:2]]
    mails = OutboxMail.objects.count()

    link(some[0], some[1], RELATED, agent)

    for one, was in zip(some[:2], before, strict=True):
        now = {*one.audience.values_list("scope", "moment")}
        assert {scope for scope, _moment in now - was} == {DESK}
    assert OutboxMail.objects.count() == mails


def test_the_audit_knows_both_ends(agent, some):
    link(some[0], some[1], PARENT, agent)

    events = AuditEvent.objects.filter(action="incident.link").order_by("pk")
    assert [event.target for event in events] == [one.audit_name for one in some[:2]]


def test_the_same_form_sent_twice_links_once(agent, some):
    token = uuid4()

    for _turn in range(2):
        link(some[0], some[1], RELATED, agent, form_token=token)

    assert len(told(some[0])) == len(told(some[1])) == 1
    with pytest.raises(AlreadyDone):
        link(some[0], some[2], RELATED, agent, form_token=token)


@pytest.mark.parametrize("relation", [RELATED, PARENT, CHILD])
def test_an_incident_is_not_linked_to_itself(agent, some, relation):
    before = traces(some[0])

    with pytest.raises(NotLinkable):
        link(some[0], some[0], relation, agent)

    assert traces(some[0]) == before


@pytest.mark.parametrize("relation", [RELATED, PARENT, CHILD])
def test_two_are_linked_once_whatever_the_way(agent, some, relation):
    below(some[0], some[1], agent)

    for here, there in [some[:2], some[1::-1]]:
        with pytest.raises(NotLinkable):
            link(here, there, relation, agent)


def test_a_circle_is_refused_however_long(agent, some):
    first, second, third, fourth = some
    below(first, second, agent)
    below(third, fourth, agent)
    below(second, third, agent)

    assert parents_above(first.pk) == [one.number for one in some[1:]]
    before = traces(fourth)
    with pytest.raises(NotLinkable, match="not the other way"):
        below(fourth, first, agent)
    with pytest.raises(NotLinkable):
        link(first, fourth, CHILD, agent)
    assert traces(fourth) == before


def test_a_child_has_one_parent(agent, some):
    below(some[0], some[1], agent)

    with pytest.raises(NotLinkable, match=some[1].number):
        below(some[0], some[2], agent)
    with pytest.raises(NotLinkable):
        link(some[2], some[0], CHILD, agent)
    below(some[3], some[1], agent)

    assert IncidentLink.objects.count() == 2


def test_a_closed_incident_is_related_only_and_links_nothing_itself(agent, some):
    Incident.objects.filter(pk=some[0].pk).update(state="closed", is_open=False)

    with pytest.raises(NotLinkable):
        below(some[1], some[0], agent)
    with pytest.raises(Denied):
        link(some[0], some[1], RELATED, agent)
    link(some[1], some[0], RELATED, agent)

    assert seen(some[1]) == [(RELATED, some[0])]


def test_callers_link_nothing(some):
    for act in (
        lambda by: link(some[0], some[1], RELATED, by),
        lambda by: set_known_error(some[0], None, by),
        lambda by: set_change(some[0], "CHG1", by),
    ):
        before = traces(some[0])
        with pytest.raises(Denied):
            act(some[0].caller)
        assert traces(some[0]) == before


def test_parting_tells_both_ends_and_can_be_sent_twice(agent, some):
    below(some[0], some[1], agent)
    key, token = links_of(some[1])[0].key, uuid4()

    for _turn in range(2):
        links.unlink(incident=some[1], key=key, by=agent, form_token=token)

    assert not links_of(some[0])
    assert told(some[1])[1:] == [{"unlink": CHILD, "number": some[0].number}]
    assert told(some[0])[1:] == [{"unlink": PARENT, "number": some[1].number}]


def test_a_link_of_others_cannot_be_removed_from_here(agent, some):
    link(some[0], some[1], RELATED, agent)
    key = links_of(some[0])[0].key

    with pytest.raises(NotLinked):
        links.unlink(incident=some[2], key=key, by=agent, form_token=uuid4())

    assert IncidentLink.objects.count() == 1


def test_an_answer_of_the_caller_still_waits_in_what_was_linked_from_elsewhere(
    agent, some
):
    Incident.objects.get(pk=some[0].pk).journal.create(
        kind=EntryKind.COMMENT, at=some[0].updated_at, by=some[0].caller, text="And?"
    )

    link(some[1], some[0], RELATED, agent)

    assert answered([some[0].pk, some[1].pk]) == {some[0].pk}


def test_a_known_error_is_linked_replaced_and_removed(agent, some):
    first, second = known_error(agent), known_error(agent, "Another one")

    for to in (first, second, None):
        set_known_error(some[0], to, agent)

    assert told(some[0]) == [
        {"link": "known_error", "number": first.number, "was": ""},
        {"link": "known_error", "number": second.number, "was": first.number},
        {"unlink": "known_error", "was": second.number},
    ]
    assert Incident.objects.get(pk=some[0].pk).known_error is None


def test_a_known_error_that_somebody_chose_meanwhile_is_not_overwritten(agent, some):
    first, second = known_error(agent), known_error(agent, "Another one")
    set_known_error(some[0], first, agent)

    with pytest.raises(ChangedMeanwhile):
        set_known_error(some[0], second, agent, seen="")
    set_known_error(some[0], first, agent, seen="")

    assert len(told(some[0])) == 1


def test_a_retired_known_error_is_linked_no_more(agent, some):
    one = known_error(agent)
    set_known_error(some[0], one, agent)
    known_errors.set_status(one=one, to=Status.RETIRED, by=agent)

    with pytest.raises(Retired):
        set_known_error(some[1], one, agent)

    assert Incident.objects.get(pk=some[0].pk).known_error == one


def test_the_reference_of_a_change_is_entered_and_removed(agent, some):
    for reference in ("CHG0012345", "CHG0012345", ""):
        set_change(some[0], reference, agent)

    assert told(some[0]) == [
        {"link": "change", "reference": "CHG0012345", "was": ""},
        {"unlink": "change", "was": "CHG0012345"},
    ]
    with pytest.raises(ChangedMeanwhile):
        set_change(some[0], "CHG2", agent, seen="CHG1")
    with pytest.raises(TypeError):
        links.set_change(
            incident=some[0], to="CHG3", seen="", by=agent, form_token=uuid4()
        )


def test_an_analyst_of_another_group_links_but_does_not_change(agent, some):
    elsewhere, one = analyst("iat"), known_error(agent)
    hand_on(some[0], agent, "dwh")

    link(some[0], some[1], RELATED, elsewhere)

    with pytest.raises(Denied):
        set_known_error(some[0], one, elsewhere)
    with pytest.raises(Denied):
        set_change(some[0], "CHG1", elsewhere)
