"""An agent writes down what callers report by telephone and by e-mail."""

import re
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

import pytest
from playwright.sync_api import Locator, Page, expect

from hdportal.kernel import clock
from hdportal.kernel.clock import BRUSSELS
from tests.journeys.drafts import then_it_is_discarded
from tests.journeys.keyboard import when_tab_reaches
from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.mailbox import mailed_to
from tests.journeys.steps import (
    NUMBER,
    Problem,
    Report,
    a_national_number,
    details,
    timeline,
    words,
)


@dataclass
class NewIncident:
    """The page "New incident" of the desk."""

    page: Page

    @property
    def caller(self) -> Locator:
        """The field in which one searches."""
        return self.page.get_by_role("combobox", name="Caller")

    @property
    def create(self) -> Locator:
        """The button that one sees."""
        actions = self.page.locator(".form__actions")
        return actions.get_by_role("button", name="Create")

    def open(self) -> Self:
        """Go there from the list."""
        self.page.goto("/desk/")
        self.page.get_by_role("link", name="New incident").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("New incident")
        return self

    def choose(self, text: str, name: str) -> None:
        """Search for a caller and choose one."""
        self.caller.fill(text)
        self.page.get_by_role("option", name=name).first.click()

    def came_by(self, channel: str) -> None:
        """Say how it was reported."""
        group = self.page.get_by_role("radiogroup", name="How it was reported")
        group.get_by_role("radio", name=channel).check()

    def written_down(self) -> str:
        """Create it and return its number."""
        self.create.click()
        return self.number()

    def number(self) -> str:
        """Wait for the ticket and return its number."""
        self.page.wait_for_url(re.compile(r"/desk/incidents/INC[0-9]{7}/"))
        found = NUMBER.search(self.page.url)
        assert found
        return found[0]


def an_hour_ago() -> str:
    """Return a moment as a browser's field takes it."""
    moment = clock.now().astimezone(BRUSSELS) - timedelta(hours=1)
    return f"{moment:%Y-%m-%dT%H:%M}"


def somebody() -> str:
    """Return an address that nobody has yet."""
    return f"{words()}@hospital.example"


def test_a_call_of_somebody_known_becomes_a_ticket(begin):
    page, problem = begin("agent"), Problem()
    new = NewIncident(page).open()
    then_the_page_is_accessible(page)

    new.came_by("Telephone")
    new.choose("caller@demo", "Demo Caller")
    Report(page).fill(problem)
    number = new.written_down()

    expect(page.get_by_role("status").first).to_contain_text(number)
    first = timeline(page).get_by_role("listitem").first
    expect(first).to_contain_text("Reported by telephone, written down by Demo Agent")
    expect(page.locator("#property-channel")).to_contain_text("Telephone")
    then_the_page_is_accessible(page)

    theirs = begin("caller")
    theirs.goto(f"/incidents/{number}/")
    expect(theirs.get_by_role("heading", level=1)).to_contain_text(problem.subject)
    for fact in ("Opened by", "Demo Agent", "Telephone"):
        expect(details(theirs)).to_contain_text(fact)
    then_the_page_is_accessible(theirs)


def test_a_call_is_written_down_by_keyboard_within_a_minute(begin):
    page = begin("agent")
    press, type_ = page.keyboard.press, page.keyboard.type
    page.goto("/desk/")
    began = time.monotonic()

    with page.expect_navigation():
        press("i")
    when_tab_reaches(page, "#id_on_channel_0")
    press("Space")
    when_tab_reaches(page, "#id_on_caller_search")
    type_("caller2@demo.example")
    expect(page.get_by_role("option")).to_have_count(1)
    press("Enter")
    when_tab_reaches(page, "#id_urgency_0")
    press("Space")
    when_tab_reaches(page, "#id_category_0")
    press("Space")
    when_tab_reaches(page, "#id_subject")
    type_(f"Called about {words()}")
    when_tab_reaches(page, "#id_description")
    type_("The upload stops halfway.")
    press("Control+Enter")

    NewIncident(page).number()
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("width", [1280, 360])
def test_an_email_of_somebody_unknown_becomes_a_person_and_a_ticket(
    begin, portal, width
):
    page, address = begin("agent", width=width), somebody()
    new = NewIncident(page).open()
    new.came_by("E-mail")
    new.caller.fill(address)
    expect(page.get_by_role("option")).to_contain_text("Nobody has this address here.")
    new.caller.press("Tab")
    then_the_page_is_accessible(page)

    expect(page.get_by_label("First name")).to_be_focused()
    expect(page.get_by_role("textbox", name="E-mail address")).to_have_value(address)
    page.get_by_label("First name").fill("Nour")
    Report(page).fill(Problem())
    new.create.click()

    warning = page.locator("#form-warning")
    expect(warning).to_be_focused()
    named = warning.get_by_role("link").all_text_contents()
    assert named == ["When the e-mail came", "Last name"]
    expect(page.get_by_role("textbox", name="E-mail address")).to_have_value(address)
    then_the_page_is_accessible(page)

    page.get_by_label("When the e-mail came").fill(an_hour_ago())
    page.get_by_label("Last name").fill("Newcomer")
    page.get_by_label("Language of mails").select_option("nl")
    number = new.written_down()
    expect(page.locator("#caller")).to_contain_text("Nour Newcomer")
    expect(page.locator("#property-channel")).to_contain_text("came")
    then_the_page_is_accessible(page)
    assert number in mailed_to(portal, address, about=number)["Subject"]


def test_without_script_the_caller_is_found_by_a_button(begin):
    page, problem = begin("agent", script=False), Problem()
    new = NewIncident(page).open()
    new.came_by("Walk-in")
    report = Report(page)
    report.fill(problem)

    page.get_by_label("E-mail address or name").fill("caller2@demo.example")
    page.get_by_role("button", name="Find").click()

    expect(page.get_by_label("Caller", exact=True)).to_contain_text("caller2@demo")
    then_the_page_is_accessible(page)
    report.then_it_holds(problem)
    new.written_down()
    first = timeline(page).get_by_role("listitem").first
    expect(first).to_contain_text("Reported at the desk")


def test_a_draft_of_a_call_that_broke_off_is_offered_with_its_caller(begin):
    page, problem = begin("agent"), Problem()
    new = NewIncident(page).open()
    new.came_by("Telephone")
    new.choose("caller@demo", "Demo Caller")
    page.get_by_label("Subject").fill(problem.subject)
    expect(page.locator("[data-draft-mark]")).to_contain_text("Draft saved")

    page.goto("/desk/new/")
    expect(page.get_by_role("main")).to_contain_text(problem.subject)
    page.get_by_role("link", name="Continue").click()

    expect(new.caller).to_have_value(re.compile("caller@demo.example"))
    expect(page.get_by_label("Subject")).to_have_value(problem.subject)
    page.get_by_role("button", name="Discard the draft").click()
    # Also lets the page arrive: Chromium may never close one that is on its way.
    then_it_is_discarded(page)


def test_patient_data_stays_out_of_what_an_agent_writes_too(begin):
    page = begin("agent")
    new = NewIncident(page).open()
    new.came_by("Telephone")
    new.choose("caller@demo", "Demo Caller")
    number = a_national_number()
    Report(page).fill(Problem(description=f"The patient {number} is missing."))

    new.create.click()
    page.get_by_role("button", name="Mask the number").click()

    expect(page.get_by_label("Description")).not_to_have_value(re.compile(number))
    expect(new.caller).to_have_value(re.compile("caller@demo.example"))
    new.written_down()
