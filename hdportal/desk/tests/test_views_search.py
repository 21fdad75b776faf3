"""What the desk's search shows, where it leads, and what it makes of odd words."""

from uuid import uuid4

import pytest

from hdportal.desk.actions import comments, notes
from hdportal.desk.tests import factories as make
from hdportal.desk.views import desk_search
from hdportal.privacy.door import clean

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
REFUSAL = "Write letters or digits to search for."


@pytest.fixture
def agent(client):
    """Return an agent who is signed in."""
    person = make.agent()
    client.force_login(person)
    return person


def search(client, text, status=200, headers=None, **more):
    answer = client.get("/desk/search/", {"q": text, **more}, headers=headers)
    assert answer.status_code == status
    return answer.text


def numbers(page, *made):
    """Return those of `made` that the page shows, in its order."""
    shown = [one for one in made if f">{one.number}<" in page]
    return sorted(shown, key=lambda one: page.index(f">{one.number}<"))


def test_a_result_shows_what_an_agent_needs_with_the_words_marked(client, agent):
    one = make.incident(make.caller(), **make.about_application())

    shown = search(client, "upload pacem")

    assert f'href="/desk/incidents/{one.number}/?from=q%3Dupload' in shown
    for words in ("<mark>upload</mark> refused", "<mark>PACEM</mark>AKER", "New"):
        assert words in shown
    for words in ("4 – Low", "Demo Caller", "First hospital", "1 incident found"):
        assert words in shown
    assert shown.count("data-key-row>") == 1


@pytest.mark.parametrize(
    ("words", "label", "marked"),
    [
        ("refuses line", "Description", "rule <mark>refuses</mark> <mark>line</mark>"),
        ("zebra", "Comment", "A <mark>zebra</mark> here"),
        ("giraffe", "Work note", "A <mark>giraffe</mark> there"),
        ("demo example", "Caller", "caller@<mark>demo</mark>.<mark>example</mark>"),
        ("first hosp", "Organisation", "<mark>First</mark> <mark>hosp</mark>ital"),
        ("hdbp0016", "Project", "<mark>HDBP0016</mark>"),
        ("hd4dp", "Application", "<mark>HD4DP</mark> v2"),
    ],
)
def test_the_excerpt_says_where_the_words_were_found(
    client, agent, words, label, marked
):
    one = make.incident(make.caller(), **make.about_application())
    for action, text in ((comments, "A zebra here"), (notes, "A giraffe there")):
        action.add(incident=one, text=clean(text), form_token=uuid4(), by=agent)

    place = search(client, words).partition('<p class="found__place')[2]

    assert label in place.partition("</p>")[0]
    assert marked in place.partition("</p>")[0]
    assert place.startswith(" found__place--note") == (label == "Work note")


def test_a_word_of_an_early_entry_is_shown_however_much_was_said_since(client, agent):
    one = make.incident(make.caller())
    for text in ("The zebra", *[f"Comment {number}" for number in range(12)]):
        comments.add(incident=one, text=clean(text), form_token=uuid4(), by=agent)

    assert "The <mark>zebra</mark>" in search(client, "zebra")


def test_what_people_wrote_stays_text(client, agent):
    make.incident(
        make.caller(),
        subject="<script>alert(1)</script> upload",
        description="<img src=x onerror=alert(2)> & more",
    )

    for words in ("script", "onerror", "<script>"):
        shown = search(client, words)
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "<mark>script</mark>" in shown or "<mark>onerror</mark>" in shown
    assert "&lt;<mark>script</mark>&gt;" in search(client, "script")


def test_the_newest_come_first_a_page_at_a_time(client, agent, monkeypatch):
    monkeypatch.setattr(desk_search, "PAGE_SIZE", 2)
    who = make.caller()
    made = [make.incident(who) for _each in range(3)]

    first = search(client, "upload")
    second = search(client, "upload", before=made[1].pk)

    assert numbers(first, *made) == [made[2], made[1]]
    assert f"q=upload&amp;where=texts&amp;before={made[1].pk}" in first
    assert numbers(second, *made) == [made[0]]
    assert "Newest results" in second


@pytest.mark.parametrize("place", ["x", "-1", "9" * 400, "٣", "\0"])
def test_a_place_of_another_kind_is_the_first_page(client, agent, place):
    one = make.incident(make.caller())

    assert one.number in search(client, "upload", before=place)


def test_a_number_leads_to_its_incident_and_offers_the_texts(client, agent):
    one = make.incident(make.caller())
    for text in (one.number, one.number.lower(), one.number[3:].lstrip("0")):
        answer = client.get("/desk/search/", {"q": text})
        assert answer.status_code == 302
        assert answer["Location"] == f"/desk/incidents/{one.number}/"

    shown = client.get(answer["Location"]).text

    assert f'href="/desk/search/?q={text}&amp;where=texts"' in shown
    assert f">{one.number}<" in search(client, text, where="texts")


def test_a_number_that_nobody_has_or_beside_words_is_looked_for(client, agent):
    one = make.incident(make.caller())

    assert "No incident matches" in search(client, "INC9999999")
    assert one.number in search(client, f"{one.number} upload")
    assert f"Open {one.number}" in search(client, one.number, headers=HTMX)


@pytest.mark.parametrize(
    "text", ["", "  ", '"*&|!:()-', "AND".replace("AND", "%_'"), "\0"]
)
def test_without_letters_and_digits_it_asks_for_them(client, agent, text):
    make.incident(make.caller())

    assert REFUSAL in search(client, text, status=422)
    live = search(client, text, headers=HTMX)
    assert (REFUSAL in live) == bool(text.replace("\0", "").strip())


def test_the_page_without_a_question_asks_nothing(client, agent):
    shown = client.get("/desk/search/").text

    assert REFUSAL not in shown
    assert "No incident matches" not in shown


@pytest.mark.parametrize("text", ["upload " + "x" * 10_000, "upload " * 1500])
def test_ten_kilobytes_are_cut_and_that_is_said_where_it_matters(client, agent, text):
    shown = search(client, text)

    assert "That was more than a search takes." in shown
    assert f'value="{text[:200].strip()}' in shown


def test_operators_and_strange_letters_are_words_or_nothing(client, agent):
    one = make.incident(make.caller(), subject="near or and not")

    for text in ("near OR", "and* not", "near\0and", "NEAR(or)", "'near' & \"and\""):
        assert one.number in search(client, text)
    search(client, "𐐀𝒜ﷺ")
    assert client.get("/desk/search/?q=%ED%A0%80upload").status_code in (200, 422)


def test_no_result_gives_hints(client, agent):
    assert "Try fewer words" in search(client, "nowhere")


def test_htmx_gets_the_results_alone_and_the_count(client, agent):
    make.incident(make.caller())

    shown = search(client, "upload", headers=HTMX)

    assert "<html" not in shown
    assert 'id="search-results"' in shown
    assert '<p id="search-status" hx-swap-oob="innerHTML">1 incident found' in shown


def test_the_ticket_leads_back_to_the_search(client, agent):
    one = make.incident(make.caller())
    shown = search(client, "upload").partition(f"/desk/incidents/{one.number}/")[2]
    query = shown.partition('"')[0]

    ticket = client.get(f"/desk/incidents/{one.number}/{query}").text

    assert 'href="/desk/search/?q=upload&amp;where=texts' in ticket


def test_only_the_desk_searches_here(client):
    client.force_login(make.caller())

    assert client.get("/desk/search/?q=upload").status_code == 403


def test_a_caller_finds_own_comments_and_no_work_notes(client):
    person = make.caller()
    one, agent = make.incident(person), make.agent()
    comments.add(incident=one, text=clean("A zebra"), form_token=uuid4(), by=person)
    notes.add(incident=one, text=clean("A giraffe"), form_token=uuid4(), by=agent)
    client.force_login(person)

    assert one.number in client.get("/incidents/?q=zebra").text
    assert one.number not in client.get("/incidents/?q=giraffe").text
    assert "No incident matches" in client.get("/incidents/?q=giraffe").text


def test_a_researcher_finds_subjects_of_own_projects_and_no_texts(client):
    one = make.incident(make.caller(), **make.about_application())
    client.force_login(make.researcher("HDBP0016"))
    address = "/incidents/?list=project:HDBP0016&q="

    assert one.number in client.get(f"{address}upload").text
    assert one.number not in client.get(f"{address}refuses").text


def test_my_list_says_what_came_of_a_search(client):
    client.force_login(make.caller())
    make.incident(make.caller("other"))

    assert REFUSAL in client.get("/incidents/?q=%25_%27").text


def test_my_search_goes_on_to_older_ones(client, monkeypatch):
    monkeypatch.setattr("hdportal.desk.queries.lists.PAGE_SIZE", 1)
    person = make.caller()
    made = [make.incident(person) for _each in range(2)]
    client.force_login(person)

    first = client.get("/incidents/?q=upload").text
    older = first.partition("q=upload&amp;at=")[2].partition('"')[0]
    second = client.get(f"/incidents/?q=upload&at={older}").text

    assert numbers(first, *made) == [made[1]]
    assert numbers(second, *made) == [made[0]]
    assert "Newest results" in second
