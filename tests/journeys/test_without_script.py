"""The same journey in a browser that runs no script."""

import re

from playwright.sync_api import expect

from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import (
    Problem,
    Report,
    details,
    incidents_about,
    sign_in,
    then_the_incident_has_a_number,
    when_the_caller_comments,
    when_the_caller_reports,
)


def test_a_report_without_script_from_sign_in_to_comment(begin):
    page = begin(script=False)
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Get Help").click()
    then_the_page_is_accessible(page)
    sign_in(page, "caller")
    problem = Problem(category="Application")
    report = Report(page)
    report.fill(problem)
    expect(report.project).to_be_hidden()

    page.get_by_role("button", name="Update the form").click()

    report.then_it_holds(problem)
    report.then_the_box_lists("Application")
    report.project.select_option(value="HDBP0016")
    report.application.select_option(label="HD4DP v2 (Local)")
    then_the_page_is_accessible(page)
    report.submit.click()

    number = then_the_incident_has_a_number(page, problem.subject)
    expect(details(page)).to_contain_text("PACEMAKER")
    when_the_caller_comments(page, "It works in another browser.")
    then_the_page_is_accessible(page)
    assert incidents_about(page, problem.subject) == [number]
    then_the_page_is_accessible(page)


def test_without_script_an_empty_form_names_what_is_missing(begin):
    page = begin("caller", script=False)
    report = Report(page).open()
    report.subject.fill("Typed before the first try")

    report.submit.click()

    expect(report.warning).to_have_attribute("role", "alert")
    named = report.warning.get_by_role("link").all_text_contents()
    assert named == ["Urgency", "Type of problem", "Description"]
    expect(report.subject).to_have_value("Typed before the first try")
    then_the_page_is_accessible(page)
    report.warning.get_by_role("link", name="Description").click()
    expect(page).to_have_url(re.compile("#id_description$"))


def test_without_script_a_closed_project_says_so_after_an_update(begin):
    page = begin("caller", script=False)
    report = Report(page).open()
    report.choose("Type of problem", "Application")
    page.get_by_role("button", name="Update the form").click()

    closed = report.project.locator("option", has_text="AMPUTATION")
    report.project.select_option(value=closed.get_attribute("value"))
    page.get_by_role("button", name="Update the form").click()

    note = page.get_by_text("This project is closed since 31 Dec 2023.")
    expect(note).to_be_visible()


def test_without_script_submitting_twice_makes_one_incident(begin):
    page = begin("caller", script=False)
    problem = Problem()
    number = when_the_caller_reports(page, problem)

    page.go_back()
    report = Report(page)
    report.fill(problem)
    report.submit.click()

    page.wait_for_url(f"**/incidents/{number}/")
    assert incidents_about(page, problem.subject) == [number]


def test_menus_and_languages_work_without_script(begin):
    page = begin(script=False, width=360)
    page.goto("/support/")

    page.get_by_text("Menu", exact=True).click()
    page.locator(".site-menu").get_by_role("button", name="Nederlands").click()

    expect(page.locator("html")).to_have_attribute("lang", "nl")
    then_the_page_is_accessible(page)
