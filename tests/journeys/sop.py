"""A ticket with its procedure and links, and the clock that closes it."""

from playwright.sync_api import Locator, Page, expect

from hdportal.web.tests.running_portal import Portal
from tests.journeys.test_incident_story import Agent

CLOSE = """
from datetime import timedelta
from hdportal.desk import scheduled
from hdportal.kernel import clock
with clock.standing_at(clock.now() + timedelta(days={days})):
    scheduled.close_all_due()
"""


def when_days_pass(portal: Portal, days: int) -> None:
    """Close what is due once so many days have passed, as the worker does."""
    done = portal.run("manage", "shell", "-c", CLOSE.format(days=days))
    assert done.returncode == 0, done.stderr


class Ticket(Agent):
    """Somebody behind the desk, who follows the procedure."""

    def __init__(self, page: Page, number: str) -> None:
        super().__init__(page, number)
        self.number = number

    def step(self, ref: str) -> Locator:
        """Return a step of the procedure."""
        card = self._opened("procedure")
        return card.locator(f"#step-{ref}")

    def record(self, ref: str, outcome: str = "") -> None:
        """Record that a step was done, and what came out of it."""
        step = self.step(ref)
        button = step.get_by_role("button")
        if not button.is_visible():
            step.locator("summary").click()
        if outcome:
            step.get_by_role("radio", name=outcome).check()
        button.click()
        said = self.page.locator("#procedure").get_by_role("status")
        expect(said).to_contain_text(f"Recorded: {ref}")

    def hand_on(self, group: str, note: str) -> None:
        """Give it to another group, which is told what it needs."""
        self._open("Hand on")
        self._panel.get_by_label("Group").select_option(label=group)
        self._panel.get_by_label("Work note").fill(note)
        self._send("Hand on")
        self._then_it_says(f"It is handed on: {group}")

    def hand_back(self, note: str) -> None:
        """Give it back to the Service Desk with what was found."""
        self._open("Hand back")
        self._panel.get_by_label("Work note").fill(note)
        self._send("Hand back")
        self._then_it_says("The Service Desk has it again.")

    def link_known_error(self, number: str) -> None:
        """Say which known error it is."""
        card = self._opened("linked")
        card.get_by_text("Enter the number of a known error").click()
        card.get_by_label("Number of the known error").fill(number)
        card.locator("#linked-known-error-link").click()
        expect(card.get_by_role("status")).to_have_text("The known error is saved.")

    def enter_change(self, reference: str) -> None:
        """Enter the reference of the change that will solve it."""
        card = self._opened("linked")
        card.get_by_label("Reference of the change").fill(reference)
        card.locator("#linked-change-save").click()
        expect(card.get_by_label("Reference of the change")).to_have_value(reference)

    def resolve_with_the_workaround(self) -> None:
        """Give the caller what the known error says."""
        card = self._opened("linked")
        card.get_by_role("link", name="Use this workaround").click()
        expect(self.page.get_by_label("Close notes")).not_to_have_value("")
        self._send("Resolve")
        self._then_it_says("It is resolved, and the caller is told.")

    def then_everything_was_done(self) -> None:
        """Read on the card that no step is missing."""
        sentence = "Everything that this incident asked for was done."
        expect(self._opened("procedure")).to_contain_text(sentence)

    def _opened(self, name: str) -> Locator:
        card = self.page.locator(f"#{name}-card")
        if card.get_attribute("open") is None:
            card.locator("> summary").click()
        expect(card.locator(f"#{name} [role=status]")).to_be_attached()
        return card
