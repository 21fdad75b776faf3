"""The form is data: an administrator lets another one serve."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import Problem, Report, then_the_incident_has_a_number

USUAL, BY_ROLE = "Create an incident", "Create an incident, by role"


@pytest.fixture
def admin(begin) -> Iterator[Page]:
    """An administrator, after whom the usual form serves again."""
    page = begin("admin")
    yield page
    page.goto("/forms/")
    if card(page, USUAL).get_by_role("button", name="Use this form").count():
        when_the_administrator_uses(page, USUAL)


def card(page: Page, name: str):
    """Return the card of one form."""
    title = page.get_by_role("heading", name=name, exact=True)
    return page.locator(".card").filter(has=title)


def when_the_administrator_uses(page: Page, name: str) -> None:
    """Let a form serve from now on."""
    page.goto("/forms/")
    card(page, name).get_by_role("button", name="Use this form").click()
    expect(card(page, name)).to_contain_text("In use")


def test_the_newer_form_asks_role_then_application_then_project(begin, admin):
    admin.goto("/forms/")
    then_the_page_is_accessible(admin)
    card(admin, BY_ROLE).get_by_role("link", name="Preview").click()
    then_the_page_is_accessible(admin)
    when_the_administrator_uses(admin, BY_ROLE)
    page = begin("caller")
    report = Report(page).open()
    then_the_page_is_accessible(page)
    expect(report.application).to_be_hidden()

    report.choose("Role", "Data provider")
    report.then_the_box_lists("Urgency", "Application", "Subject", "Description")
    offered = applications_offered(page, report)
    report.choose("Role", "Researcher")
    assert applications_offered(page, report) != offered

    report.choose("Urgency", "3 – Low")
    report.application.fill("HD4RES v2")
    page.get_by_role("option").first.click()
    problem = Problem()
    report.subject.fill(problem.subject)
    report.description.fill(problem.description)
    report.submit.click()
    then_the_incident_has_a_number(page, problem.subject)
    for fact in ("Researcher", "HD4RES v2"):
        expect(page.get_by_role("main")).to_contain_text(fact)
    then_the_page_is_accessible(page)


def applications_offered(page: Page, report: Report) -> list[str]:
    """Return what the search field for applications offers."""
    report.application.click()
    report.application.fill("")
    offered = page.get_by_role("listbox", name="Application").get_by_role("option")
    expect(offered.first).to_be_visible()
    texts = offered.all_text_contents()
    page.keyboard.press("Escape")
    return texts


def test_a_form_that_was_switched_while_typing_keeps_what_was_typed(begin, admin):
    page = begin("caller")
    problem = Problem()
    report = Report(page).open()
    report.fill(problem)
    when_the_administrator_uses(admin, BY_ROLE)

    report.submit.click()

    expect(page.get_by_role("main")).to_contain_text("The form changed")
    expect(report.subject).to_have_value(problem.subject)
    expect(report.description).to_have_value(problem.description)
    expect(page.get_by_role("radiogroup", name="Role")).to_be_visible()
    then_the_page_is_accessible(page)


def test_the_newer_form_works_without_script(begin, admin):
    when_the_administrator_uses(admin, BY_ROLE)
    page = begin("caller", script=False)
    report, problem = Report(page).open(), Problem()
    report.choose("Urgency", "1 – High")
    report.choose("Role", "Sponsor")
    report.subject.fill(problem.subject)
    report.description.fill(problem.description)

    page.get_by_role("button", name="Update the form").click()
    offered = report.application.locator("option").all_text_contents()
    assert not any(re.search("HD4DP", text) for text in offered)
    report.application.select_option(label="FAIR portal (fair.healthdata.be)")
    report.submit.click()

    then_the_incident_has_a_number(page, problem.subject)
