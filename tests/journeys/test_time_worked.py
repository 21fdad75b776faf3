"""The desk keeps how long it worked, by a stopwatch and typed."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import when_the_caller_reports

NOTE = "Looked through the log of the gateway"


def when_time_is_typed(page: Page, minutes: str) -> None:
    """Write it down on the card, however that stands."""
    page.get_by_text("Type time in", exact=True).click()
    page.locator("#id_minutes_add").fill(minutes)
    page.locator("#id_note_add").fill(NOTE)
    page.locator("#time-add").click()


def test_time_is_kept_on_the_ticket(begin):
    number = when_the_caller_reports(begin("caller"))
    page = begin("agent")
    page.goto(f"/desk/incidents/{number}/")
    page.locator("#time-card > summary").press("Enter")
    page.locator("#time-start").press("Enter")
    expect(page.get_by_text(f"Your stopwatch runs on {number}")).to_be_visible()
    then_the_page_is_accessible(page)

    page.locator("#time-stop").press("Enter")
    expect(page.get_by_text("The stopwatch is off.")).to_be_focused()
    when_time_is_typed(page, "1:30")

    expect(page.get_by_text("Written down: 1:30.")).to_be_focused()
    page.get_by_text("Correct", exact=False).first.click()
    then_the_page_is_accessible(page)
    page.get_by_role("button", name="Remove this line").click()
    expect(page.get_by_text("No time is written down yet.")).to_be_visible()


def test_what_is_no_time_is_said_beside_it(begin):
    number = when_the_caller_reports(begin("caller"))
    page = begin("manager")
    page.goto(f"/desk/incidents/{number}/time/")

    when_time_is_typed(page, "a while")

    expect(page.locator("#id_minutes_add_error")).to_contain_text("whole minutes")
    expect(page.locator("#id_note_add")).to_have_value(NOTE)
    then_the_page_is_accessible(page)


@pytest.mark.parametrize("width", [1280, 360])
def test_time_is_kept_without_script(begin, width):
    number = when_the_caller_reports(begin("caller"))
    page = begin("manager", script=False, width=width)
    page.goto(f"/desk/incidents/{number}/time/")

    when_time_is_typed(page, "90")

    expect(page.get_by_text("Written down: 1:30.")).to_be_visible()
    then_the_page_is_accessible(page)
