"""Drafts of people whose session, connection or script is gone."""

import re

from playwright.sync_api import expect

from hdportal.web.tests.running_portal import wait_until
from tests.journeys.drafts import (
    afresh,
    mark,
    offer,
    then_the_draft_is_saved,
)
from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import (
    Problem,
    Report,
    a_national_number,
    sign_in,
    then_the_incident_has_a_number,
)


def test_a_national_number_is_masked_in_the_draft_and_the_mark_says_so(begin):
    page, number = afresh(begin("caller")), a_national_number()
    report = Report(page)
    report.description.fill(f"The record of {number} is refused.")

    expect(mark(page)).to_contain_text("a number was masked in it")
    expect(report.description).to_have_value(re.compile(re.escape(number)))
    then_the_page_is_accessible(page)
    report.open()
    expect(offer(page)).to_contain_text("The record of")
    assert number not in page.content()
    offer(page).get_by_role("link", name="Continue").click()

    expect(report.description).to_have_value(re.compile("^The record of .+ is refused"))
    assert number not in report.description.input_value()


def test_an_ended_session_is_said_and_nothing_is_lost(begin, visits):
    page, problem = afresh(begin("caller")), Problem()
    report = Report(page)
    report.fill(problem)
    page.context.clear_cookies(name="sessionid")

    report.subject.fill(f"{problem.subject}, once more")
    expect(mark(page)).to_contain_text("You are signed out.")
    sign_in(visits.watch(page.context.new_page()), "caller")
    report.subject.fill(f"{problem.subject}, twice more")

    then_the_draft_is_saved(page)
    report.submit.click()
    then_the_incident_has_a_number(page, f"{problem.subject}, twice more")


def test_a_lost_connection_is_said_and_made_good(begin):
    page = afresh(begin("caller"))
    page.context.set_offline(True)

    Report(page).subject.fill("Typed in a tunnel")
    expect(mark(page)).to_have_text("Not saved: no connection. It will be tried again.")
    then_the_page_is_accessible(page)
    page.context.set_offline(False)

    then_the_draft_is_saved(page)
    Report(page).open()
    expect(offer(page)).to_contain_text("Typed in a tunnel")


def test_words_typed_just_before_leaving_are_kept(begin):
    page = afresh(begin("caller"))
    Report(page).subject.fill("The last words")

    page.goto("/support/")

    # They travel while the next page does.
    wait_until(lambda: Report(page).open() and offer(page).count() == 1, 15)
    expect(offer(page)).to_contain_text("The last words")


def test_without_script_a_form_with_problems_is_offered_again(begin):
    page = afresh(begin("caller", script=False))
    problem = Problem()
    report = Report(page)
    report.description.fill(problem.description)
    report.submit.click()
    expect(report.warning).to_be_visible()

    report.open()
    expect(offer(page)).to_contain_text(problem.description)
    then_the_page_is_accessible(page)
    offer(page).get_by_role("link", name="Continue").click()

    expect(report.description).to_have_value(problem.description)
    page.get_by_role("button", name="Discard the draft").click()
    expect(offer(page)).to_have_count(0)
