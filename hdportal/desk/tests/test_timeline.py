"""What the timeline tells, in a sentence each, to whoever may read it."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hdportal.desk import queries
from hdportal.desk.actions import (
    changes,
    comments,
    endings,
    incidents,
    notes,
    properties,
)
from hdportal.desk.actions.properties import Wanted
from hdportal.desk.domain.audience import Reading
from hdportal.desk.domain.incident import INTERNAL_KINDS, EntryKind, HoldReason
from hdportal.desk.domain.properties import Property
from hdportal.desk.models import Incident
from hdportal.desk.presenters import timeline as presenter
from hdportal.desk.presenters.happenings import _BARE
from hdportal.desk.queries import note_purpose
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.intake.actions import drafts
from hdportal.kernel import clock
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    person = make.agent()
    person.first_name, person.last_name = "Demo", "Agent"
    person.save()
    return person


@pytest.fixture
def incident():
    return make.incident(make.caller())


def told(incident, reader, reading=Reading.WHOLE):
    incident = Incident.objects.get(pk=incident.pk)
    journal = queries.journal(incident, reading=reading, newest=40)
    line = presenter.timeline(incident, journal, reader, reading=reading)
    return line.first + line.last


def last(incident, reader, reading=Reading.WHOLE):
    return told(incident, reader, reading)[-1]


def write(incident, by, text="Which file is it?"):
    return comments.add(incident=incident, text=clean(text), form_token=uuid4(), by=by)


def note(incident, by, text="Looks like the rule of last week.", token=None):
    return notes.add(
        incident=incident, text=clean(text), form_token=token or uuid4(), by=by
    )


def change(incident, by, name, key, seen):
    properties.change(incident=incident, name=name, to=Wanted(key), seen=seen, by=by)


def reopen(incident, by):
    return endings.reopen(
        incident=incident, reason=clean("It is back."), by=by, form_token=uuid4()
    )


def test_taking_and_taking_over_name_who_works_on_it(incident, agent):
    steps.take(incident, agent)
    assert last(incident, incident.caller).title == (
        "Demo Agent (Service Desk) works on it"
    )

    other = make.agent("agent2")
    steps.take(incident, other)

    assert last(incident, incident.caller).title == (
        "Test Person (Service Desk) takes it over from Demo Agent"
    )


def test_what_second_line_takes_is_not_the_service_desks(incident, agent):
    steps.hand_on(incident, agent, "dwh")
    steps.take(incident, steps.analyst("dwh"))

    title = last(incident, incident.caller).title

    assert title == "Test Person (DWH) works on it"


def test_handing_on_says_from_where_to_where(incident, agent):
    steps.take(incident, agent)
    steps.hand_on(incident, agent, "dwh")
    to_group = last(incident, incident.caller).title
    steps.hand_on(incident, agent, "dwh", steps.analyst("dwh"))
    to_person = last(incident, incident.caller).title

    assert to_group == ("Demo Agent handed it on from Demo Agent (Service Desk) to DWH")
    assert to_person == "Demo Agent handed it on from DWH to Test Person (DWH)"


def test_handing_back_names_the_group_that_had_it(incident, agent):
    steps.hand_on(incident, agent, "dwh")
    steps.hand_back(incident, steps.analyst("dwh"))

    whole = last(incident, incident.caller).title
    bare = last(incident, agent, Reading.LIFE_CYCLE).title

    assert whole == "Test Person handed it back from DWH to Service Desk"
    assert bare == "Handed back to the Service Desk"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            {"activity": "I04", "outcome": "none"},
            "I04 Known error – Looked up: no known error. Recorded by Demo Agent",
        ),
        # As a procedure said that is no longer in force.
        (
            {"activity": "I99", "outcome": "odd"},
            "I99 – odd. Recorded by Demo Agent",
        ),
    ],
)
def test_what_was_recorded_of_the_procedure_is_for_the_desk_only(
    incident, agent, facts, sentence
):
    changes.tell(incident, EntryKind.CHECKED, agent, text="A remark.", facts=facts)

    entry = last(incident, agent, Reading.DESK)

    assert (entry.title, entry.body) == (sentence, "A remark.")
    for reading in (Reading.WHOLE, Reading.LIFE_CYCLE):
        assert len(told(incident, incident.caller, reading)) == 1


def test_waiting_for_the_caller_speaks_to_the_caller(incident, agent):
    steps.hold(steps.take(incident, agent), agent)

    own = last(incident, incident.caller)
    others = last(incident, agent, Reading.DESK).title

    assert own.title == "On hold: the Service Desk waits for your answer"
    assert own.tone == "warning"
    assert others == (
        "Demo Agent put it on hold: the Service Desk waits for the caller’s answer"
    )


@pytest.mark.parametrize("reason", list(HoldReason))
def test_every_reason_to_wait_is_told_in_words(incident, agent, reason):
    steps.hold(steps.take(incident, agent), agent, reason)

    title = last(incident, agent).title

    assert title.startswith("Demo Agent put it on hold: ")
    assert "_" not in title


def test_the_answer_and_the_desk_take_it_up_again(incident, agent):
    steps.hold(steps.take(incident, agent), agent)
    write(incident, incident.caller, "The second one.")
    answered = last(incident, incident.caller).title
    steps.hold(incident, agent, HoldReason.AWAITING_VENDOR)
    steps.resume(incident, agent)

    assert answered == "The work goes on: Demo Caller answered"
    assert last(incident, incident.caller).title == "Taken up again by Demo Agent"


def test_a_resolution_is_a_card_with_code_and_notes(incident, agent):
    steps.resolve(steps.take(incident, agent), agent)

    entry = last(incident, incident.caller)

    assert (entry.title, entry.kind) == ("Resolved by Demo Agent", "comment")
    assert (entry.lead, entry.body) == ("Solution provided", "The rule is corrected.")
    assert (entry.tone, entry.badge) == ("success", "Service Desk")


def test_a_reopening_is_a_card_with_its_reason(incident, agent):
    steps.resolve(steps.take(incident, agent), agent)
    reopen(incident, incident.caller)

    entry = last(incident, incident.caller)

    assert (entry.title, entry.body) == ("Reopened by Demo Caller", "It is back.")
    assert (entry.kind, entry.badge) == ("comment", "")


def test_closing_by_the_clock_is_nobodys(incident, agent):
    steps.resolve(steps.take(incident, agent), agent)
    endings.close_due(now=clock.now().replace(year=2099))

    assert last(incident, incident.caller).title == (
        "Closed automatically, 14 days after it was resolved"
    )


def test_a_withdrawal_says_whose(incident):
    incidents.withdraw(incident=incident, by=incident.caller)

    assert last(incident, incident.caller).title == "Withdrawn by Demo Caller"


def test_a_change_tells_both_values_and_the_desk_the_priority_too(incident, agent):
    change(incident, agent, Property.URGENCY, "1", seen="2")

    sentence = "Urgency changed from 2 – Medium to 1 – High"
    assert last(incident, incident.caller).title == sentence
    assert last(incident, agent, Reading.DESK).title == (
        f"{sentence} by Demo Agent, priority from 4 – Low to 3 – Moderate"
    )


def test_the_desk_reads_who_changed_set_or_removed_a_property(agent):
    incident = make.incident(make.caller(), **make.about_application())
    titles = []
    for name, key, seen in (
        (Property.PROJECT, "", "HDBP0016"),
        (Property.PROJECT, "HDBP0016", ""),
        (Property.CATEGORY, "account", "application"),
    ):
        change(incident, agent, name, key, seen)
        titles.append(last(incident, agent, Reading.DESK).title)

    assert titles == [
        "Project removed by Demo Agent; it was PACEMAKER",
        "Project: HDBP0016, set by Demo Agent",
        "Type of problem changed from Application to Account by Demo Agent",
    ]


def test_a_value_that_was_not_there_or_goes_is_told_so(agent):
    incident = make.incident(make.caller(), **make.about_application())
    change(incident, agent, Property.PROJECT, "", seen="HDBP0016")
    gone = last(incident, agent).title
    change(incident, agent, Property.CATEGORY, "account", seen="application")

    assert gone == "Project removed; it was PACEMAKER"
    assert last(incident, agent).title == (
        "Type of problem changed from Application to Account"
    )


def test_who_wrote_from_behind_the_desk_is_marked(incident, agent):
    write(incident, agent)
    theirs = last(incident, incident.caller)
    write(incident, incident.caller, "The second one.")
    own = last(incident, incident.caller)

    assert (theirs.title, theirs.badge) == ("Demo Agent", "Service Desk")
    assert (theirs.is_own, own.is_own, own.badge) == (False, True, "")


def test_the_desk_reads_which_way_a_comment_went(incident, agent):
    write(incident, agent)
    sent = last(incident, agent, Reading.DESK)
    write(incident, incident.caller, "The second one.")
    came = last(incident, agent, Reading.DESK)

    assert (sent.badge, sent.badge_icon) == ("To the caller", "mail")
    assert (came.badge, came.badge_icon) == ("From the caller", "user")


def test_a_work_note_is_marked_and_for_the_desk_only(incident, agent):
    note(incident, agent)

    entry = last(incident, agent, Reading.DESK)

    assert (entry.kind, entry.badge) == ("note", "Work note")
    assert entry.body == "Looks like the rule of last week."
    assert [e.kind for e in told(incident, incident.caller)] == ["event"]


def test_files_have_the_address_of_who_reads_them(incident, agent):
    token = uuid4()
    upload = SimpleUploadedFile("log.txt", b"line 12")
    drafts.attach(
        token=token,
        purpose=note_purpose(incident),
        version=None,
        upload=upload,
        by=agent,
    )
    note(incident, agent, token=token)

    (file,) = last(incident, agent, Reading.DESK).files

    assert file.href.startswith(f"/desk/incidents/{incident.number}/files/")


def test_the_life_cycle_is_told_without_names_and_words(incident, agent):
    steps.hold(steps.take(incident, agent), agent)
    write(incident, incident.caller, "The second one.")
    steps.hand_on(incident, agent, "dwh")
    change(incident, agent, Property.URGENCY, "1", seen="2")
    steps.resolve(incident, agent)
    reopen(incident, incident.caller)

    entries = told(incident, make.researcher("HDBP0016"), Reading.LIFE_CYCLE)

    assert [entry.title for entry in entries] == [
        "Created",
        "The Service Desk works on it",
        "On hold",
        "Taken up again",
        "Handed on to somebody else",
        "Details changed",
        "Resolved",
        "Reopened",
    ]
    assert {(e.body, e.lead, e.badge, e.initials, e.kind) for e in entries} == {
        ("", "", "", "", "event")
    }


def test_every_kind_of_entry_has_an_icon_and_a_sentence_for_the_life_cycle():
    said = {EntryKind.COMMENT, EntryKind.FILES}

    assert set(presenter.ENTRY_ICONS) == set(EntryKind)
    assert set(_BARE) == set(EntryKind) - said - INTERNAL_KINDS
