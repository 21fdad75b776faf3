"""When something is due: on the caller's page, the ticket, the list and in the mail."""

from datetime import timedelta

import pytest

from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.desk.actions import incidents
from hdportal.desk.domain.desk_lists import SOON, DeskList, Sort
from hdportal.desk.models import Incident
from hdportal.desk.queries import desk_lists
from hdportal.desk.queries.desk_choices import choices_of
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.desk.tests.mailed import caller as mailed_caller
from hdportal.desk.tests.mailed import comment
from hdportal.desk.tests.sla_hours import at
from hdportal.desk.tests.sla_steps import close_on, enter_hours
from hdportal.kernel import clock
from hdportal.outbox.models import OutboxMail
from hdportal.web.paging import Cursor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hours():
    enter_hours()


@pytest.fixture
def agent():
    return make.agent()


@pytest.fixture
def incident():
    """Report in the evening: 4 hours for an answer, 24 for a solution."""
    with clock.standing_at(at("24 18:20")):
        return make.incident(make.caller(), urgency="1")


def shown(client, person, incident, moment, **headers):
    client.force_login(person)
    with clock.standing_at(at(moment)):
        return client.get(incident.get_absolute_url(), headers=headers).text


def ticket(client, person, incident, moment):
    client.force_login(person)
    with clock.standing_at(at(moment)):
        return client.get(f"/desk/incidents/{incident.number}/").text


def standing(moment, act, *args, **more):
    with clock.standing_at(at(moment)):
        return act(*args, **more)


def test_a_caller_reads_when_an_answer_is_due(client, incident):
    assert (
        "You wrote at 18:20; the clock starts tomorrow at 09:00; an answer is due "
        "tomorrow at 14:00."
    ) in shown(client, incident.caller, incident, "24 18:21")


def test_what_a_caller_reads_goes_on_with_the_work(client, incident, agent):
    standing("25 10:00", comment, incident, agent)
    standing("25 11:00", steps.take, incident, agent)
    answered = shown(client, incident.caller, incident, "25 11:30")
    assert "You wrote yesterday at 18:20 and had an answer at 10:00, in time." in (
        answered
    )
    assert "The Service Desk is open; a solution is due Monday 12:00." in answered

    standing("25 12:00", steps.hold, incident, agent)
    waiting = shown(client, incident.caller, incident, "27 10:00")

    assert "The Service Desk waits for you: the clock stands still." in waiting


def test_a_withdrawn_incident_promises_nothing(client, incident):
    standing("24 18:30", incidents.withdraw, incident=incident, by=incident.caller)

    page = shown(client, incident.caller, incident, "24 18:31")

    assert "standing__promise" not in page


def test_who_follows_the_life_cycle_only_reads_no_promise(client):
    one = make.incident(make.caller(), **make.about_application())

    page = shown(client, make.researcher("HDBP0016"), one, "24 18:31")

    assert "an answer" not in page


def test_the_page_is_made_anew_when_its_words_turn(client, incident):
    client.force_login(incident.caller)
    address = incident.get_absolute_url()

    def visit(moment, tag=""):
        with clock.standing_at(at(moment)):
            return client.get(address, headers={"If-None-Match": tag})

    visit("24 18:21")
    tag = visit("24 18:22")["ETag"]

    assert visit("24 23:59", tag).status_code == 304
    # Tomorrow is today; the desk opens; it is late.
    tags = {visit(m)["ETag"] for m in ("25 00:01", "25 09:00", "25 11:59")}
    assert tag not in tags
    assert len(tags) == 2
    assert visit("25 13:59")["ETag"] != visit("25 14:01")["ETag"]


def test_the_page_is_made_anew_when_the_hours_change(client, incident):
    client.force_login(incident.caller)
    address = incident.get_absolute_url()
    with clock.standing_at(at("24 18:22")):
        client.get(address)
        tag = client.get(address)["ETag"]

        close_on(at("25 00:00").date())
        answer = client.get(address, headers={"If-None-Match": tag})

    assert answer.status_code == 200


def test_an_agent_sees_a_bar_for_each_clock(client, incident, agent):
    page = ticket(client, agent, incident, "25 10:00")

    assert "In progress: 25% used, due today at 14:00." in page
    assert '<progress class="progress__bar" value="25" max="100"' in " ".join(
        page.split()
    )
    assert "1 h of 4 h of support time" in page


def test_a_ticket_is_made_anew_each_minute_while_a_clock_runs(client, incident, agent):
    def tag(moment):
        client.force_login(agent)
        with clock.standing_at(at(moment)):
            address = f"/desk/incidents/{incident.number}/"
            client.get(address)
            return client.get(address)["ETag"]

    client.cookies.clear()
    standing("25 09:30", steps.take, incident, agent)
    assert tag("25 10:00") != tag("25 10:01")
    standing("25 10:30", steps.hold, incident, agent)
    with clock.standing_at(at("25 10:31")):
        held = client.get(f"/desk/incidents/{incident.number}/")["ETag"]
    with clock.standing_at(at("25 10:32")):
        assert client.get(f"/desk/incidents/{incident.number}/")["ETag"] == held


def test_the_receipt_says_when_with_dates(agent):
    with clock.standing_at(at("24 18:20")):
        make.incident(mailed_caller(MailChoice.NOW), urgency="1")

    text = " ".join(OutboxMail.objects.get().body_text.split())
    assert (
        "You wrote on Tuesday 24 November at 18:20; the clock starts on Wednesday "
        "25 November at 09:00; an answer is due on Wednesday 25 November at 14:00."
    ) in text


def test_the_form_says_that_tomorrow_is_a_closing_day(client):
    client.force_login(make.caller())
    # 11 November is a closing day by rule.
    with clock.standing_at(at("10 10:00")):
        eve = client.get("/help/new/").text
    with clock.standing_at(at("11 10:00")):
        day = client.get("/help/new/").text

    assert "Tomorrow, Wednesday 11 Nov 2026, we are closed" in eve
    assert "we are closed" not in day


@pytest.fixture
def three(agent):
    """Return incidents due later, first, and on hold."""
    reporter, made = make.caller(), []
    for hour, urgency in (("09:00", "3"), ("09:10", "1"), ("09:20", "1")):
        with clock.standing_at(at(f"24 {hour}")):
            made.append(make.incident(reporter, urgency=urgency))
    standing("24 09:30", steps.take, made[2], agent)
    standing("24 09:40", steps.hold, made[2], agent)
    return made


def numbers(agent, moment, **asked):
    with clock.standing_at(at(moment)):
        choices = choices_of(agent.pk)
    page = desk_lists.page(DeskList(**asked), choices, Cursor())
    return [row.number for row in page.rows]


def test_the_list_can_be_ordered_by_what_is_due_first(agent, three):
    later, first, held = (one.number for one in three)

    assert numbers(agent, "24 10:00", sort=Sort.DUE) == [first, later]
    # What is on hold is not due, and so not in this order.
    assert held in numbers(agent, "24 10:00", state="open")


def test_about_to_breach_is_within_four_hours_or_late(agent, three):
    first = three[1].number

    asked = {"due": SOON, "sort": Sort.DUE}
    assert numbers(agent, "24 10:10", **asked) == [first]
    assert numbers(agent, "24 10:20", due=SOON, sort=Sort.DUE, group="dwh") == []
    due = Incident.objects.get(pk=three[1].pk).due_at
    assert due == at("24 14:10")
    assert numbers(agent, "24 10:09", **asked) == []
    assert numbers(agent, "27 10:00", **asked) == [first, three[0].number]


def test_the_row_says_what_is_left_and_what_is_late(client, agent, three):
    client.force_login(agent)
    with clock.standing_at(at("24 13:00")):
        before = client.get("/desk/?sort=due").text
    with clock.standing_at(at("24 15:20")):
        after = client.get("/desk/?due=soon").text

    assert "in 1 h" in before
    assert "today at 14:10" in before
    assert "1 h late" in after
    assert "at 14:10" in after


def test_the_way_on_from_what_was_put_on_hold_leads_to_what_is_due_first(agent, three):
    asked, choices = DeskList(sort=Sort.DUE), choices_of(agent.pk)
    later, first, held = (one.number for one in three)

    assert desk_lists.number_after(asked, choices, first) == later
    assert desk_lists.number_after(asked, choices, held) == first


def test_the_list_is_made_anew_each_minute(client, agent, incident):
    client.force_login(agent)

    def tag(moment, query=""):
        with clock.standing_at(moment):
            client.get(f"/desk/{query}")
            return client.get(f"/desk/{query}")["ETag"]

    start = at("25 10:00")
    assert tag(start) == tag(start + timedelta(seconds=59))
    assert tag(start) != tag(start + timedelta(minutes=1))
    # What is done is not due: only its ages turn.
    done = "?state=closed"
    assert tag(start, done) == tag(start + timedelta(minutes=59), done)
