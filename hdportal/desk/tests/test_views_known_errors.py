"""The pages of known errors."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hdportal.desk.models import KnownError
from hdportal.desk.queries import known_errors as stored
from hdportal.desk.tests import factories as make
from hdportal.desk.tests.linking import TITLE, known_error, set_known_error

pytestmark = pytest.mark.django_db
LIST = "/desk/known-errors/"
TOLD = {
    "title": "The upload stops",
    "symptom": "It says: out of time.",
    "workaround": "Send half of the file at a time.",
}
NATIONAL_NUMBER = "93.05.18-223.61"


@pytest.fixture
def agent(client):
    person = make.agent()
    client.force_login(person)
    return person


def words(answer):
    return answer.content.decode()


def add(client, **changes):
    return client.post(f"{LIST}new/", {"form_token": uuid4(), **TOLD, **changes})


def test_one_is_written_down_and_shown(client, agent):
    make.about_application()

    answer = add(client, application="hd4dp-v2", project="HDBP0016")

    page = words(client.get(answer["Location"]))
    for shown in (*TOLD.values(), "KE0000001", "HD4DP v2", "PACEMAKER"):
        assert shown in page


def test_the_list_is_reached_from_the_menu_and_searched(client, agent):
    known_error(agent)
    known_error(agent, "The printer is on fire")
    assert f'href="{LIST}"' in words(client.get("/desk/"))

    page = words(client.get(LIST, {"q": "1970"}))

    assert TITLE in page
    assert "printer" not in page


@pytest.mark.parametrize("text", ["%", "_", "!!", "a\0b", "<b>x</b>", "x" * 5000])
@pytest.mark.parametrize("name", ["q", "show", "before"])
def test_nonsense_in_the_address_is_no_error(client, agent, name, text):
    known_error(agent)

    page = client.get(LIST, {name: text})

    assert page.status_code == 200
    assert "<b>x</b>" not in words(page)
    if name == "q":
        assert TITLE not in words(page)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": " "},
        {"title": "x" * 161},
        {"workaround": ""},
        {"symptom": "a\0b"},
        {"symptom": "x" * 4001},
        {"application": "no-such"},
        {"project": "a\0b"},
        {"workaround": f"Enter {NATIONAL_NUMBER}."},
    ],
)
def test_what_makes_no_sense_comes_back_with_everything_typed(client, agent, changes):
    answer = add(client, **changes)

    assert answer.status_code == 422
    assert not KnownError.objects.exists()
    typed = {**TOLD, **changes}["symptom"]
    assert "\0" in typed or typed in words(answer)


def test_the_same_form_sent_twice_writes_one(client, agent):
    token = uuid4()

    places = {add(client, form_token=token)["Location"] for _turn in range(2)}

    assert places == {f"{LIST}KE0000001/"}


def test_a_correction_is_saved_and_a_newer_one_shown(client, agent):
    edit = f"{LIST}{known_error(agent)}/edit/"
    assert TITLE in words(client.get(edit))

    saved = client.post(edit, {**TOLD, "version": "1"})
    late = client.post(edit, {**TOLD, "title": "Mine", "version": "1"})

    assert saved.status_code == 302
    assert late.status_code == 409
    assert "Saved meanwhile: The upload stops" in words(late)
    assert KnownError.objects.get().title == TOLD["title"]


@pytest.mark.parametrize("version", ["", "x", "9" * 400, "-1", "a\0b"])
def test_a_damaged_version_overwrites_nothing(client, agent, version):
    edit = f"{LIST}{known_error(agent)}/edit/"

    assert client.post(edit, {**TOLD, "version": version}).status_code == 409


def test_it_is_retired_and_opened_again(client, agent):
    one = known_error(agent)
    here = f"{LIST}{one}/"

    client.post(f"{here}status/", {"status": "retired"})
    assert TITLE not in words(client.get(LIST))
    assert TITLE in words(client.get(f"{LIST}?show=retired"))
    client.post(f"{here}status/", {"status": "anything"})

    assert TITLE in words(client.get(LIST))


def test_what_is_not_there_is_not_found(client, agent):
    for number in ("KE0000009", "KE0000000", "KE1", "INC0000001", "KE00000001234"):
        assert client.get(f"{LIST}{number}/").status_code == 404


def test_its_page_lists_the_incidents_that_have_it_by_pages(client, agent, monkeypatch):
    monkeypatch.setattr(stored, "PAGE_SIZE", 2)
    one, caller = known_error(agent), make.caller()
    incidents = [make.incident(caller) for _each in range(3)]
    for incident in incidents:
        set_known_error(incident, one, agent)

    page = words(client.get(f"{LIST}{one}/"))
    older = words(client.get(f"{LIST}{one}/?before={incidents[1].pk}"))

    assert "3 incidents" in words(client.get(LIST))
    assert [i.number in page for i in incidents] == [False, True, True]
    assert [i.number in older for i in incidents] == [True, False, False]


def test_the_list_asks_as_much_for_2_as_for_6(client, agent):
    counts = []
    for _turn in range(2):
        for number in range(2 + 2 * len(counts)):
            one = known_error(agent, f"Number {number} {uuid4()}")
            set_known_error(make.incident(agent), one, agent)
        client.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_words_survive_the_end_of_the_session(client, agent):
    client.logout()

    assert 'name="kept"' in words(add(client))
