"""What the desk does on its page: take, hold, go on, resolve, hand on, reopen."""

import random
from datetime import date
from uuid import uuid4

import pytest

from hdportal.accounts.tests.factories import make_user
from hdportal.desk.actions import handling
from hdportal.desk.actions.handling import Assignment
from hdportal.desk.domain.incident import CloseCode, HoldReason, State
from hdportal.desk.models import AssignmentGroup
from hdportal.desk.queries.groups import first_line
from hdportal.desk.tests import factories as make
from hdportal.intake.models import Draft
from hdportal.kernel.actor import Grant, Role
from hdportal.privacy.domain.generator import make_national_number
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent(client):
    person = make.agent()
    client.force_login(person)
    return person


@pytest.fixture
def other(db):
    return make_user(
        email="agent2@demo.example",
        first_name="Demo",
        last_name="Second",
        roles=[Role.AGENT],
    )


@pytest.fixture
def incident(db):
    return make.incident(make.caller())


@pytest.fixture
def taken(incident, agent):
    return handling.take(incident=incident, by=agent, form_token=uuid4())


def address(incident, verb):
    return f"/desk/incidents/{incident.number}/{verb}/"


def post(client, incident, verb, **typed):
    typed = {"form_token": str(uuid4()), **typed}
    was = typed.pop("was", None)
    posted = typed if was is None else {**typed, "was-with": was}
    return client.post(address(incident, verb), posted)


def hold(client, incident, reason="awaiting_caller", **typed):
    return post(client, incident, "hold", hold_reason=reason, **typed)


def resolve(client, incident, notes="It was renewed.", **typed):
    code = "solution_provided"
    typed = {"close_code": code, "close_notes": notes, **typed}
    return post(client, incident, "resolve", **typed)


def hands(incident):
    return f"{incident.assignment_group_id}:{incident.assigned_to_id or ''}"


def hand_on(client, incident, group, person=None, **typed):
    typed.setdefault("was", hands(incident))
    who = {"group": str(group.pk), "person": str(person.pk) if person else ""}
    return post(client, incident, "hand-on", **who, **typed)


def told(response):
    return response.content.decode()


def test_taking_leads_to_the_ticket_which_says_so(client, agent, incident):
    response = client.post(f"{address(incident, 'take')}?from=mine")

    incident.refresh_from_db()
    assert (incident.state, incident.assigned_to) == (State.WORK_IN_PROGRESS, agent)
    assert response["Location"].endswith("/?from=mine&done=take")
    assert "It is yours now." in told(client.get(response["Location"]))


@pytest.mark.parametrize("verb", ["take", "resume"])
def test_what_needs_no_form_is_only_posted(client, agent, incident, verb):
    assert client.get(address(incident, verb)).status_code == 405


def test_of_two_who_take_it_the_second_sees_who_was_faster(
    client, agent, other, incident
):
    handling.take(incident=incident, by=other, form_token=uuid4())

    response = post(client, incident, "take", was="")

    assert response.status_code == 409
    for words in ("Demo Second took it,", "nobody yet", "Leave it as it is"):
        assert words in told(response)
    assert f'name="was-with" value="{other.pk}"' in told(response)


def test_the_second_can_take_it_over(client, agent, other, incident):
    handling.take(incident=incident, by=other, form_token=uuid4())

    post(client, incident, "take", was=str(other.pk))

    incident.refresh_from_db()
    assert incident.assigned_to == agent


def test_waiting_for_the_caller_needs_a_message_and_says_so_at_the_field(
    client, agent, taken
):
    response = hold(client, taken)

    assert response.status_code == 422
    assert "Write to the caller what you are waiting for." in told(response)
    taken.refresh_from_db()
    assert taken.state == State.WORK_IN_PROGRESS


def test_the_message_of_a_hold_goes_to_the_caller(client, agent, taken):
    response = hold(client, taken, hold_message="Which file was it?")

    taken.refresh_from_db()
    assert response.status_code == 302
    assert (taken.state, taken.hold_reason) == ("on_hold", "awaiting_caller")
    assert taken.journal.filter(kind="comment", text="Which file was it?").exists()


def test_other_reasons_need_no_message(client, agent, taken):
    assert hold(client, taken, "awaiting_vendor").status_code == 302


def test_a_ticket_on_hold_is_taken_up_again(client, agent, taken):
    hold(client, taken, "awaiting_vendor")

    response = post(client, taken, "resume")

    taken.refresh_from_db()
    assert (response.status_code, taken.state) == (302, State.WORK_IN_PROGRESS)


def test_after_resolving_the_next_ticket_is_offered(client, agent, taken):
    response = resolve(client, taken)

    taken.refresh_from_db()
    page = told(client.get(response["Location"]))
    assert (taken.state, taken.close_notes) == (State.RESOLVED, "It was renewed.")
    assert "It is resolved, and the caller is told." in page
    assert page.count("Next ticket") == 2


def test_of_two_who_resolve_it_the_second_sees_both_texts(client, agent, other, taken):
    handling.resolve(
        incident=taken,
        close_code=CloseCode.KNOWN_ERROR,
        close_notes=clean("The first one wrote this."),
        by=other,
        form_token=uuid4(),
    )

    response = resolve(client, taken, "The second one wrote this.")

    assert response.status_code == 403
    for words in (
        "Demo Second resolved it on",
        "The first one wrote this.",
        "The second one wrote this.",
    ):
        assert words in told(response)


def test_a_step_by_hand_in_the_wrong_state_is_refused_with_the_reason(
    client, agent, incident
):
    refused = resolve(client, incident)
    empty = client.post(address(incident, "resolve"))
    opened = client.get(address(incident, "reopen"))
    resumed = post(client, incident, "resume")

    answers = [refused, empty, opened, resumed]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]
    assert "Take it first" in told(refused)
    assert "Only a resolved incident can be reopened." in told(opened)


def test_a_form_sent_twice_acts_once(client, agent, taken):
    token = str(uuid4())

    first = resolve(client, taken, form_token=token)
    again = resolve(client, taken, form_token=token)

    assert first["Location"] == again["Location"]
    assert taken.journal.filter(kind="resolved").count() == 1


def test_missing_answers_come_back_with_what_was_typed(client, agent, taken):
    response = resolve(client, taken, "Half a sen", close_code="")

    assert response.status_code == 422
    assert "Half a sen" in told(response)
    assert "1 required answer is missing" in told(response)


def test_words_that_come_back_are_kept_as_a_draft_and_gone_on_with(
    client, agent, taken
):
    resolve(client, taken, "Half a sen", close_code="")

    page = told(client.get(address(taken, "resolve")))

    assert "Half a sen" in page
    assert "Draft of today" in page


def test_a_step_that_is_done_leaves_no_draft(client, agent, taken):
    token = str(uuid4())
    resolve(client, taken, "Half a sen", close_code="", form_token=token)

    resolve(client, taken, form_token=token)

    assert not Draft.objects.open().filter(person=agent).exists()


def test_a_national_number_is_refused_where_it_stands_and_can_be_masked(
    client, agent, taken
):
    number = make_national_number(random.Random(3), date(1985, 7, 30))

    refused = resolve(client, taken, f"It is {number}")
    mask = f"{address(taken, 'resolve')}?mask=1"
    masked = client.post(mask, {"close_notes": f"It is {number}"})

    assert refused.status_code == 422
    assert "?mask=1" in told(refused)
    assert masked.status_code == 200
    assert number not in told(masked)


def test_htmx_gets_the_form_alone_and_a_refusal_as_a_page(client, agent, incident):
    headers = {"HX-Request": "true"}

    form = client.get(address(incident, "hold"), headers=headers)
    refused = client.get(address(incident, "reopen"), headers=headers)

    assert "<html" not in told(form)
    assert "Message to the caller" in told(form)
    assert refused["HX-Redirect"] == address(incident, "reopen")


def test_handing_on_to_a_group_frees_the_person(client, agent, taken):
    group = AssignmentGroup.objects.get(key="dwh")

    response = hand_on(client, taken, group, handover_note="Looks like the export.")

    taken.refresh_from_db()
    assert (taken.assignment_group, taken.assigned_to) == (group, None)
    assert taken.journal.filter(kind="work_note").count() == 1
    page = told(client.get(response["Location"]))
    assert "It is handed on: DWH, nobody yet." in page


def test_people_are_offered_with_the_group_they_belong_to(client, agent, taken):
    specialist = make_user(roles=[Grant(Role.ANALYST, "group:dwh")])
    group = AssignmentGroup.objects.get(key="dwh")
    headers = {"HX-Request": "true"}

    def people(group):
        query = f"?people=1&group={group.pk}"
        return told(client.get(address(taken, "hand-on") + query, headers=headers))

    option = f'value="{specialist.pk}"'
    assert option in people(group)
    assert option not in people(first_line())
    assert '<optgroup label="DWH">' in told(client.get(address(taken, "hand-on")))


def test_the_group_stands_as_it_is_and_its_people_come_first(client, agent, taken):
    specialist = make_user(roles=[Grant(Role.ANALYST, "group:dwh")])
    dwh = AssignmentGroup.objects.get(key="dwh")
    hand_on(client, taken, dwh, handover_note="Looks like the export.")

    form = told(client.get(address(taken, "hand-on"), headers={"HX-Request": "true"}))

    assert f'<option value="{dwh.pk}" selected>DWH</option>' in form
    assert "Choose…" not in form
    assert form.index('<optgroup label="DWH">') == form.index("<optgroup")
    assert f'value="{specialist.pk}"' in form


def test_without_a_group_the_choice_is_empty(client, agent, taken):
    taken.assignment_group = None
    taken.save()

    form = told(client.get(address(taken, "hand-on"), headers={"HX-Request": "true"}))

    assert '<option value="">Choose…</option>' in form


def test_the_form_sent_as_it_opened_is_refused_at_the_field(client, agent, incident):
    response = hand_on(client, incident, first_line())

    assert response.status_code == 422
    assert 'id="id_person_error"' in told(response)


def test_somebody_of_another_group_is_refused_at_the_field(client, agent, taken):
    specialist = make_user(first_name="Ada", roles=[Grant(Role.ANALYST, "group:dwh")])

    response = hand_on(client, taken, first_line(), specialist)

    assert response.status_code == 422
    assert "Ada Person does not belong to Service Desk." in told(response)


def test_handing_on_to_whoever_has_it_is_refused(client, agent, taken):
    response = hand_on(client, taken, first_line(), agent)

    assert response.status_code == 422
    assert "It is there already" in told(response)


def test_of_two_who_hand_it_on_the_second_sees_both_and_decides(
    client, agent, other, taken
):
    was, group = hands(taken), AssignmentGroup.objects.get(key="dwh")
    to = Assignment(first_line(), other)
    seen = tuple(was.split(":"))
    handling.hand_on(incident=taken, to=to, by=other, form_token=uuid4(), seen=seen)

    response = hand_on(client, taken, group, was=was, handover_note="My words")

    assert response.status_code == 409
    for words in ("Demo Second handed it on,", "Hand it on anyway", "My words"):
        assert words in told(response)
    taken.refresh_from_db()
    assert f'value="{hands(taken)}"' in told(response)
    assert hand_on(client, taken, group).status_code == 302


def test_a_resolved_ticket_is_reopened_with_a_reason(client, agent, taken):
    resolve(client, taken)

    without = post(client, taken, "reopen")
    response = post(client, taken, "reopen", reopen_reason="It came back.")

    taken.refresh_from_db()
    assert (without.status_code, response.status_code) == (422, 302)
    assert (taken.state, taken.close_notes) == (State.WORK_IN_PROGRESS, "")


def test_whoever_was_signed_out_finds_the_words_again(client, agent, taken):
    client.logout()

    response = resolve(client, taken, "Written long ago")

    assert response.status_code == 200
    assert "Sign in" in told(response)
    taken.refresh_from_db()
    assert taken.state == State.WORK_IN_PROGRESS


def test_htmx_sends_whoever_was_signed_out_to_a_whole_page(client, incident):
    headers = {"HX-Request": "true"}

    response = client.get(address(incident, "hold"), headers=headers)

    assert response["HX-Redirect"] == address(incident, "hold")


def test_a_ticket_put_on_hold_meanwhile_gives_the_words_back(client, agent, taken):
    handling.put_on_hold(
        incident=taken,
        reason=HoldReason.AWAITING_VENDOR,
        by=agent,
        form_token=uuid4(),
    )

    response = hold(client, taken, hold_message="My question")

    assert response.status_code == 403
    assert "An incident that is “On hold” cannot be put on hold." in told(response)
    assert "My question" in told(response)


@pytest.mark.parametrize(
    "verb", ["take", "resume", "hold", "resolve", "hand-on", "hand-back", "reopen"]
)
def test_only_the_desk_does_any_of_it(client, incident, verb):
    client.force_login(incident.caller)

    response = post(client, incident, verb)

    assert response.status_code == 403
    assert "Only the Service Desk works on this page." in told(response)
