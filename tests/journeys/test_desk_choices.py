"""The desk decides where incidents go, who is there, and what mail comes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looks import then_the_page_is_accessible

RULES = "/desk/settings/rules/"


def when_a_rule_is_added(page: Page) -> None:
    """Send what is about the metadata to SOB."""
    page.goto(RULES)
    page.get_by_role("link", name="Add a rule").click()
    page.get_by_label("Application").select_option("metadata")
    page.get_by_label("Group").select_option("sob")
    page.get_by_role("button", name="Save").click()


@pytest.mark.parametrize("script", [True, False])
def test_a_rule_is_added_tried_and_removed(begin, script):
    page = begin("manager", script=script, width=1280 if script else 360)
    when_a_rule_is_added(page)
    then_the_page_is_accessible(page)

    page.get_by_label("Application").select_option("metadata")
    page.get_by_role("button", name="Where would it go?").click()

    tried = page.locator("#tried")
    expect(tried).to_contain_text("It would go to SOB, by rule 1.")
    expect(tried.get_by_label("Application")).to_have_value("metadata")
    expect(tried.get_by_label("Project")).to_be_visible()
    expect(tried.get_by_role("textbox")).to_have_count(0)
    page.get_by_role("link", name="Rule 1").click()
    then_the_page_is_accessible(page)
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("There is no rule yet")).to_be_visible()


def test_a_group_takes_turns(begin):
    page = begin("manager")
    page.goto("/desk/settings/groups/")
    then_the_page_is_accessible(page)

    for is_in_turn in (True, False):
        page.get_by_role("link", name="PMO").click()
        page.get_by_label("Give its incidents to its people in turn").click()
        then_the_page_is_accessible(page)
        page.get_by_role("button", name="Save").click()
        row = page.get_by_role("row").filter(has_text="group:pmo")
        expect(row).to_contain_text("Yes" if is_in_turn else "No")


def test_the_switch_says_whether_somebody_is_there(begin):
    page = begin("analyst")
    page.goto("/desk/")
    switch = page.get_by_role("switch", name="I am at the desk")

    for now in ("true", "false"):
        switch.focus()
        page.keyboard.press("Space")
        expect(switch).to_have_attribute("aria-checked", now)
    then_the_page_is_accessible(page)


def test_mail_is_chosen_in_the_profile(begin):
    page = begin("analyst")
    page.goto("/profile/")
    choices = page.get_by_role("region", name="Mail about incidents at the desk")

    choices.get_by_label("DWH").select_option("now")
    choices.get_by_role("button", name="Save these choices").click()

    expect(choices.get_by_role("status")).to_have_text("Saved.")
    then_the_page_is_accessible(page)


def test_mail_is_chosen_without_script(begin):
    page = begin("coordinator", script=False, width=360)
    page.goto("/profile/")
    page.get_by_role("link", name="Choose when you get mail about them").click()
    page.get_by_label("IAT").select_option("none")
    then_the_page_is_accessible(page)

    page.get_by_role("button", name="Save these choices").click()

    page.goto("/desk/mail/")
    expect(page.get_by_label("IAT")).to_have_value("none")


def test_a_known_error_is_found_and_retired(begin):
    page = begin("agent")
    page.goto("/desk/known-errors/")
    page.get_by_role("searchbox").fill("KE2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row")).to_have_count(2)
    then_the_page_is_accessible(page)

    page.get_by_role("link", name=re.compile("KE0000002")).click()
    for button, badge in (("Retire", "Retired"), ("Open again", "Open")):
        page.get_by_role("button", name=button).click()
        expect(page.locator(".badge").first).to_have_text(badge)
    then_the_page_is_accessible(page)
