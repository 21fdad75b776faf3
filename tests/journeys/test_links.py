"""The desk links incidents, and gives a caller the workaround of a known error."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looks import overflow, then_the_page_is_accessible
from tests.journeys.steps import when_the_caller_reports, words

WORKAROUND = "Leave the date of birth empty and upload again."


def a_ticket(begin) -> str:
    """Report an incident as a caller; return its number."""
    return when_the_caller_reports(begin("caller"))


def when_linked_is_opened(page: Page, number: str) -> None:
    """Open the card on the ticket."""
    page.goto(f"/desk/incidents/{number}/")
    page.locator("#linked-card > summary").click()
    expect(page.locator("#linked-incidents")).to_be_visible()


def a_known_error(page: Page) -> str:
    """Write one down; return its number."""
    page.goto("/desk/known-errors/")
    page.get_by_role("link", name="New known error").click()
    page.get_by_label("Title").fill(f"Dates before 1970 are refused {words()}")
    page.get_by_label("How it shows").fill("It says: date out of range.")
    page.get_by_label("Workaround").fill(WORKAROUND)
    then_the_page_is_accessible(page)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/KE*/")
    then_the_page_is_accessible(page)
    assert overflow(page, (1280, 360, 320)) == []
    return page.url.rstrip("/").rpartition("/")[2]


def test_a_child_is_linked_in_place_and_its_parent_warns(begin):
    parent, child = a_ticket(begin), a_ticket(begin)
    page = begin("agent")
    when_linked_is_opened(page, child)

    page.get_by_text("Link an incident", exact=True).click()
    page.get_by_label("Number of the incident").fill(parent)
    page.get_by_label("This incident is").select_option("parent")
    page.locator("#linked-link").click()

    expect(page.get_by_role("status")).to_contain_text(["The incidents are linked."])
    expect(page.locator("#linked-title")).to_have_text("Linked")
    then_the_page_is_accessible(page)
    page.locator("#linked").get_by_role("link", name=parent).click()
    page.get_by_role("button", name="Take").click()
    page.get_by_role("link", name="Resolve").click()
    expect(page.locator("#panel-children")).to_contain_text(child)


def test_a_number_that_is_none_is_refused_in_place(begin):
    page = begin("agent")
    when_linked_is_opened(page, a_ticket(begin))

    page.get_by_text("Link an incident", exact=True).click()
    page.get_by_label("Number of the incident").fill("INC9999999")
    page.locator("#linked-link").click()

    expect(page.locator("#id_link_error")).to_contain_text("There is no INC9999999.")
    expect(page.locator("#id_link")).to_be_focused()
    then_the_page_is_accessible(page)


@pytest.mark.parametrize("script", [True, False])
def test_a_known_error_gives_its_workaround_to_the_close_notes(begin, script):
    number = a_ticket(begin)
    page = begin("agent", script=script, width=1280 if script else 360)
    error = a_known_error(begin("agent"))
    page.goto(f"/desk/incidents/{number}/")
    page.get_by_role("button", name="Take").click()

    page.goto(f"/desk/incidents/{number}/linked/")
    then_the_page_is_accessible(page)
    page.get_by_text("Enter the number of a known error").click()
    page.get_by_label("Number of the known error").fill(error)
    page.locator("#linked-known-error-link").click()
    expect(page.get_by_text("The known error is saved.")).to_be_visible()
    then_the_page_is_accessible(page)
    page.get_by_role("link", name="Use this workaround").click()

    expect(page.get_by_label("Close notes")).to_have_value(WORKAROUND)
    expect(page.get_by_label("How was it resolved?")).to_have_value(
        "workaround_provided"
    )
    if script:
        then_the_page_is_accessible(page)
    page.get_by_role("button", name="Resolve", exact=True).click()
    expect(page.get_by_text("It is resolved, and the caller is told.")).to_be_visible()
