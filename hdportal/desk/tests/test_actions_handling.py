"""Taking, handing on, holding, resuming and resolving."""

from uuid import uuid4

import pytest

from hdportal.audit.models import AuditEvent
from hdportal.desk.actions.changes import AlreadyDone
from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.actions.handling import CommentNeeded, NotInGroup
from hdportal.desk.domain.incident import CloseCode, HoldReason, State
from hdportal.desk.models import Incident
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.kernel.errors import Denied
from hdportal.outbox.models import OutboxMail
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db

AWAITING_VENDOR = HoldReason.AWAITING_VENDOR


@pytest.fixture
def caller():
    return make.caller()


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def incident(caller):
    return make.incident(caller)


@pytest.fixture
def in_work(incident, agent):
    return steps.take(incident, agent)


def kinds(incident):
    return list(incident.journal.order_by("at", "pk").values_list("kind", flat=True))


def newest_audit():
    return AuditEvent.objects.order_by("pk").last()


def test_taking_a_new_one_begins_the_work(incident, agent):
    taken = steps.take(incident, agent)

    taken.refresh_from_db()
    entry = taken.journal.get(kind="taken")
    assert (taken.state, taken.is_open, taken.assigned_to) == (
        "work_in_progress",
        True,
        agent,
    )
    assert entry.facts == {
        "state": ["new", "work_in_progress"],
        "group": "Service Desk",
        "person": ["", str(agent)],
    }
    assert entry.by == agent


def test_each_step_leaves_an_audit_row_of_keys_and_moves_every_list(incident, agent):
    taken = steps.take(incident, agent)

    row = newest_audit()
    assert (row.action, row.actor, row.target) == (
        "incident.take",
        f"user:{agent.pk}",
        f"incident:{incident.number}",
    )
    assert row.facts["person"] == [None, agent.pk]
    assert str(agent) not in str(row.facts)
    assert steps.audience(taken) == {("work_in_progress", True, taken.updated_at)}


def test_taking_what_another_works_on_changes_the_person_only(in_work):
    other = make.agent("agent2")

    taken = steps.take(in_work, other)

    facts = taken.journal.order_by("-pk")[0].facts
    assert (taken.state, taken.assigned_to) == ("work_in_progress", other)
    assert "state" not in facts
    assert facts["person"][1] == str(other)


def test_taking_what_waits_lets_it_wait_on(in_work, agent):
    steps.hold(in_work, agent, AWAITING_VENDOR, "")

    taken = steps.take(in_work, make.agent("agent2"))

    assert (taken.state, taken.hold_reason) == ("on_hold", AWAITING_VENDOR)


def test_of_two_who_take_it_the_second_is_told(incident, agent):
    other = make.agent("agent2")
    steps.take(incident, other)
    before = steps.traces(incident)

    with pytest.raises(ChangedMeanwhile) as refusal:
        steps.take(incident, agent, seen_person="")

    assert (refusal.value.seen, refusal.value.stands) == ("", str(other.pk))
    assert steps.traces(incident) == before


def test_handing_on_to_a_group_leaves_the_state_and_takes_the_person_away(
    in_work, agent
):
    handed = steps.hand_on(in_work, agent, "dwh", note=clean("The table is stale."))

    handed.refresh_from_db()
    note, entry = handed.journal.order_by("-pk")[:2][::-1]
    assert (handed.state, handed.assigned_to) == ("work_in_progress", None)
    assert handed.assignment_group == steps.group("dwh")
    assert (note.kind, note.text) == ("work_note", "The table is stale.")
    assert entry.facts["group"] == ["Service Desk", "DWH"]
    assert entry.facts["person"] == [str(agent), ""]


def test_handing_on_is_audited_by_keys_and_mails_no_caller(in_work, agent):
    mails = OutboxMail.objects.count()
    group, analyst = steps.group("dwh"), steps.analyst("dwh")

    handed = steps.hand_on(in_work, agent, "dwh", analyst, note=clean("Yours."))

    row = newest_audit()
    assert row.action == "incident.hand_on"
    assert row.facts["assignment"][1] == f"{group.pk}:{analyst.pk}"
    assert "DWH" not in str(row.facts)
    assert OutboxMail.objects.exclude(recipient=analyst.email).count() == mails
    assert handed.assigned_to == analyst


def test_handing_on_to_somebody_of_another_group_is_refused(in_work, agent):
    analyst, before = steps.analyst("dwh"), steps.traces(in_work)

    with pytest.raises(NotInGroup) as refusal:
        steps.hand_on(in_work, agent, "iat", analyst, note=clean("Look here."))

    assert str(analyst) in str(refusal.value)
    assert "IAT" in str(refusal.value)
    assert steps.traces(in_work) == before


def test_nothing_is_handed_to_whoever_left(in_work, agent):
    analyst = steps.analyst("dwh")
    analyst.is_active = False
    analyst.save()

    with pytest.raises(NotInGroup):
        steps.hand_on(in_work, agent, "dwh", analyst)


def test_of_two_who_hand_it_on_differently_the_second_is_told(in_work, agent):
    seen, other = steps.seen(in_work), make.agent("agent2")
    steps.hand_on(in_work, agent, "dwh")
    before = steps.traces(in_work)

    with pytest.raises(ChangedMeanwhile):
        steps.hand_on(in_work, other, "iat", seen=seen)

    assert steps.traces(in_work) == before


def test_of_two_who_hand_it_on_alike_the_second_only_adds_the_note(in_work, agent):
    seen, other = steps.seen(in_work), make.agent("agent2")
    steps.hand_on(in_work, agent, "dwh")

    for _twice in range(2):
        note = clean("Seen twice today.")
        steps.hand_on(in_work, other, "dwh", seen=seen, note=note)
        steps.hand_on(in_work, agent, "dwh", seen=seen)

    assert kinds(in_work)[2:] == ["handed_on", "work_note"]


def test_waiting_for_the_caller_asks_them(in_work, agent, caller):
    held = steps.hold(in_work, agent)

    held.refresh_from_db()
    comment, entry = held.journal.order_by("-pk")[:2][::-1]
    assert (held.state, held.hold_reason, held.is_open) == (
        "on_hold",
        "awaiting_caller",
        True,
    )
    assert (comment.kind, comment.text) == ("comment", "Which file is it?")
    assert entry.facts == {
        "state": ["work_in_progress", "on_hold"],
        "reason": "awaiting_caller",
    }
    assert OutboxMail.objects.latest("pk").kind == "incident_commented"
    assert OutboxMail.objects.latest("pk").recipient == caller.email


def test_waiting_for_the_caller_without_a_word_is_refused(in_work, agent):
    before = steps.traces(in_work)

    for nothing in ("", " \n "):
        with pytest.raises(CommentNeeded, match="what you are waiting for"):
            steps.hold(in_work, agent, comment=nothing)

    assert steps.traces(in_work) == before


@pytest.mark.parametrize("reason", [r for r in HoldReason if r != "awaiting_caller"])
def test_waiting_for_others_needs_no_comment(incident, agent, reason):
    held = steps.hold(incident, agent, reason, "")

    assert (held.state, held.hold_reason) == ("on_hold", reason)
    assert kinds(held) == ["created", "held"]


def test_going_on_forgets_what_it_waited_for(in_work, agent):
    steps.hold(in_work, agent, AWAITING_VENDOR, "")

    resumed = steps.resume(in_work, agent)

    resumed.refresh_from_db()
    assert (resumed.state, resumed.hold_reason) == ("work_in_progress", "")
    assert steps.audience(resumed) == {("work_in_progress", True, resumed.updated_at)}
    assert newest_audit().action == "incident.resume"


def test_resolving_keeps_how_and_by_whom_and_tells_the_caller(in_work, agent, caller):
    done = steps.resolve(in_work, agent)

    done.refresh_from_db()
    entry = done.journal.get(kind="resolved")
    assert (done.state, done.is_open, done.close_code) == (
        "resolved",
        False,
        "solution_provided",
    )
    assert (done.close_notes, done.resolved_by) == ("The rule is corrected.", agent)
    assert done.resolved_at
    assert done.closed_at is None
    assert (entry.text, entry.facts["close_code"]) == (
        "The rule is corrected.",
        "solution_provided",
    )
    assert OutboxMail.objects.latest("pk").kind == "incident_resolved"


def test_resolving_what_waits_forgets_the_reason_and_what_is_nobodys_gets_a_name(
    in_work, agent
):
    steps.hand_on(in_work, agent, "dwh")
    steps.hold(in_work, agent, AWAITING_VENDOR, "")

    done = steps.resolve(in_work, agent)

    assert (done.hold_reason, done.assigned_to) == ("", agent)
    assert steps.audience(done) == {("resolved", False, done.updated_at)}
    assert "corrected" not in str(newest_audit().facts)


def test_a_new_one_is_taken_before_it_is_resolved(incident, agent):
    before = steps.traces(incident)

    with pytest.raises(Denied, match="Take it first"):
        steps.resolve(incident, agent)

    assert steps.traces(incident) == before


@pytest.mark.parametrize(
    "step",
    [steps.take, steps.hold, steps.resume, steps.resolve],
    ids=lambda s: s.__name__,
)
def test_its_caller_and_strangers_are_refused_without_a_trace(step, in_work, caller):
    stranger = make.caller("stranger")
    before = steps.traces(in_work)

    for person in (caller, stranger):
        with pytest.raises(Denied, match="Only the Service Desk"):
            step(in_work, person)

    assert steps.traces(in_work) == before


@pytest.mark.parametrize("state", [State.RESOLVED, State.CLOSED])
@pytest.mark.parametrize(
    "step",
    [steps.take, steps.hold, steps.resume, steps.resolve],
    ids=lambda s: s.__name__,
)
def test_what_is_done_with_takes_no_step(step, state, in_work, agent):
    steps.resolve(in_work, agent)
    Incident.objects.update(state=state)
    before = steps.traces(in_work)

    with pytest.raises(Denied):
        step(in_work, agent)

    assert steps.traces(in_work) == before


def double(step, *given, **more):
    """Send the same form twice; return the kinds of the journal in the end."""
    token = uuid4()
    first = step(*given, form_token=token, **more)
    mails, audited = OutboxMail.objects.count(), AuditEvent.objects.count()
    again = step(*given, form_token=token, **more)
    assert OutboxMail.objects.count() == mails
    assert AuditEvent.objects.count() == audited
    assert first.updated_at == again.updated_at
    return kinds(first)


def test_the_same_form_twice_acts_once(incident, agent):
    note = clean("For you.")
    double(steps.take, incident, agent)
    double(steps.hand_on, incident, agent, "dwh", note=note)
    double(steps.hold, incident, agent)
    double(steps.resume, incident, agent)
    done = double(steps.resolve, incident, agent)

    assert done == [
        *("created", "taken", "work_note", "handed_on"),
        *("comment", "held", "resumed", "resolved"),
    ]


def test_a_form_that_did_something_else_loses_no_words_silently(in_work, agent):
    token, another = uuid4(), make.incident(agent)
    steps.hold(in_work, agent, form_token=token)
    before = steps.traces(in_work)

    for again in (
        lambda: steps.hold(in_work, agent, comment="Which line?", form_token=token),
        lambda: steps.hold(in_work, agent, AWAITING_VENDOR, form_token=token),
        lambda: steps.resolve(in_work, agent, form_token=token),
        lambda: steps.hold(another, agent, form_token=token),
    ):
        with pytest.raises(AlreadyDone):
            again()

    assert steps.traces(in_work) == before


def test_handing_on_elsewhere_with_the_form_of_before_is_refused(in_work, agent):
    token = uuid4()
    steps.hand_on(in_work, agent, "dwh", form_token=token)

    with pytest.raises(AlreadyDone):
        steps.hand_on(in_work, agent, "iat", form_token=token)
    with pytest.raises(AlreadyDone):
        steps.hand_on(in_work, agent, "dwh", form_token=token, note=clean("Urgent."))


def test_resolving_otherwise_with_the_form_of_before_is_refused(in_work, agent):
    token, code = uuid4(), CloseCode.DUPLICATE
    steps.resolve(in_work, agent, form_token=token)

    with pytest.raises(AlreadyDone):
        steps.resolve(in_work, agent, "It was the network.", form_token=token)
    with pytest.raises(AlreadyDone):
        steps.resolve(in_work, agent, form_token=token, close_code=code)
