"""The card "Time worked": what it shows, and each thing to do on it."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hdportal.desk.models import Incident, Stopwatch, TimeWorked
from hdportal.desk.tests import factories as make
from hdportal.kernel import clock

pytestmark = pytest.mark.django_db

TEN = datetime(2026, 11, 24, 9, tzinfo=UTC)  # 10:00 in Brussels
TODAY = "2026-11-24"
IN_PLACE = {"HTTP_HX_REQUEST": "true"}
NATIONAL_NUMBER = "93.05.18-223.61"


@pytest.fixture(autouse=True)
def at_ten():
    with clock.standing_at(TEN):
        yield


@pytest.fixture
def agent(client):
    person = make.agent()
    client.force_login(person)
    return person


@pytest.fixture
def incident():
    return make.incident(make.caller())


def address(incident, *verb):
    return "/".join([f"/desk/incidents/{incident.number}/time", *map(str, verb), ""])


def send(client, incident, *verb, **typed):
    given = {"minutes": "1:30", "day": TODAY, "note": "", "form_token": uuid4()}
    if verb[0] in {"start", "stop"}:
        given = {}
    return client.post(address(incident, *verb), {**given, **typed})


def words(page):
    text = re.sub(r"<[^>]+>", " ", page.content.decode())
    return " ".join(text.split())


def shown(client, answer):
    return words(client.get(answer["Location"]))


def test_the_ticket_offers_the_card_without_asking_for_it(client, agent, incident):
    page = client.get(f"/desk/incidents/{incident.number}/").content.decode()

    fold = page.split('id="time-card"')[1].split("</details>")[0]
    assert f'hx-get="{address(incident)}"' in fold
    assert f'href="{address(incident)}"' in fold
    assert "Nobody" not in fold


@pytest.mark.parametrize("page", ["/desk/", "/desk/incidents/INC0000001/"])
def test_time_costs_ticket_and_list_no_question(client, agent, incident, page):
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        client.get(page)

    assert not [q for q in asked if "timeworked" in q["sql"] or "stopw" in q["sql"]]


def test_htmx_gets_the_card_and_others_a_page(client, agent, incident):
    part = client.get(address(incident), **IN_PLACE).content.decode()

    assert "<html" not in part
    assert "<html" in client.get(address(incident)).content.decode()


def test_start_and_stop_say_what_was_written_down(client, agent, incident):
    assert "The stopwatch runs." in shown(client, send(client, incident, "start"))
    with clock.standing_at(TEN + timedelta(minutes=23)):
        card = words(client.get(address(incident)))
        stopped = shown(client, send(client, incident, "stop"))

    assert "since 10:00 (0:23 so far)." in card
    assert "Stopped and written down: 0:23." in stopped
    assert "24 Nov 2026 · 0:23" in stopped


def test_starting_elsewhere_says_what_the_first_got(client, agent, incident):
    other = make.incident(incident.caller)
    send(client, incident, "start")

    with clock.standing_at(TEN + timedelta(minutes=7)):
        card = client.get(address(other))
        said = shown(client, send(client, other, "start"))

    assert f'href="{address(incident)}"' in card.content.decode()
    assert "Stop it and start here" in words(card)
    assert "The other was stopped: 0:07." in said


def test_after_twelve_hours_the_card_asks(client, agent, incident):
    send(client, incident, "start")

    with clock.standing_at(TEN + timedelta(hours=13)):
        refused = send(client, incident, "stop")
        elsewhere = send(client, make.incident(incident.caller), "start")
        assert (refused.status_code, elsewhere.status_code) == (422, 422)
        assert "more than 12 hours" in words(refused)
        assert f'href="{address(incident)}"' in elsewhere.content.decode()
        assert "How long you worked" in words(client.get(address(incident)))
        typed = {"minutes": "2h", "day": TODAY}
        assert "down: 2:00." in shown(client, send(client, incident, "stop", **typed))

    assert TimeWorked.objects.get().minutes == 120


@pytest.mark.parametrize(
    ("minutes", "day"), [("", TODAY), ("x", TODAY), ("1", "x"), ("25h", TODAY)]
)
def test_an_answer_that_makes_no_sense_leaves_it_running(
    client, agent, incident, minutes, day
):
    send(client, incident, "start")

    answer = send(client, incident, "stop", minutes=minutes, day=day)

    assert answer.status_code == 422
    assert (TimeWorked.objects.count(), Stopwatch.objects.count()) == (0, 1)


def test_typed_time_stands_with_its_person_and_the_total(client, agent, incident):
    send(client, incident, "add", minutes="1,5 h", note="Read the log.")
    client.force_login(make.agent("agent2"))
    said = shown(client, send(client, incident, "add", minutes="45"))

    assert "Written down: 0:45." in said
    assert f"{agent.get_full_name()} 1:30" in said
    assert "Together 2:15" in said
    # Notes stand among one's own lines only.
    assert "Read the log." not in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"minutes": ""}, "whole minutes"),
        ({"minutes": "0"}, "at least one minute"),
        ({"minutes": "0,33 h"}, "whole minutes"),
        ({"minutes": "9" * 40}, "whole minutes"),
        ({"minutes": "a\0b"}, "Null characters"),
        ({"minutes": "25:00"}, "24 hours"),
        ({"day": ""}, "Enter a day"),
        ({"day": "2026-02-30"}, "Enter a day"),
        ({"day": "2026-11-25"}, "today or a day before"),
        ({"day": "2026-09-24"}, "last 60 days"),
        ({"day": "0001-01-01"}, "last 60 days"),
        ({"note": "x" * 201}, "200"),
        ({"note": f"Of {NATIONAL_NUMBER}"}, "national register number"),
    ],
)
def test_what_cannot_be_written_down_comes_back_with_the_reason(
    client, agent, incident, typed, said
):
    answer = send(client, incident, "add", **typed)

    assert answer.status_code == 422
    assert said in words(answer)
    assert not TimeWorked.objects.exists()


def test_a_line_is_corrected_and_removed(client, agent, incident):
    send(client, incident, "add")
    line = TimeWorked.objects.get()

    changed = send(client, incident, line.pk, "change", minutes="1:00", note="Less.")
    assert "Corrected: 1:00." in shown(client, changed)
    removed = send(client, incident, line.pk, "remove")
    again = send(client, incident, line.pk, "remove")

    assert "The line is removed." in shown(client, removed)
    assert again.status_code == 302
    assert send(client, incident, line.pk, "change").status_code == 404


def test_a_correction_that_cannot_be_opens_its_line(client, agent, incident):
    send(client, incident, "add")
    line = TimeWorked.objects.get()

    answer = send(client, incident, line.pk, "change", minutes="soon")

    page = answer.content.decode()
    assert answer.status_code == 422
    own = page.split(f'id="time-{line.pk}"')[1]
    assert 'value="soon"' in own
    assert '<details class="time__more" open>' in own


def test_a_line_of_another_incident_is_not_there(client, agent, incident):
    send(client, incident, "add")
    line, other = TimeWorked.objects.get(), make.incident(incident.caller)

    assert send(client, other, line.pk, "change").status_code == 404
    send(client, other, line.pk, "remove")
    assert TimeWorked.objects.exists()


def test_lines_of_others_are_refused_with_the_reason(client, agent, incident):
    send(client, incident, "add")
    line = TimeWorked.objects.get()
    client.force_login(make.agent("agent2"))

    for verb in ("change", "remove"):
        answer = send(client, incident, line.pk, verb)
        assert answer.status_code == 403
        assert "Only the person who worked" in words(answer)


def test_an_old_line_offers_nothing(client, agent, incident):
    send(client, incident, "add")
    line = TimeWorked.objects.get()

    with clock.standing_at(TEN + timedelta(days=61)):
        client.force_login(agent)
        page = client.get(address(incident)).content.decode()
        refused = send(client, incident, line.pk, "remove")

    assert "24 Nov 2026" in page
    assert "Correct" not in page
    assert refused.status_code == 403


def test_a_closed_incident_takes_typed_time_but_no_stopwatch(client, agent, incident):
    Incident.objects.filter(pk=incident.pk).update(state="closed", is_open=False)

    assert send(client, incident, "start").status_code == 403
    assert "can be typed in" in words(client.get(address(incident)))
    assert send(client, incident, "add").status_code == 302


def test_words_survive_the_end_of_the_session(client, agent, incident):
    client.logout()

    answer = send(client, incident, "add", note="Read the log.")

    assert 'name="kept"' in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["done=x&booked=y", "done=added&booked=٣", "done=a%00"]
)
def test_nonsense_in_the_address_shows_the_card(client, agent, incident, query):
    assert client.get(f"{address(incident)}?{query}").status_code == 200


def test_the_card_remembers_the_list(client, agent, incident):
    send(client, incident, "add")
    line = TimeWorked.objects.get()

    page = client.get(f"{address(incident)}?from=sort%3Dage").content.decode()

    own = f"{address(incident, line.pk, 'change')}?from=sort%3Dage"
    assert f'action="{own}"' in page
    answer = client.post(own, {"minutes": "5", "day": TODAY})
    assert "from=sort%3Dage" in answer["Location"]


def test_the_card_asks_few_questions_whatever_was_written(client, agent, incident):
    counts = []
    for _turn in range(2):
        client.get(address(incident))
        with CaptureQueriesContext(connection) as asked:
            client.get(address(incident))
        counts.append(len(asked))
        for minutes in range(1, 12):
            send(client, incident, "add", minutes=minutes)

    assert counts[0] == counts[1]
