"""What people do and see, step by step; `page` is the browser's page."""

import re
from dataclasses import dataclass, field
from datetime import date
from random import Random
from secrets import token_hex
from typing import Self

from playwright.sync_api import Locator, Page, expect

from hdportal.privacy.domain.generator import make_national_number

PASSWORD = "hdportal-demo"
NUMBER = re.compile(r"INC[0-9]{7}")


def sign_in(page: Page, person: str, password: str = PASSWORD) -> None:
    """Sign in with a demo account, or with a whole address."""
    email = person if "@" in person else f"{person}@demo.example"
    if "/accounts/login/" not in page.url:
        page.goto("/accounts/login/")
    when_the_person_signs_in_here(page, email, password)
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def when_the_person_signs_in_here(
    page: Page, email: str = "caller@demo.example", password: str = PASSWORD
) -> None:
    """Sign in on a page that asks for it, wherever it stands."""
    page.get_by_role("textbox", name="Email").fill(email)
    page.get_by_role("textbox", name="Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


@dataclass(frozen=True)
class Problem:
    """What a caller reports; each has its own words, so that none is a twin."""

    urgency: str = "2 – Medium"
    category: str = "Data transfer"
    subject: str = field(default_factory=lambda: f"Upload stops halfway {words()}")
    description: str = "I press Upload and the page stays empty."


def words() -> str:
    """Return a word that nobody has used yet."""
    return "".join(chr(ord("g") + int(digit, 16)) for digit in token_hex(6))


def a_national_number() -> str:
    """Return a number that nobody holds, written as on an identity card."""
    digits = make_national_number(Random(), date(1985, 7, 30))
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{digits[9:]}"


class Report:
    """The page "Create an incident" and its fields."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.subject = page.get_by_label("Subject")
        self.description = page.get_by_label("Description")
        self.project = page.get_by_role("combobox", name="Project Name")
        self.application = page.get_by_role("combobox", name="Application")
        self.box = page.get_by_role("region", name="Required information")
        self.warning = page.locator("#form-warning")
        actions = page.locator(".form__actions")
        self.submit = actions.get_by_role("button", name="Submit")

    def open(self) -> Self:
        """Go there directly."""
        self.page.goto("/help/new/")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(
            "Create an incident"
        )
        return self

    def choice(self, question: str, answer: str) -> Locator:
        """Return one card of a question."""
        group = self.page.get_by_role("radiogroup", name=question)
        return group.get_by_role("radio", name=re.compile(f"^{re.escape(answer)}"))

    def choose(self, question: str, answer: str) -> None:
        """Choose a card."""
        self.choice(question, answer).check()

    def fill(self, problem: Problem) -> None:
        """Answer everything that is required."""
        self.choose("Urgency", problem.urgency)
        self.choose("Type of problem", problem.category)
        self.subject.fill(problem.subject)
        self.description.fill(problem.description)

    def missing(self) -> list[str]:
        """Return the names in the box of required information."""
        return self.box.get_by_role("link").all_text_contents()

    def then_the_box_lists(self, *names: str) -> None:
        """Wait for exactly these names in the box."""
        expect(self.box.get_by_role("link")).to_have_text(list(names))

    def then_it_holds(self, problem: Problem) -> None:
        """See that everything typed is there."""
        expect(self.choice("Urgency", problem.urgency)).to_be_checked()
        expect(self.choice("Type of problem", problem.category)).to_be_checked()
        expect(self.subject).to_have_value(problem.subject)
        expect(self.description).to_have_value(problem.description)


def when_the_caller_reports(page: Page, problem: Problem | None = None) -> str:
    """Report a problem from the form to the number."""
    problem = problem or Problem()
    report = Report(page).open()
    report.fill(problem)
    report.submit.click()
    return then_the_incident_has_a_number(page, problem.subject)


def then_the_incident_has_a_number(page: Page, subject: str) -> str:
    """Wait for the page of the new incident and return its number."""
    page.wait_for_url(re.compile(r"/incidents/INC[0-9]{7}/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(subject)
    found = NUMBER.search(page.url)
    assert found
    return found[0]


def when_the_caller_comments(page: Page, text: str) -> None:
    """Write to the Service Desk and see it in the timeline."""
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Send").click()
    expect(timeline(page).get_by_role("listitem").last).to_contain_text(text)


def timeline(page: Page) -> Locator:
    """Return the timeline of an incident."""
    return page.get_by_role("list", name="Timeline")


def details(page: Page) -> Locator:
    """Return the details of an incident."""
    return page.get_by_role("complementary", name="Details")


def incidents_about(page: Page, subject: str) -> list[str]:
    """Return the numbers of my incidents that a search for `subject` finds."""
    page.goto("/incidents/?state=all")
    page.get_by_role("searchbox", name="Search").fill(subject)
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.wait_for_url(lambda url: "q=" in url)
    found = page.get_by_role("list", name=re.compile("^Incidents")).get_by_role("link")
    return [NUMBER.findall(text)[0] for text in found.all_text_contents()]
