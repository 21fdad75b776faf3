"""The demo organisation: complete, and the same at every load."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import endings
from hdportal.desk.domain.incident import HoldReason, State
from hdportal.desk.domain.priority import STOCK_MATRIX, priority_of
from hdportal.desk.models import (
    Incident,
    IncidentLink,
    JournalEntry,
    KnownError,
    TimeWorked,
)
from hdportal.desk.queries.groups import is_member
from hdportal.home.demo.besides import with_besides
from hdportal.home.demo.load import load_demo
from hdportal.home.demo.stories import stories
from hdportal.outbox.models import OutboxMail
from hdportal.portfolio.models import Project

pytestmark = pytest.mark.django_db

COUNTED = (User, Project, Incident, JournalEntry, AuditEvent)


class CutOffError(Exception):
    """The load is interrupted."""


def cut_off(line):
    """Interrupt a load in the middle of its incidents."""
    if line == "100 of 200 incidents":
        raise CutOffError


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demo organisation, cut off once and loaded to its end: once for all tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.raises(CutOffError):
            load_demo(cut_off)
        load_demo(lambda line: None)
        yield
        transaction.set_rollback(True)


def counts():
    return [model.objects.count() for model in COUNTED]


def test_a_second_load_changes_nothing(loaded, settings):
    settings.DEMO = True
    before = counts()

    call_command("demo", verbosity=0)

    assert before[:3] == [19, 40, 200]
    assert counts() == before


def test_each_story_is_told_once_though_the_load_was_cut_off(loaded):
    planned = Counter(deed.what for story in stories() for deed in story.deeds)
    kinds = JournalEntry.objects.values_list("kind", flat=True)
    told = Counter(kinds.order_by())

    assert told["taken"] == planned["take"]
    assert told["handed_on"] == planned["hand_on"]
    assert told["handed_back"] == planned["hand_back"] > 20
    assert told["resolved"] == planned["resolve"]
    assert told["changed"] == planned["change"]
    assert told["comment"] == planned["comment"] + planned["hold"]


def test_what_happened_beside_the_stories_is_told_once(loaded):
    planned = Counter(d.what for one in with_besides(stories()) for d in one.deeds)

    assert KnownError.objects.count() == 7
    assert KnownError.objects.filter(status="retired").count() == 1
    assert Incident.objects.exclude(known_error=None).count() == planned["known_error"]
    assert IncidentLink.objects.count() == planned["link"] > 20
    assert {*IncidentLink.objects.values_list("kind", flat=True)} > {"parent"}
    assert Incident.objects.exclude(change_reference="").count() > 10
    assert TimeWorked.objects.count() == planned["time"] > 300


def test_they_stand_in_every_state_and_wait_for_every_reason(loaded):
    states = Counter(Incident.objects.values_list("state", flat=True))
    held = Incident.objects.filter(state=State.ON_HOLD)

    assert set(states) == set(State)
    assert states["closed"] > 80
    assert min(states.values()) >= 8
    assert {*held.values_list("hold_reason", flat=True)} == set(HoldReason)
    assert JournalEntry.objects.filter(kind="reopened").count() >= 5


def test_the_newest_are_new_and_nobodys(loaded):
    newest = Incident.objects.order_by("-number")[:12]

    rows = {(i.state, i.assigned_to, i.assignment_group.key) for i in newest}
    assert rows == {("new", None, "service-desk")}


def test_every_group_has_work_and_only_people_of_it_do_it(loaded):
    of_desk = Incident.objects.exclude(assigned_to=None)
    pairs = {(i.assigned_to, i.assignment_group) for i in of_desk}

    keys = {group.key for _person, group in pairs}
    assert keys == {"service-desk", "iat", "dc", "dwh", "sob"}
    for person, group in pairs:
        assert is_member(person, group), (person, group)


def test_nothing_is_left_for_the_clock_and_the_priorities_are_right(loaded):
    for incident in Incident.objects.all():
        assert incident.priority == priority_of(
            incident.impact, incident.urgency, STOCK_MATRIX
        )

    assert endings.close_due() == 0


def test_nobody_is_mailed_what_is_only_told_and_all_are_from_now_on(loaded):
    assert OutboxMail.objects.count() == 0
    assert {*User.objects.values_list("mail_choice", flat=True)} == {"now"}


def test_it_is_refused_where_nobody_asked_for_a_demo(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="HDPORTAL_DEMO=1"):
        call_command("demo")
