"""What an agent sees on the desk's list, and who sees it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from hdportal.accounts.tests.factories import make_user
from hdportal.desk.actions import handling
from hdportal.desk.domain.desk_lists import DeskList
from hdportal.desk.presenters import desk_lists, desk_rows
from hdportal.desk.queries import desk_lists as queries
from hdportal.desk.queries.desk_choices import choices_of
from hdportal.desk.tests import factories as make
from hdportal.desk.tests import handling_steps as steps
from hdportal.kernel import clock
from hdportal.kernel.actor import Grant, Role

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def agent(client):
    """Return an agent who is signed in."""
    person = make.agent()
    client.force_login(person)
    return person


def page(client, query="", **headers):
    response = client.get(f"/desk/{query}", headers=headers)
    assert response.status_code == 200
    return response.text


def test_the_list_shows_what_an_agent_needs_to_choose(client, agent):
    one = make.incident(make.caller(), **make.about_application(), urgency="1")

    shown = page(client)

    assert f'"/desk/incidents/{one.number}/"' in shown
    for words in (one.short_description, "3 – Moderate", "Demo Caller", "PACEMAKER"):
        assert words in shown
    for words in ("First hospital", "Service Desk", "under 1 h", "Nobody"):
        assert words in shown


def test_a_row_remembers_its_list(client, agent):
    one = make.incident(make.caller())

    shown = page(client, "?person=nobody&sort=age")

    assert f"/desk/incidents/{one.number}/?from=person%3Dnobody%26sort%3Dage" in shown


def test_rows_can_be_walked_by_keys(client, agent):
    make.incident(make.caller())

    shown = page(client)

    assert "data-key-rows" in shown
    assert shown.count("data-key-row>") == 1


def test_rows_that_share_a_badge_show_it_each_and_no_other(client, agent):
    reporter = make.caller()
    for urgency in ("3", "1", "3"):
        one = make.incident(reporter, urgency=urgency)
    steps.take(one, agent)

    rows = page(client).partition("<tbody")[2].split("<tr ")[1:]

    # The priority and the state stand twice: in the cells and in the phone's line.
    assert [row.count("3 – Moderate") for row in rows] == [2, 0, 0]
    assert [row.count("Work in progress") for row in rows] == [0, 0, 2]
    assert [row.count("New") for row in rows] == [2, 2, 0]


def test_only_the_desk_works_here(client):
    client.force_login(make.caller())

    for address in ("/desk/", "/desk/next/"):
        refused = client.get(address)

        assert refused.status_code == 403
        assert "Only the Service Desk works here." in refused.text


def test_the_menu_leads_the_desk_to_the_desk_and_nobody_else(client, agent):
    assert 'href="/desk/"' in client.get("/").text

    client.force_login(make.caller())

    assert 'href="/desk/"' not in client.get("/").text


def test_filters_come_back_chosen_and_tabs_keep_them(client, agent):
    shown = page(client, "?person=nobody&priority=2&sort=age")

    assert '<option value="nobody" selected>' in shown
    assert '<option value="2" selected>' in shown
    assert "/desk/?state=new&amp;person=nobody&amp;priority=2&amp;sort=age" in shown
    # Closed ones come in one order only.
    assert '"/desk/?state=closed&amp;person=nobody&amp;priority=2"' in shown


def test_ones_own_key_is_me(client, agent):
    assert '<option value="me" selected>' in page(client, f"?person={agent.pk}")


def test_the_views_of_my_groups_stand_ready(client):
    grants = [Grant(Role.ANALYST, "group:dwh"), Grant(Role.ANALYST, "group:iat")]
    client.force_login(make_user(roles=grants))

    shown = page(client)

    assert 'href="/desk/?group=dwh"' in shown
    assert 'href="/desk/?group=iat"' in shown
    assert 'href="/desk/?group=sob"' not in shown


def test_an_unknown_filter_is_left_out_and_that_is_said(client, agent):
    one = make.incident(make.caller())

    shown = page(client, "?state=lost&group=nowhere&person=x&priority=9&sort=mood")

    assert "is not known here, and is left out" in shown
    assert one.number in shown


def test_a_place_of_another_list_is_the_first_page_and_that_is_said(
    client, agent, monkeypatch
):
    monkeypatch.setattr(queries, "DESK_PAGE_SIZE", 1)
    reporter = make.caller()
    made = [make.incident(reporter) for _each in range(2)]
    at = page(client).partition("?at=")[2].partition('"')[0]

    assert made[1].number in page(client, f"?at={at}")
    for strange in (f"?sort=age&at={at}", "?at=nonsense"):
        shown = page(client, strange)
        assert "That place belongs to another list. This is its first page." in shown
        assert made[0].number in shown


def test_an_empty_list_says_what_to_do(client, agent):
    assert "Nothing is to do" in page(client)
    assert "Nothing of yours is to do" in page(client, "?person=me")
    assert "All are taken" in page(client, "?person=nobody")
    assert "No incident matches" in page(client, "?priority=1")


def test_what_is_on_hold_is_open_but_not_to_do(client, agent):
    one = make.incident(make.caller())
    steps.take(one, agent)
    steps.hold(one, agent)

    assert one.number not in page(client)
    assert one.number in page(client, "?state=open")
    assert one.number in page(client, "?state=on_hold")


def test_the_tabs_begin_with_what_is_to_do_and_count_what_is_open(client, agent):
    make.incident(make.caller())

    tabs = desk_lists.state_tabs(
        DeskList(), queries.counts(DeskList(), choices_of(agent.pk))
    )

    assert [(label, number) for label, _address, _here, number in tabs] == [
        ("To do", "1"),
        ("New", "1"),
        ("Work in progress", "0"),
        ("On hold", "0"),
        ("All open", "1"),
        ("Resolved", None),
        ("Closed", None),
    ]


def test_filters_are_open_while_one_is_set_or_somebody_is_at_them(client, agent):
    opened = '<details class="desk-fold" open>'

    assert opened not in page(client)
    assert opened not in page(client, "?state=closed")
    assert opened in page(client, "?priority=2")
    assert opened in page(client, "?sort=age")
    assert opened in page(client, **HTMX)


def test_htmx_gets_the_list_alone_and_its_short_address(client, agent):
    answer = client.get("/desk/?state=&group=&person=me&sort=pressing", headers=HTMX)

    assert "<html" not in answer.text
    assert 'id="desk_list"' in answer.text
    assert answer["HX-Push-Url"] == "/desk/?person=me"


def test_the_page_is_not_made_again_until_something_changes(client, agent):
    one = make.incident(make.caller())
    page(client)  # the first visit gives the form's cookie
    tag = client.get("/desk/")["ETag"]
    assert client.get("/desk/", headers={"If-None-Match": tag}).status_code == 304

    handling.take(incident=one, by=agent, form_token=uuid4())

    assert client.get("/desk/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("past", "shown"),
    [
        (timedelta(minutes=59), "under 1 h"),
        (timedelta(hours=5, minutes=59), "5 h"),
        (timedelta(hours=24), "1 d"),
        (timedelta(days=3, hours=23), "3 d"),
    ],
)
def test_an_age_is_whole_hours_or_days(past, shown):
    assert desk_rows.Ages().shown(past) == shown


def test_the_way_back_keeps_what_a_list_knows_and_nothing_else():
    back = desk_lists.list_address("state=new&next=//evil.example&at=abc&group=")

    assert back == "/desk/?state=new&at=abc"
    assert desk_lists.list_address("") == "/desk/"
    assert desk_lists.list_address("priority=" + "1" * 300) == "/desk/"


def test_the_hour_is_part_of_the_tag(client, agent):
    page(client)
    tag = client.get("/desk/")["ETag"]
    later = clock.now() + timedelta(hours=1)

    with clock.standing_at(later):
        answer = client.get("/desk/", headers={"If-None-Match": tag})

    assert answer.status_code == 200
