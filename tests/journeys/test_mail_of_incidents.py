"""A caller is mailed about an incident and goes on from the mail."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.mailbox import ADDRESS, link_mailed_to, mailed_to, text_of
from tests.journeys.steps import (
    details,
    sign_in,
    timeline,
    when_the_caller_comments,
    when_the_caller_reports,
)

CALLER = "caller@demo.example"


def test_a_caller_follows_the_mail_of_an_answer_and_answers_there(begin, portal):
    caller = begin("caller")
    number = when_the_caller_reports(caller)
    receipt = mailed_to(portal, CALLER, about=f"[{number}]", words="has arrived")

    # An agent answers where the caller reads.
    agent = begin("agent")
    agent.goto(f"/incidents/{number}/")
    when_the_caller_comments(agent, "Where <exactly> & when?")
    answer = mailed_to(portal, CALLER, f"[{number}]", "> Where <exactly> & when?")

    assert answer["Subject"] == receipt["Subject"]
    assert answer["References"] == receipt["References"]
    page = begin()
    page.goto(ADDRESS.findall(text_of(answer))[0])
    sign_in(page, "caller")
    entry = page.locator(f"#{urlsplit(page.url).fragment or 'timeline'}")
    expect(entry).to_contain_text("Where <exactly> & when?")
    then_the_page_is_accessible(page)
    when_the_caller_comments(page, "At line 12.")


def test_opening_a_link_of_a_mail_changes_nothing(begin, portal):
    number = when_the_caller_reports(begin("caller"))
    link = link_mailed_to(portal, CALLER, about=f"[{number}]")
    page = begin("caller")

    for _visit in range(2):
        page.goto(link)

    expect(details(page)).to_contain_text("New")
    expect(timeline(page).get_by_role("listitem")).to_have_count(1)
