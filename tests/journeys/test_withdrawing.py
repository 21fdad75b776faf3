"""A caller takes an own incident back."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import (
    Problem,
    details,
    incidents_about,
    timeline,
    when_the_caller_reports,
)


@pytest.mark.parametrize(("width", "script"), [(1280, True), (360, False)])
def test_the_caller_withdraws_an_incident_after_being_asked(begin, width, script):
    page, problem = begin("caller", width=width, script=script), Problem()
    number = when_the_caller_reports(page, problem)

    details(page).get_by_role("link", name="Withdraw this incident").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Withdraw this incident?")
    expect(page.get_by_role("main")).to_contain_text(problem.subject)
    then_the_page_is_accessible(page)
    page.get_by_role("button", name="Withdraw the incident").click()

    expect(page.get_by_role("main")).to_contain_text(f"{number} is withdrawn.")
    last = timeline(page).get_by_role("listitem").last
    expect(last).to_contain_text("Withdrawn by Demo Caller")
    expect(details(page)).to_contain_text("Closed")
    expect(page.get_by_label("Your message")).to_have_count(0)
    expect(page.get_by_role("link", name="Withdraw")).to_have_count(0)
    then_the_page_is_accessible(page)
    assert incidents_about(page, problem.subject) == [number]


def test_keeping_it_open_changes_nothing(begin):
    page = begin("caller")
    number = when_the_caller_reports(page)
    details(page).get_by_role("link", name="Withdraw this incident").click()

    page.get_by_role("link", name="Keep it open").click()

    expect(page).to_have_url(re.compile(f"/incidents/{number}/$"))
    expect(details(page)).to_contain_text("New")
    expect(page.get_by_label("Your message")).to_be_visible()


def test_only_the_caller_is_offered_to_withdraw(begin):
    number = when_the_caller_reports(begin("caller"))
    page = begin("agent")

    page.goto(f"/incidents/{number}/")
    expect(details(page)).to_contain_text(number)
    expect(page.get_by_role("link", name="Withdraw")).to_have_count(0)
    answer = page.goto(f"/incidents/{number}/withdraw/")

    assert answer.status == 403
    expect(page.get_by_role("main")).to_contain_text("Only the caller can withdraw")
    then_the_page_is_accessible(page)
