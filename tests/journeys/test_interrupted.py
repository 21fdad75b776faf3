"""What was typed survives an ended session, a foreign form and a lost connection."""

import pytest
from playwright.sync_api import expect

from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import (
    Problem,
    Report,
    incidents_about,
    sign_in,
    then_the_incident_has_a_number,
    timeline,
    when_the_caller_reports,
    when_the_person_signs_in_here,
)


@pytest.mark.parametrize("script", [True, False])
def test_an_ended_session_at_submit_gives_the_text_back(begin, script):
    page = begin("caller", script=script)
    problem = Problem(description="Two lines\nand “quotes” <b>& more</b>")
    report = Report(page).open()
    report.fill(problem)
    page.context.clear_cookies(name="sessionid")

    report.submit.click()
    expect(page.get_by_role("main")).to_contain_text("Your session has ended.")
    then_the_page_is_accessible(page)
    when_the_person_signs_in_here(page)

    expect(page.get_by_role("main")).to_contain_text("What you typed is here.")
    report.then_it_holds(problem)
    then_the_page_is_accessible(page)
    report.submit.click()
    number = then_the_incident_has_a_number(page, problem.subject)
    assert incidents_about(page, problem.subject) == [number]


def test_a_mistyped_password_in_between_loses_nothing(begin):
    page = begin("caller")
    problem = Problem()
    report = Report(page).open()
    report.fill(problem)
    page.context.clear_cookies(name="sessionid")
    report.submit.click()

    when_the_person_signs_in_here(page, password="not the password")
    expect(page.get_by_role("alert")).to_contain_text("is not right")
    then_the_page_is_accessible(page)
    when_the_person_signs_in_here(page)

    report.then_it_holds(problem)


def test_an_ended_session_at_a_comment_gives_it_back(begin):
    page = begin("caller")
    when_the_caller_reports(page)
    page.get_by_label("Your message").fill("Written for an hour")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Send").click()
    when_the_person_signs_in_here(page)

    expect(page.get_by_label("Your message")).to_have_value("Written for an hour")
    page.get_by_role("button", name="Send").click()
    expect(timeline(page).get_by_role("listitem").last).to_contain_text("for an hour")


def test_a_form_without_its_secret_is_explained_and_shows_the_text(begin):
    page = begin("caller")
    problem = Problem()
    report = Report(page).open()
    report.fill(problem)
    page.context.clear_cookies(name="csrftoken")

    report.submit.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "This form was open for too long"
    )
    kept = [area.input_value() for area in page.get_by_role("textbox").all()]
    assert problem.subject in kept
    assert problem.description in kept
    then_the_page_is_accessible(page)
    page.get_by_role("link", name="Open the form again").click()
    expect(report.subject).to_be_visible()


def test_search_fields_still_offer_choices_without_a_connection(begin):
    page = begin("caller")
    report = Report(page).open()
    report.choose("Type of problem", "Application")
    page.context.set_offline(True)

    report.project.fill("hdbp-0016")
    page.get_by_role("option").first.click()
    report.application.fill("healthstat")
    page.get_by_role("option").first.click()

    page.context.set_offline(False)
    problem = Problem(category="Application")
    report.fill(problem)
    report.submit.click()
    then_the_incident_has_a_number(page, problem.subject)
    expect(page.get_by_role("main")).to_contain_text("healthstat.be")


def test_signing_out_and_in_again_starts_afresh(begin):
    page = begin()
    sign_in(page, "caller")
    page.get_by_role("banner").get_by_text("Demo Caller").first.click()
    page.get_by_role("button", name="Sign out").click()
    signs = page.get_by_role("banner").get_by_role("link", name="Sign in")
    expect(signs.first).to_be_visible()

    page.goto("/incidents/")

    expect(page.get_by_role("textbox", name="Password")).to_be_visible()
