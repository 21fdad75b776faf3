"""The whole report without a mouse."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.keyboard import then_the_focus_shows, when_tab_reaches
from tests.journeys.steps import (
    Problem,
    Report,
    details,
    then_the_incident_has_a_number,
)


def test_a_report_by_keyboard_alone(begin):
    page = begin("caller")
    problem = Problem(category="Application")
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    when_tab_reaches(page, "main a[href='/help/new/']")
    then_the_focus_shows(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/help/new/")
    report = Report(page)

    when_tab_reaches(page, "[name=urgency]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    when_tab_reaches(page, "[name=category]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(report.choice("Type of problem", "Application")).to_be_checked()
    when_the_project_is_chosen_by_keyboard(page, report)
    when_tab_reaches(page, "#id_application_search")
    page.keyboard.type("healthstat")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    when_tab_reaches(page, "[name=subject]")
    page.keyboard.type(problem.subject)
    when_tab_reaches(page, "[name=description]")
    page.keyboard.type(problem.description)
    when_tab_reaches(page, ".form__actions button")
    then_the_focus_shows(page)
    page.keyboard.press("Enter")

    then_the_incident_has_a_number(page, problem.subject)
    expect(details(page)).to_contain_text("healthstat.be")
    expect(details(page)).to_contain_text("PACEMAKER")


def when_the_project_is_chosen_by_keyboard(page: Page, report: Report) -> None:
    """Search, look around with the arrows, close, and choose after all."""
    when_tab_reaches(page, "#id_project_search")
    page.keyboard.type("qermid")
    options = page.get_by_role("listbox", name="Project Name").get_by_role("option")
    expect(options.nth(1)).to_be_visible()
    expect(report.project).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    active = report.project.get_attribute("aria-activedescendant")
    assert active == options.first.get_attribute("id")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(report.project).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Control+A")
    page.keyboard.type("pacemaker")
    expect(options).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(report.project).to_have_value(re.compile("PACEMAKER"))
    expect(options).to_have_count(0)


def test_enter_in_the_subject_submits(begin):
    page = begin("caller")
    problem = Problem()
    report = Report(page).open()
    report.fill(problem)

    report.subject.press("Enter")

    then_the_incident_has_a_number(page, problem.subject)


def test_a_chosen_project_can_be_taken_back(begin):
    page = begin("caller")
    report = Report(page).open()
    report.choose("Type of problem", "Application")
    report.application.fill("healthstat")
    page.get_by_role("option").first.click()
    report.then_the_box_lists("Urgency", "Subject", "Description")

    report.application.fill("")

    report.then_the_box_lists("Urgency", "Application", "Subject", "Description")


def test_menus_open_and_close_by_keyboard(begin):
    page = begin("caller")
    page.goto("/")
    when_tab_reaches(page, ".menu--user summary")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out").first).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Sign out").first).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.menu--user summary')")


def test_an_answer_that_comes_late_does_not_open_the_list_again(begin):
    page = begin("caller")
    report = Report(page).open()
    options = page.get_by_role("listbox", name="Project Name").get_by_role("option")
    report.choice("Type of problem", "Application").check(force=True)
    report.project.focus()
    page.keyboard.type("pacemaker")
    expect(options).to_have_count(1)

    # The list asks once more, some time after the last key.
    page.keyboard.type("s")
    page.keyboard.press("Enter")
    page.wait_for_timeout(600)

    expect(report.project).to_have_value(re.compile("PACEMAKER"))
    expect(options).to_have_count(0)
