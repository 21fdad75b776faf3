"""A national number never gets in."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import (
    Problem,
    Report,
    a_national_number,
    then_the_incident_has_a_number,
    timeline,
    when_the_caller_reports,
)


def then_the_place_is_marked(page: Page) -> None:
    """See where the number stands; its digits are covered there."""
    expect(page.locator("mark")).to_have_text("██.██.██-███.██")


@pytest.mark.parametrize("script", [True, False])
def test_submit_refuses_a_national_number_and_one_click_masks_it(begin, script):
    page = begin("caller", script=script)
    number = a_national_number()
    problem = Problem(description=f"The record of {number} is refused.")
    report = Report(page).open()
    report.fill(problem)
    report.submit.click()

    expect(report.warning).to_contain_text("national register number")
    then_the_place_is_marked(page)
    report.then_it_holds(problem)
    then_the_page_is_accessible(page)

    page.get_by_role("button", name="Mask the number").click()
    expect(report.description).not_to_have_value(problem.description)
    assert number not in report.description.input_value()
    then_the_page_is_accessible(page)
    report.submit.click()

    then_the_incident_has_a_number(page, problem.subject)
    expect(page.get_by_role("main")).to_contain_text("The record of")
    expect(page.get_by_role("main")).not_to_contain_text(number)


def test_a_number_in_the_subject_is_masked_too(begin):
    page = begin("caller")
    number = a_national_number()
    report = Report(page).open()
    report.fill(Problem(subject=f"Patient {number} missing"))
    report.submit.click()
    then_the_place_is_marked(page)

    page.get_by_role("button", name="Mask the number").click()

    expect(report.subject).to_be_visible()
    assert number not in page.content()


def test_a_comment_with_a_national_number_is_refused_and_masked(begin):
    page = begin("caller")
    when_the_caller_reports(page)
    number = a_national_number()
    message = page.get_by_label("Your message")

    message.fill(f"It is about {number}.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#form-warning")).to_be_focused()
    then_the_place_is_marked(page)
    expect(message).to_have_value(f"It is about {number}.")
    then_the_page_is_accessible(page)
    page.get_by_role("button", name="Mask the number").click()
    page.get_by_role("button", name="Send").click()

    last = timeline(page).get_by_role("listitem").last
    expect(last).to_contain_text("It is about")
    assert number not in page.content()
