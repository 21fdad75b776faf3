"""The feed, read back as a calendar program reads it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar as Feed

from hdportal.accounts.tests.factories import make_administrator
from hdportal.kernel import clock
from hdportal.schedules.actions import calendars, closing_days
from hdportal.schedules.domain.closures import Closure
from hdportal.schedules.domain.names import Name
from hdportal.schedules.domain.week import Window
from hdportal.schedules.tests.factories import OFFICE, desk, enter_hours

pytestmark = pytest.mark.django_db
ADDRESS = reverse("support-hours-ics")
BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.fixture(autouse=True)
def today():
    with clock.standing_at(datetime(2026, 11, 24, 10, tzinfo=UTC)):
        yield


def read(client, **asked) -> Feed:
    answer = client.get(ADDRESS, asked)
    assert answer["Content-Type"].startswith("text/calendar")
    return Feed.from_ical(answer.content)


def events(feed: Feed) -> dict[str, list]:
    found: dict[str, list] = {}
    for event in feed.walk("VEVENT"):
        found.setdefault(str(event["SUMMARY"]), []).append(event)
    return found


def test_closing_days_are_whole_days_with_their_name(client):
    found = events(read(client))

    (easter, next_easter) = found["Service Desk closed: Easter Monday"]
    assert easter["DTSTART"].dt == date(2026, 4, 6)
    assert easter["DTEND"].dt == date(2026, 4, 7)
    assert next_easter["DTSTART"].dt == date(2027, 3, 29)
    assert "Service Desk open" not in found


def test_open_windows_come_back_each_week_but_on_closing_days(client):
    enter_hours()

    morning, afternoon = events(read(client))["Service Desk open"]

    assert morning["DTSTART"].dt == datetime(2026, 1, 2, 9, tzinfo=BRUSSELS)
    assert afternoon["DTEND"].dt == datetime(2026, 1, 2, 17, tzinfo=BRUSSELS)
    assert morning["RRULE"]["BYDAY"] == ["MO", "TU", "WE", "TH", "FR"]
    closed = {day.dt.date() for day in morning["EXDATE"].dts}
    assert date(2026, 12, 25) in closed
    assert date(2026, 12, 26) not in closed  # a Saturday


def test_hours_end_where_the_next_ones_begin(client):
    enter_hours()
    enter_hours(date(2027, 1, 1), ("00:00-24:00",) * 7)

    *old, new = events(read(client))["Service Desk open"]

    until = datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)
    assert [event["RRULE"]["UNTIL"] for event in old] == [[until], [until]]
    assert new["DTEND"].dt - new["DTSTART"].dt == timedelta(days=1)


def test_a_day_with_shorter_hours_is_an_event_of_its_own(client):
    enter_hours()
    eve = date(2026, 12, 24)
    closing_days.add(
        key="desk",
        wanted=Closure(eve, eve, (Window(600, 660),), Name("Eve", "Avond", "Veille")),
        by=make_administrator(),
    )

    found = events(read(client))["Service Desk open"]

    (single,) = [event for event in found if "RRULE" not in event]
    assert single["DTSTART"].dt == datetime(2026, 12, 24, 10, tzinfo=BRUSSELS)
    repeated = [event for event in found if "RRULE" in event]
    for event in repeated:
        assert eve in {day.dt.date() for day in event["EXDATE"].dts}


def test_the_file_is_as_rfc_5545_wants_it(client):
    enter_hours()
    calendars.set_zone(
        key="desk",
        zone="Europe/Brussels",
        revision=desk().revision,
        by=make_administrator(),
    )

    body = client.get(ADDRESS).content

    assert body.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    uids = [str(event["UID"]) for event in Feed.from_ical(body).walk("VEVENT")]
    assert len(uids) == len(set(uids))


def test_the_zone_tells_the_clock_changes(client):
    (zone,) = read(client).walk("VTIMEZONE")

    told = [(str(p["TZNAME"]), p["DTSTART"].dt.isoformat()) for p in zone.subcomponents]
    # The time that the clock showed when it was changed.
    assert told == [
        ("CET", "2025-12-31T01:00:00"),
        ("CEST", "2026-03-29T02:00:00"),
        ("CET", "2026-10-25T03:00:00"),
        ("CEST", "2027-03-28T02:00:00"),
        ("CET", "2027-10-31T03:00:00"),
    ]


def test_the_same_hours_are_not_sent_twice(client):
    enter_hours()
    first = client.get(ADDRESS)

    again = client.get(ADDRESS, headers={"If-None-Match": first["ETag"]})
    enter_hours(date(2027, 1, 1), OFFICE)
    changed = client.get(ADDRESS, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, changed.status_code) == (304, 200)


def test_the_address_says_the_language(client):
    assert "Service Desk closed: Easter Monday" in events(read(client, lang="en"))
    assert any("Paasmaandag" in title for title in events(read(client, lang="nl")))
    assert any("Noël" in title for title in events(read(client, lang="fr")))
    assert events(read(client, lang="xx"))
