"""The support hours: kept by an administrator, read by everybody."""

from datetime import date

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.journeys.looks import overflow, then_the_page_is_accessible
from tests.journeys.test_languages import LANGUAGES, when_the_reader_chooses

HOURS = "/support/hours/"
DESK = f"{HOURS}settings/desk/"
KEPT = [f"{HOURS}settings/", DESK, f"{DESK}weeks/new/", f"{DESK}days/new/"]
KEPT += [f"{DESK}rules/new/", f"{DESK}zone/", f"{HOURS}settings/federal/"]
# Far ahead, so that other journeys see the demo hours.
YEAR = date.today().year + 1  # noqa: DTZ011


def when_the_week_is_typed(page: Page, friday: str) -> None:
    """Fill the form of the week: other hours from the last day of next year."""
    page.get_by_label("In force from").fill(f"{YEAR}-12-31")
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday"):
        page.get_by_label(day).fill("08:00-12:00, 13:00-17:00")
    page.get_by_label("Friday").fill(friday)
    page.get_by_label("Note").fill("Longer hours")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_hours_read_in_every_language_and_at_every_width(begin, code):
    page = begin()
    page.goto(HOURS)
    when_the_reader_chooses(page, code)

    for address in (HOURS, "/support/", "/"):
        page.goto(address)
        then_the_page_is_accessible(page)
        assert overflow(page, (1280, 768, 360, 320)) == []


@pytest.mark.parametrize("address", KEPT)
def test_a_page_of_the_calendars_is_accessible(begin, address):
    page = begin("admin")

    page.goto(address)

    then_the_page_is_accessible(page)
    assert overflow(page, (1280, 768, 360, 320)) == []


@pytest.mark.parametrize("script", [True, False])
def test_an_administrator_enters_hours_and_takes_them_back(begin, script):
    page = begin("admin", script=script)
    page.goto(DESK)
    page.get_by_role("link", name="Enter hours").click()

    when_the_week_is_typed(page, "08:00-12:00, 11:00-17:00")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#id_day_4_error")).to_contain_text("overlap")
    expect(page.get_by_label("Monday")).to_have_value("08:00-12:00, 13:00-17:00")
    then_the_page_is_accessible(page)

    page.get_by_label("Friday").fill("08:00-12:00, 13:00-17:00")
    page.get_by_role("button", name="Show what it would do").click()
    expect(page.locator("#preview")).to_contain_text("Open 40 hours a week")
    expect(page.get_by_label("Note")).to_have_value("Longer hours")
    then_the_page_is_accessible(page)

    page.get_by_role("button", name="Save").click()
    weeks = page.get_by_role("table", name="Weekly hours")
    expect(weeks).to_contain_text("Longer hours")
    then_a_visitor_reads(begin(), "Other hours from")

    weeks.get_by_role("button", name=f"Remove the hours from 31 Dec {YEAR}").click()
    expect(weeks).not_to_contain_text("Longer hours")


def test_a_bridge_day_reaches_visitors_and_their_calendars(begin):
    page = begin("admin")
    page.goto(f"{DESK}days/new/")

    page.get_by_label("First day").fill(f"{YEAR}-06-02")
    for language, name in (
        ("English", "Bridge"),
        ("Dutch", "Brug"),
        ("French", "Pont"),
    ):
        page.get_by_label(f"Name in {language}").fill(name)
    page.get_by_role("button", name="Show what it would do").click()
    expect(page.locator("#preview")).to_contain_text("13 closing days")
    page.get_by_role("button", name="Save").click()

    visitor = begin()
    then_a_visitor_reads(visitor, f"2 Jun {YEAR}")
    feed = visitor.request.get("/support/hours.ics?lang=en")
    days = [
        event["DTSTART"].dt
        for event in Calendar.from_ical(feed.text()).walk("VEVENT")
        if event["SUMMARY"] == "Service Desk closed: Bridge"
    ]
    assert days == [date(YEAR, 6, 2)]
    page.get_by_role("button", name=f"2 Jun {YEAR}").click()
    expect(page.get_by_role("table", name="Closing days by hand")).to_contain_text(
        "None."
    )


def test_the_support_service_leads_to_the_hours(begin):
    page = begin(script=False, width=360)
    page.goto("/support/")

    card = page.get_by_role("region", name="Support window hours")
    expect(card).to_contain_text("Monday to Friday")
    card.get_by_role("link", name="All hours and closing days").click()

    expect(page.get_by_role("table", name="Hours of each weekday")).to_contain_text(
        "09:00–12:00"
    )


def then_a_visitor_reads(page: Page, text: str) -> None:
    """Find a text on the public page of the hours."""
    page.goto(HOURS)
    expect(page.get_by_role("main")).to_contain_text(text)
