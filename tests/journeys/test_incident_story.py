"""An incident from its report to its second resolution, seen from both sides."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import (
    details,
    timeline,
    when_the_caller_comments,
    when_the_caller_reports,
)


def standing(page: Page):
    """Return the sentence at the top that says where the incident stands."""
    return page.locator("#standing")


def last_entry(page: Page):
    """Return the newest entry of the timeline."""
    return timeline(page).get_by_role("listitem").last


class Agent:
    """Somebody behind the desk, with the ticket open."""

    def __init__(self, page: Page, number: str) -> None:
        self.page = page
        page.goto(f"/incidents/{number}/")
        page.get_by_role("link", name="Open on the desk").click()
        expect(page).to_have_url(re.compile(f"/desk/incidents/{number}/$"))

    def take(self) -> None:
        """Take it."""
        self.page.get_by_role("button", name="Take", exact=True).click()
        self._then_it_says("It is yours now.")

    def hold_for_the_caller(self, question: str) -> None:
        """Ask the caller something and wait for the answer."""
        self._open("Put on hold")
        self.page.get_by_role("radio", name="Waiting for the caller").check()
        self.page.get_by_label("Message to the caller").fill(question)
        self._send("Put on hold")
        self._then_it_says("It is on hold now.")

    def resolve(self, notes: str) -> None:
        """Resolve it."""
        self._open("Resolve")
        self.page.get_by_label("How was it resolved?").select_option(
            label="Solution provided"
        )
        self.page.get_by_label("Close notes").fill(notes)
        self._send("Resolve")
        self._then_it_says("It is resolved, and the caller is told.")

    def then_the_timeline_ends_with(self, text: str) -> None:
        """See what happened meanwhile."""
        self.page.reload()
        expect(last_entry(self.page)).to_contain_text(text)

    def _open(self, step: str) -> None:
        steps = self.page.get_by_role("group", name="What to do with it")
        steps.get_by_role("link", name=step, exact=True).click()
        expect(self._panel.get_by_role("button", name=step)).to_be_visible()

    def _send(self, step: str) -> None:
        self._panel.get_by_role("button", name=step, exact=True).click()

    @property
    def _panel(self):
        return self.page.locator("#ticket-panel")

    def _then_it_says(self, sentence: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(sentence)


def when_the_caller_reopens(page: Page, reason: str) -> None:
    """Go through the page that asks why, and see that it is open again."""
    standing(page).get_by_role("link", name="Reopen").click()
    expect(page.get_by_role("main")).to_contain_text("You can reopen it until")
    then_the_page_is_accessible(page)
    page.get_by_label("What does not work yet?").fill(reason)
    page.get_by_role("button", name="Reopen the incident").click()
    expect(page.get_by_role("main")).to_contain_text("is open again.")


@pytest.mark.parametrize(("width", "script"), [(1280, True), (360, False)])
def test_from_the_report_to_the_second_resolution(begin, width, script):
    caller = begin("caller", width=width, script=script)
    number = when_the_caller_reports(caller)
    expect(standing(caller)).to_contain_text("Nobody has started yet.")

    agent = Agent(begin("agent", script=script), number)
    agent.take()
    caller.reload()
    expect(standing(caller)).to_contain_text("Demo Agent (Service Desk) works on it.")
    then_the_page_is_accessible(caller)

    agent.hold_for_the_caller("Which file is it?")
    caller.goto("/incidents/")
    row = caller.get_by_role("listitem").filter(has_text=number)
    expect(row).to_contain_text("Waits for you")
    row.get_by_role("link").click()
    expect(standing(caller)).to_contain_text("We wait for your answer.")
    expect(timeline(caller)).to_contain_text("Which file is it?")
    expect(caller.get_by_role("main")).to_contain_text(
        "Your answer takes it back to work."
    )
    then_the_page_is_accessible(caller)

    caller.get_by_label("Your message").fill("The second one.")
    caller.get_by_role("button", name="Send").click()
    expect(last_entry(caller)).to_contain_text("The work goes on")
    expect(standing(caller)).to_contain_text("works on it.")
    agent.then_the_timeline_ends_with("The work goes on: Demo Caller answered")

    agent.resolve("The rule is corrected.")
    caller.reload()
    expect(standing(caller)).to_contain_text("Not satisfied? You can reopen it until")
    expect(last_entry(caller)).to_contain_text("Solution provided")
    expect(last_entry(caller)).to_contain_text("The rule is corrected.")
    then_the_page_is_accessible(caller)
    when_the_caller_comments(caller, "Thank you, I will try.")
    expect(details(caller)).to_contain_text("Resolved")

    when_the_caller_reopens(caller, "Line 13 is refused as well.")
    expect(last_entry(caller)).to_contain_text("Line 13 is refused as well.")
    agent.then_the_timeline_ends_with("Line 13 is refused as well.")
    agent.resolve("Line 13 is corrected too.")
    caller.reload()
    expect(standing(caller)).to_contain_text("Resolved on")


@pytest.mark.parametrize("locale", ["nl-BE", "fr-BE"])
def test_the_callers_page_in_every_state_fits_in_every_language(begin, locale):
    number = when_the_caller_reports(begin("caller"))
    agent = Agent(begin("agent"), number)
    caller = begin("caller", locale=locale)
    caller.goto(f"/incidents/{number}/")
    then_the_page_is_accessible(caller)

    agent.take()
    agent.hold_for_the_caller("Which file is it?")
    caller.reload()
    then_the_page_is_accessible(caller)

    agent.resolve("The rule is corrected.")
    caller.reload()
    then_the_page_is_accessible(caller)
    caller.goto(f"/incidents/{number}/reopen/")
    then_the_page_is_accessible(caller)
