"""A comment has a draft of its own."""

from playwright.sync_api import expect

from tests.journeys.attachments import (
    Attachments,
    picture,
)
from tests.journeys.drafts import (
    offer,
    then_it_is_discarded,
    then_the_draft_is_saved,
)
from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import (
    timeline,
    when_the_caller_reports,
)


def test_a_comment_has_a_draft_of_its_own(begin):
    page = begin("caller")
    number = when_the_caller_reports(page)
    page.get_by_label("Your message").fill("Half a comment")
    Attachments(page).choose(picture())
    then_the_draft_is_saved(page)
    Attachments(page).then_they_are("screen.png")

    device = begin("caller", width=360)
    device.goto(f"/incidents/{number}/")
    expect(offer(device)).to_contain_text("Half a comment")
    then_the_page_is_accessible(device)
    offer(device).get_by_role("link", name="Continue").click()
    message = device.get_by_label("Your message")
    expect(message).to_have_value("Half a comment")
    Attachments(device).then_they_are("screen.png")
    message.fill("Half a comment, now whole")
    device.get_by_role("button", name="Send").click()

    entry = timeline(device).get_by_role("listitem").filter(has_text="now whole")
    expect(entry).to_contain_text("screen.png")
    expect(offer(device)).to_have_count(0)
    device.goto(f"/incidents/{number}/")
    expect(offer(device)).to_have_count(0)
    expect(device.get_by_label("Your message")).to_have_value("")


def test_the_draft_of_a_comment_is_discarded(begin):
    page = begin("caller")
    when_the_caller_reports(page)
    page.get_by_label("Your message").fill("Better not")
    then_the_draft_is_saved(page)

    page.get_by_role("button", name="Discard the draft").click()

    then_it_is_discarded(page)
    expect(page.get_by_label("Your message")).to_have_value("")
    expect(offer(page)).to_have_count(0)
