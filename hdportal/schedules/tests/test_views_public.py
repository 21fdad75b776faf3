"""What everybody reads about the hours."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from hdportal.accounts.tests.factories import make_administrator, make_user
from hdportal.kernel import clock
from hdportal.schedules.actions import calendars, closing_days
from hdportal.schedules.domain.closures import Closure
from hdportal.schedules.domain.names import Name
from hdportal.schedules.domain.week import Window
from hdportal.schedules.tests.factories import desk, enter_hours

pytestmark = pytest.mark.django_db
HOURS = reverse("support-hours")


def read(client, address: str, moment: str) -> str:
    with clock.standing_at(datetime.fromisoformat(moment).replace(tzinfo=UTC)):
        page = client.get(address).content.decode()
    return " ".join(page.split())


@pytest.mark.parametrize("address", ["/", "/support/", HOURS])
def test_unknown_hours_are_said_and_never_invented(client, address):
    page = read(client, address, "2026-11-24T10:00")

    assert "Our hours are not known yet." in page
    assert "mailto:" in page
    assert "09:00" not in page


@pytest.mark.parametrize("address", ["/", "/support/", HOURS])
@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-24T10:00", "Open until 12:00"),
        ("2026-11-24T11:30", "Closed, opens today at 13:00"),
        ("2026-11-24T16:30", "Closed, opens tomorrow at 09:00"),
        ("2026-11-28T10:00", "Closed, opens Monday at 09:00"),
        ("2026-12-25T10:00", "Closed (Christmas Day), opens Monday at 09:00"),
    ],
)
def test_what_the_desk_is_doing_is_said_in_words(client, address, moment, said):
    enter_hours()

    assert said in read(client, address, moment)


def test_an_opening_long_ahead_is_a_date(client):
    enter_hours()
    first, last = date(2026, 12, 1), date(2026, 12, 31)
    wanted = Closure(first, last, name=Name("Move", "Verhuizing", "Déménagement"))
    closing_days.add(key="desk", wanted=wanted, by=make_administrator())

    said = "Closed (Move), opens Monday 4 Jan 2027 at 09:00"
    assert said in read(client, HOURS, "2026-12-02T10:00")


def test_a_desk_that_never_closes_is_open_now(client):
    enter_hours(lines=("00:00-24:00",) * 7)
    desk().rules.update(is_active=False)

    assert "Open now" in read(client, HOURS, "2026-11-24T10:00")


def test_open_until_midnight_is_today(client):
    enter_hours(lines=("08:00-24:00",) * 7)

    assert "Open until 00:00" in read(client, HOURS, "2026-11-24T10:00")


@pytest.mark.parametrize("address", ["/", "/support/", HOURS])
def test_the_day_before_a_closing_day_says_so(client, address):
    enter_hours()

    page = read(client, address, "2026-04-30T08:00")

    assert "Tomorrow, Friday 1 May 2026, we are closed: Labour Day." in page


def test_the_coming_closing_days_are_listed(client):
    enter_hours()

    page = read(client, "/support/", "2026-11-24T10:00")

    for said in ("Friday 25 Dec 2026", "Christmas Day", "Easter Monday"):
        assert said in page


def test_other_hours_to_come_and_a_note_are_said(client):
    enter_hours(note="Summer hours")
    enter_hours(date(2027, 1, 4))

    page = read(client, HOURS, "2026-11-24T10:00")

    assert "Summer hours" in page
    assert "Other hours from Monday 4 Jan 2027." in page


def test_a_day_with_shorter_hours_is_in_the_list(client):
    enter_hours()
    eve = date(2026, 12, 24)
    calendar_day = Closure(eve, eve, (Window(540, 720),), Name())
    closing_days.add(key="desk", wanted=calendar_day, by=make_administrator())

    page = read(client, HOURS, "2026-11-24T10:00")

    assert "Thursday 24 Dec 2026" in page
    assert "(open 09:00–12:00 only)" in page


def test_another_zone_is_named(client):
    enter_hours()
    calendars.set_zone(
        key="desk",
        zone="Europe/Lisbon",
        revision=desk().revision,
        by=make_administrator(),
    )

    assert "Times of Europe/Lisbon." in read(client, HOURS, "2026-11-24T10:00")


def test_only_keepers_see_the_way_to_change_the_hours(client):
    way = reverse("hours-settings")

    client.force_login(make_user())
    assert way not in read(client, HOURS, "2026-11-24T10:00")
    client.force_login(make_administrator())
    assert way in read(client, HOURS, "2026-11-24T10:00")


def test_the_pages_ask_the_database_for_the_hours_once(
    client, django_assert_num_queries
):
    enter_hours()
    client.get("/")

    with django_assert_num_queries(0):
        client.get("/")
        client.get(HOURS)
