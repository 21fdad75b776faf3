"""Keyboard shortcuts: what they press, when they keep still, how to be rid of them."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import Report, timeline, when_the_caller_reports


def shortcuts(page: Page) -> Locator:
    """Return the dialog that lists the keys."""
    return page.get_by_role("dialog", name="Keyboard shortcuts")


def switch(page: Page, state: str) -> Locator:
    """Return the button that switches all of them off or on."""
    return shortcuts(page).get_by_role("button", name=f"single-letter keys {state}")


def keys_listed(page: Page) -> list[str]:
    """Return the keys that the open dialog shows."""
    return shortcuts(page).locator("kbd:visible").all_inner_texts()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_question_mark_shows_the_keys_of_the_page(begin, width):
    page = begin("agent", width=width)
    page.goto("/styleguide/")
    link = page.get_by_role("link", name="Support Service").last
    link.focus()

    page.keyboard.press("?")

    expect(shortcuts(page).get_by_role("button", name="Close")).to_be_focused()
    expect(shortcuts(page).get_by_role("definition")).to_have_text(
        [
            *("Search my incidents", "Take", "Resolve (r)"),
            *("Next row", "Previous row", "This list"),
        ]
    )
    assert keys_listed(page) == ["/", "t", "r", "j", "k", "?"]
    then_the_page_is_accessible(page)
    page.keyboard.press("Escape")
    expect(shortcuts(page)).to_be_hidden()
    expect(link).to_be_focused()


def test_a_slash_focuses_the_search_of_my_incidents(begin):
    page = begin("caller")
    page.goto("/incidents/?state=all&q=upload")
    search = page.get_by_role("searchbox", name="Search")

    page.keyboard.press("/")

    expect(search).to_be_focused()
    expect(search).to_have_value("upload")
    assert page.evaluate("getSelection().toString()") == "upload"


def test_on_azerty_a_slash_lies_elsewhere_and_does_the_same(begin):
    page = begin("caller")
    page.goto("/incidents/")
    typed = {"key": "/", "code": "Period", "shiftKey": True}

    page.locator("body").dispatch_event("keydown", {**typed, "bubbles": True})

    search = page.get_by_role("searchbox", name="Search")
    expect(search).to_be_focused()


def test_letters_are_only_letters_while_one_types(begin):
    page = begin("caller")
    page.goto("/incidents/")
    search = page.get_by_role("searchbox", name="Search")
    search.focus()

    page.keyboard.type("t/j?")

    expect(search).to_have_value("t/j?")
    expect(shortcuts(page)).to_be_hidden()


def test_keys_with_control_and_keys_in_the_dialog_are_left_alone(begin):
    page = begin("caller")
    page.goto("/incidents/")
    search = page.get_by_role("searchbox", name="Search")

    page.keyboard.press("Alt+/")
    expect(search).not_to_be_focused()
    page.keyboard.press("?")
    page.keyboard.press("/")

    expect(shortcuts(page)).to_be_visible()
    expect(search).not_to_be_focused()


def test_a_key_presses_its_button_or_leads_to_the_reason(begin):
    page = begin("agent")
    page.goto("/styleguide/")

    page.keyboard.press("r")
    expect(page.get_by_role("button", name="Resolve (r)")).to_be_focused()
    page.keyboard.press("t")

    page.wait_for_url("**/styleguide/#shortcuts")


def test_j_and_k_walk_along_the_rows(begin):
    page = begin("agent")
    page.goto("/styleguide/")
    rows = page.locator("[data-key-row]")

    for key, row in (("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(rows.nth(row)).to_be_focused()


def test_single_letters_are_switched_off_and_on_again(begin):
    page = begin("researcher")
    page.goto("/incidents/")
    search = page.get_by_role("searchbox", name="Search")
    search.fill("half written")
    opener = page.get_by_role("button", name="Keyboard shortcuts")
    opener.click()
    switch(page, "off").click()
    expect(switch(page, "on")).to_be_focused()
    expect(shortcuts(page).get_by_role("status")).to_contain_text("are off")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(search).to_have_value("half written")

    page.goto("/incidents/")
    page.keyboard.press("/")
    page.keyboard.press("?")
    expect(search).not_to_be_focused()
    expect(shortcuts(page)).to_be_hidden()
    opener.click()
    expect(shortcuts(page).get_by_role("status")).to_contain_text("are off")
    switch(page, "on").click()
    expect(switch(page, "off")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")

    expect(search).to_be_focused()


def test_the_profile_switches_them_off_as_well(begin):
    page = begin("researcher")
    keys = page.get_by_role("checkbox", name="Single-letter keyboard shortcuts")
    page.goto("/profile/")
    expect(keys).to_be_checked()
    expect(page.get_by_role("radio", name=re.compile("^Straight away"))).to_be_checked()
    then_the_page_is_accessible(page)

    for checked, state in ((False, "off"), (True, "on")):
        keys.set_checked(checked)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status").first).to_contain_text("is saved")
        expect(page.locator("body")).to_have_attribute("data-single-keys", state)


@pytest.mark.parametrize("modifier", ["Control", "Meta"])
def test_control_and_enter_send_a_comment_with_single_letters_off(begin, modifier):
    page = begin("caller")
    when_the_caller_reports(page)
    page.evaluate("document.body.dataset.singleKeys = 'off'")
    text = page.get_by_label("Your message")
    text.fill("The second file.")
    send = page.get_by_role("button", name="Send", exact=True)
    assert "Control+Enter" in (send.get_attribute("aria-keyshortcuts") or "")

    text.press(f"{modifier}+Enter")

    expect(timeline(page)).to_contain_text("The second file.")


def test_control_and_enter_send_no_report_and_the_dialog_lists_it_where_it_works(begin):
    page = begin("caller")
    opener = page.get_by_role("button", name="Keyboard shortcuts")
    Report(page).open()
    page.locator("textarea").first.press("Control+Enter")
    expect(page.locator("[data-busy]")).to_have_count(0)
    opener.click()
    assert "Ctrl+Enter" not in keys_listed(page)
    page.keyboard.press("Escape")

    when_the_caller_reports(page)
    opener.click()

    assert "Ctrl+Enter" in keys_listed(page)
    then_the_page_is_accessible(page)


def test_without_script_or_sign_in_nothing_is_offered(begin):
    for page in (begin("caller", script=False), begin()):
        page.goto("/")

        expect(page.get_by_role("contentinfo")).to_be_visible()
        expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_hidden()
