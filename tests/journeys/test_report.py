"""A caller reports an incident, end to end."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import (
    Problem,
    Report,
    details,
    incidents_about,
    sign_in,
    then_the_incident_has_a_number,
    timeline,
    when_the_caller_comments,
    when_the_caller_reports,
    words,
)

FOUR = ["Urgency", "Type of problem", "Subject", "Description"]


def test_a_new_user_signs_in_and_reports_from_the_main_page(begin):
    page = begin()
    page.goto("/")
    then_the_page_is_accessible(page)

    page.get_by_role("main").get_by_role("link", name="Get Help").click()
    then_the_page_is_accessible(page)
    sign_in(page, "caller")

    expect(page.get_by_role("heading", level=1)).to_have_text("Create an incident")
    problem = Problem()
    report = Report(page)
    report.fill(problem)
    report.submit.click()
    then_the_incident_has_a_number(page, problem.subject)


def test_an_empty_form_gets_a_warning_that_names_each_missing_field(begin):
    page = begin("caller")
    page.goto("/")
    then_the_page_is_accessible(page)
    page.get_by_role("main").get_by_role("link", name="Get Help").click()
    report = Report(page)
    then_the_page_is_accessible(page)
    report.subject.fill("Typed before the first try")

    report.submit.click()

    expect(report.warning).to_be_focused()
    expect(report.warning).to_have_attribute("role", "alert")
    expect(report.warning).to_contain_text("3 required answers are missing")
    named = report.warning.get_by_role("link").all_text_contents()
    assert named == ["Urgency", "Type of problem", "Description"]
    expect(report.subject).to_have_value("Typed before the first try")
    then_the_page_is_accessible(page)


def test_a_missing_field_is_highlighted_by_text_icon_and_aria(begin):
    page = begin("caller")
    report = Report(page).open()

    report.submit.click()

    expect(report.warning).to_be_visible()
    for control in (report.subject, report.description):
        expect(control).to_have_attribute("aria-invalid", "true")
    for key, label in (("subject", "Subject"), ("urgency", "Urgency")):
        error = page.locator(f"#id_{key}_error")
        expect(error).to_contain_text(label)
        expect(error.locator("svg")).to_be_visible()
        expect(page.locator(f"#id_{key}_field")).to_have_class(re.compile("missing"))
        assert is_green(error.evaluate("one => getComputedStyle(one).color"))
    group = page.get_by_role("radiogroup", name="Urgency")
    expect(group).to_have_attribute("aria-invalid", "true")


def is_green(colour: str) -> bool:
    """Return whether green is the strongest part of `rgb(…)`."""
    red, green, blue = (int(part) for part in re.findall("[0-9]+", colour)[:3])
    return green > red and green > blue


def test_the_form_gives_guidance_and_warns_of_patient_data(begin):
    page = begin("caller")
    report = Report(page).open()

    field = page.locator("#id_description_field")
    expect(field.get_by_role("listitem")).to_have_count(3)
    expect(field).to_contain_text("No patient data.")
    told = report.description.get_attribute("aria-describedby")
    assert "id_description_guidance" in told
    assert is_green(report.submit.evaluate("b => getComputedStyle(b).backgroundColor"))


def test_on_a_telephone_the_box_stands_above_the_button(begin):
    page = begin("caller", width=360)
    report = Report(page).open()

    description = report.description.bounding_box()
    box, button = report.box.bounding_box(), report.submit.bounding_box()

    assert description["y"] < box["y"] < button["y"]
    report.fill(Problem())
    report.submit.click()
    page.wait_for_url("**/incidents/**")
    then_the_page_is_accessible(page)


def test_a_subject_that_is_too_long_is_kept(begin):
    page = begin("caller")
    report = Report(page).open()
    long = "word " * 40
    report.fill(Problem(subject=long))

    report.submit.click()

    expect(report.warning).to_contain_text("at most 160")
    expect(report.subject).to_have_value(long)
    then_the_page_is_accessible(page)


def test_a_name_in_the_warning_leads_to_its_field(begin):
    page = begin("caller")
    report = Report(page).open()
    report.submit.click()

    report.warning.get_by_role("link", name="Description").click()

    expect(report.description).to_be_focused()


def test_the_box_of_required_information_follows_what_is_typed(begin):
    report = Report(begin("caller")).open()
    report.then_the_box_lists(*FOUR)

    report.subject.fill("Something")
    report.then_the_box_lists("Urgency", "Type of problem", "Description")
    spoken = report.box.locator("[aria-live=polite]")
    expect(spoken.get_by_role("listitem")).to_have_count(3)
    report.subject.fill("")
    report.then_the_box_lists(*FOUR)

    report.choose("Type of problem", "Application")
    report.then_the_box_lists("Urgency", "Application", "Subject", "Description")
    report.fill(Problem())
    expect(report.box).to_contain_text("All required information is there")
    then_the_page_is_accessible(report.page)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("pacemaker", "HDBP0016"),  # a key word
        ("0016", "HDBP0016"),  # the number alone
        ("HDBP 0016", "HDBP0016"),  # with a space
        ("hdbp-0016", "HDBP0016"),  # with a hyphen
        ("NSIH-QI", "NSIH_QI"),  # another separator than the project's own
        ("nsih qi", "NSIH_QI"),
        ("gpbaro dm", "GPBARO_DM"),
        ("HIV_PEP", "HIV PEP"),
    ],
)
def test_a_project_is_found_by_word_number_and_abbreviation(begin, typed, found):
    page = begin("caller")
    report = Report(page).open()
    report.choose("Type of problem", "Application")

    report.project.click()
    report.project.fill(typed)

    first = page.get_by_role("listbox", name="Project Name").get_by_role("option").first
    expect(first).to_contain_text(found)
    first.click()
    expect(report.project).to_have_value(re.compile(re.escape(found)))


def test_application_asks_for_project_and_application(begin):
    page = begin("caller")
    report = Report(page).open()
    expect(report.project).to_be_hidden()
    expect(report.application).to_be_hidden()
    problem = Problem(category="Application")
    report.fill(problem)

    report.project.fill("pacemaker")
    page.get_by_role("option").first.click()
    report.application.fill("HD4DP v2 (Local)")
    page.get_by_role("option").first.click()
    report.submit.click()

    then_the_incident_has_a_number(page, problem.subject)
    expect(details(page)).to_contain_text("PACEMAKER")
    expect(details(page)).to_contain_text("HD4DP v2 (Local)")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("amputation", "This project is closed since 31 Dec 2023."),
        ("demonstration registry", "This project is not in production yet."),
    ],
)
def test_a_project_that_is_not_in_production_says_so(begin, typed, said):
    page = begin("caller")
    report = Report(page).open()
    report.choose("Type of problem", "Application")

    report.project.fill(typed)
    page.get_by_role("option").first.click()

    note = page.locator("[data-field=project] [data-option-note]")
    expect(note).to_be_visible()
    expect(note).to_contain_text(said)
    then_the_page_is_accessible(page)


def test_the_new_incident_shows_details_right_of_the_timeline(begin):
    page = begin("caller")
    problem = Problem(urgency="1 – High")
    number = when_the_caller_reports(page, problem)

    right, left = details(page), timeline(page)
    for fact in (number, "New", "1 – High", "Data transfer", "Demo Caller"):
        expect(right).to_contain_text(fact)
    expect(left.get_by_role("listitem").first).to_contain_text("Created by Demo Caller")
    line, box = left.bounding_box(), right.bounding_box()
    assert line
    assert box
    assert box["x"] >= line["x"] + line["width"]
    then_the_page_is_accessible(page)


def test_a_comment_joins_the_timeline(begin):
    page = begin("caller")
    when_the_caller_reports(page)

    when_the_caller_comments(page, "It happened again at noon.")

    entries = timeline(page).get_by_role("listitem")
    expect(entries.first).to_contain_text("Created by")
    expect(entries.last).to_contain_text("Demo Caller")
    then_the_page_is_accessible(page)


def test_the_caller_finds_the_incident_again(begin):
    page = begin("caller")
    problem = Problem()
    number = when_the_caller_reports(page, problem)

    page.get_by_role("navigation", name="Main").get_by_text("My incidents").click()
    rows = page.get_by_role("list", name=re.compile("^Incidents"))
    expect(rows.get_by_role("link").first).to_contain_text(number)
    then_the_page_is_accessible(page)

    page.get_by_role("navigation", name="State").get_by_text("Closed").click()
    expect(page.get_by_role("main")).not_to_contain_text(number)
    assert incidents_about(page, problem.subject) == [number]
    assert incidents_about(page, number) == [number]
    assert incidents_about(page, words()) == []
    then_the_page_is_accessible(page)


def test_a_caller_of_another_hospital_sees_nothing_of_it(begin):
    number = when_the_caller_reports(begin("caller"))
    stranger = begin("caller2")

    answer = stranger.goto(f"/incidents/{number}/")

    assert answer.status == 404
    expect(stranger.get_by_role("main")).not_to_contain_text(number)
    then_the_page_is_accessible(stranger)
