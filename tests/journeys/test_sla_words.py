"""When an answer is due: what a caller reads, and what the desk sees of the same."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looks import overflow, then_the_page_is_accessible
from tests.journeys.steps import Problem, when_the_caller_reports

# At whatever hour this runs: the desk is open, closed, or about to open.
WROTE = re.compile(
    r"You wrote (yesterday )?at \d\d:\d\d; "
    r"(the Service Desk is open|the clock (starts|goes on) .+ \d\d:\d\d); "
    r"an answer is due .+ \d\d:\d\d\."
)
STAGE = re.compile(r"(In progress|Outside the support hours until .+): \d+% used, due ")
WIDTHS = (1280, 768, 360, 320)


def where_it_stands(page: Page):
    return page.get_by_role("region", name="Where it stands")


def bar(page: Page, name: str):
    return page.locator(".sla-bar").filter(has_text=re.compile(f"^\\s*{name}"))


@pytest.fixture
def number(begin) -> str:
    """Report an incident and return its number."""
    return when_the_caller_reports(begin("caller"), Problem(urgency="1 – High"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_caller_reads_when_an_answer_is_due(begin, number, scheme):
    page = begin("caller", color_scheme=scheme)
    page.goto(f"/incidents/{number}/")

    expect(where_it_stands(page)).to_contain_text(WROTE)
    then_the_page_is_accessible(page)
    assert overflow(page, WIDTHS) == []


def test_the_words_are_there_without_script_on_a_phone(begin, number):
    page = begin("caller", script=False, width=360)
    page.goto(f"/incidents/{number}/")

    expect(where_it_stands(page)).to_contain_text(WROTE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_sees_a_bar_for_the_answer_and_one_for_the_solution(
    begin, number, scheme
):
    page = begin("agent", color_scheme=scheme)
    page.goto(f"/desk/incidents/{number}/")

    for name in ("Response", "Resolution"):
        expect(bar(page, name)).to_contain_text(STAGE)
        expect(page.get_by_role("progressbar", name=name)).to_be_visible()
    then_the_page_is_accessible(page)
    assert overflow(page, WIDTHS) == []


def test_an_answer_stops_its_clock_and_a_question_both(begin, number):
    agent = begin("agent")
    agent.goto(f"/desk/incidents/{number}/")
    agent.get_by_role("button", name="Take").click()

    agent.get_by_role("link", name="Put on hold").click()
    panel = agent.locator("#ticket-panel")
    panel.get_by_role("radio", name=re.compile("Waiting for the caller")).check()
    panel.get_by_role("textbox").first.fill("Which file was it?")
    panel.get_by_role("button", name="Put on hold").click()

    expect(bar(agent, "Response")).to_contain_text(re.compile("Completed at"))
    expect(bar(agent, "Resolution")).to_contain_text(re.compile(r"Paused: \d+% used"))
    caller = begin("caller")
    caller.goto(f"/incidents/{number}/")
    waits = "The Service Desk waits for you: the clock stands still."
    expect(where_it_stands(caller)).to_contain_text(waits)
    caller.get_by_label("Your message").fill("The second one.")
    caller.get_by_role("button", name="Send").click()
    expect(where_it_stands(caller)).to_contain_text("a solution is due")


def test_another_priority_is_due_at_another_moment_in_place(begin, number):
    page = begin("agent")
    page.goto(f"/desk/incidents/{number}/")
    before = bar(page, "Response").inner_text()

    page.get_by_role("link", name="Change: Urgency").click()
    page.locator("#property-urgency").get_by_role("combobox").select_option("3")
    page.locator("#property-urgency").get_by_role("button", name="Save").click()

    expect(bar(page, "Response")).not_to_have_text(before)
    expect(bar(page, "Response")).to_contain_text("of 16 h of support time")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_orders_its_list_by_what_is_due_first(begin, number, scheme):
    page = begin("agent", color_scheme=scheme)
    page.goto("/desk/")
    page.get_by_label("Order").select_option("Due first")

    page.wait_for_url(re.compile("sort=due"))
    expect(page.get_by_role("columnheader", name="Due")).to_be_visible()
    moments = page.locator(".desk-rows__due time")
    expect(moments.first).to_contain_text(re.compile("in |late"))
    due = [one.get_attribute("datetime") for one in moments.all()]
    assert due == sorted(due)
    then_the_page_is_accessible(page)
    assert overflow(page, WIDTHS) == []


def test_what_is_due_soon_or_late_is_one_click_away(begin, number):
    page = begin("agent", width=360)
    page.goto("/desk/")

    page.get_by_role("link", name="Due soon or late").click()

    page.wait_for_url(re.compile("due=soon"))
    current = page.get_by_role("link", name="Due soon or late")
    expect(current).to_have_attribute("aria-current", "page")
    then_the_page_is_accessible(page)
