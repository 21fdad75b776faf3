"""What is written is found soon after, by those who may read it."""

import time

from playwright.sync_api import Page, expect

from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import (
    incidents_about,
    when_the_caller_comments,
    when_the_caller_reports,
    words,
)

SECONDS = 5


def when_the_agent_writes_a_work_note(page: Page, number: str, text: str) -> None:
    """Write a work note on the desk's page of an incident."""
    page.goto(f"/desk/incidents/{number}/")
    page.get_by_role("radio", name="Work note").check()
    page.locator("#desk-editor-form textarea").fill(text)
    page.get_by_role("button", name="Add work note").click()
    expect(page.get_by_role("list", name="Timeline")).to_contain_text(text)


def test_a_work_note_is_found_by_the_desk_and_by_nobody_else(begin):
    caller, agent, secret = begin("caller"), begin("agent"), words()
    number = when_the_caller_reports(caller)
    when_the_agent_writes_a_work_note(agent, number, f"The {secret} of the firewall")
    written = time.monotonic()

    agent.goto("/desk/")
    agent.keyboard.press("/")
    agent.keyboard.type(secret)
    agent.keyboard.press("Enter")

    found = agent.get_by_role("list", name="Incidents, newest first")
    expect(found.locator("mark")).to_have_text([secret])
    assert time.monotonic() - written < SECONDS
    expect(found).to_contain_text("Work note")
    then_the_page_is_accessible(agent)
    agent.keyboard.press("j")
    agent.keyboard.press("Enter")
    agent.wait_for_url(f"**/desk/incidents/{number}/**")
    assert incidents_about(caller, secret) == []


def test_results_come_while_the_agent_types(begin):
    caller, agent, word = begin("caller"), begin("agent"), words()
    number = when_the_caller_reports(caller)
    when_the_caller_comments(caller, f"It says {word}")
    agent.goto("/desk/search/")
    search = agent.get_by_role("searchbox")

    search.press_sequentially(word[:4])
    status = agent.get_by_role("status").filter(has_text="found")
    expect(status).to_have_text("1 incident found")
    expect(agent.get_by_role("main")).to_contain_text(number)
    agent.wait_for_url(f"**/desk/search/?q={word[:4]}")
    search.fill("+++")
    expect(agent.get_by_role("alert")).to_contain_text("Write letters or digits")
    search.fill(word[:4] + "?" + words())
    expect(agent.get_by_role("main")).to_contain_text("Try fewer words")
    then_the_page_is_accessible(agent)


def test_a_caller_finds_own_comments_and_a_number_without_script(begin):
    caller, word = begin("caller"), words()
    number = when_the_caller_reports(caller)
    when_the_caller_comments(caller, f"It says {word}")

    assert incidents_about(caller, word) == [number]
    then_the_page_is_accessible(caller)
    plain = begin("agent", script=False)
    plain.goto("/desk/")
    plain.get_by_role("searchbox").fill(number)
    plain.get_by_role("main").get_by_role("button", name="Search").click()
    plain.wait_for_url(f"**/desk/incidents/{number}/")
    plain.get_by_role("link", name=f"Search for “{number}” in all texts").click()
    expect(plain.get_by_role("main")).to_contain_text("1 incident found")
