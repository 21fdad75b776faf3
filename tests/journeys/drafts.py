"""What the pages say about drafts."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.steps import Report

# Longer than the pauses between two attempts.
SOON_MS = 25_000


def mark(page: Page) -> Locator:
    """Return the line that says what is kept."""
    return page.locator("[data-draft-mark]")


def offer(page: Page) -> Locator:
    """Return the box with the draft that could be gone on with."""
    return page.get_by_role("region", name=re.compile("^You have a draft of today"))


def then_the_draft_is_saved(page: Page) -> None:
    """Wait until the mark says so."""
    saved = re.compile("^Draft saved [0-9]{2}:[0-9]{2}")
    expect(mark(page)).to_have_text(saved, timeout=SOON_MS)


def then_it_is_discarded(page: Page) -> None:
    """Wait until the page says so."""
    expect(page.get_by_role("main")).to_contain_text("The draft is discarded.")


def when_the_draft_is_gone_on_with(page: Page) -> None:
    """Open the form and continue the draft that it offers."""
    Report(page).open()
    offer(page).get_by_role("link", name="Continue").click()


def afresh(page: Page) -> Page:
    """Open the form of a person; drafts that others have left behind are discarded."""
    Report(page).open()
    while offer(page).count():
        offer(page).get_by_role("button", name="Discard").click()
        then_it_is_discarded(page)
    return page
