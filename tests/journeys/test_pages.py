"""Every other page is open to everybody who reads it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import timeline, when_the_caller_reports

PAGES = [
    ("", "/styleguide/"),
    ("", "/support/"),
    ("", "/support/?q=nothing+holds+these+words"),
    ("", "/support/projects/HDBP0111/"),
    ("", "/nowhere/"),
    ("caller", "/profile/"),
    ("caller", "/accounts/people/"),  # refused, with the reason
    ("caller", "/incidents/?q=nothing+holds+these+words"),
    ("caller", "/accounts/logout/"),
    ("admin", "/accounts/people/1/"),
    ("admin", "/accounts/organisations/"),
    ("admin", "/support/manage/applications/"),
    ("admin", "/support/manage/projects/new/"),
    ("admin", "/support/manage/projects/HDBP0111/"),
]


@pytest.mark.parametrize(("person", "address"), PAGES)
def test_a_page_is_accessible(begin, person, address):
    page = begin(person)

    page.goto(address)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    then_the_page_is_accessible(page)


def test_the_support_service_finds_who_manages_a_project(begin):
    page = begin()
    page.goto("/support/")

    search = page.get_by_role("searchbox")
    search.fill("gpbaro-dm")
    search.press("Enter")

    expect(page.locator("#projects").get_by_role("link").first).to_contain_text(
        "diabetes"
    )
    expect(page.locator("#projects")).to_contain_text("ACHG")
    expect(page.get_by_role("main")).to_contain_text("No telephone number is published")
    then_the_page_is_accessible(page)


def test_a_project_without_a_code_says_not_available(begin):
    page = begin()

    page.goto("/support/?q=BeCPR")

    expect(page.locator("#projects")).to_contain_text("Not available")


def test_the_service_desk_answers_and_the_caller_reads_it(begin):
    page, agent = begin("caller"), begin("agent")
    number = when_the_caller_reports(page)
    agent.goto(f"/incidents/{number}/")
    then_the_page_is_accessible(agent)

    agent.get_by_label("Your message").fill("Which version do you use?")
    agent.get_by_role("button", name="Send").click()
    page.reload()

    last = timeline(page).get_by_role("listitem").last
    expect(last).to_contain_text("Demo Agent")
    expect(last).to_contain_text("Which version do you use?")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    ("flaw", "said"),
    [
        ("<img src='/static/web/logo.svg'>", "image-alt"),
        ("<p style='color: #ddd; background: #fff'>Pale</p>", "color-contrast"),
        ("<p style='width: 900px'>Wide</p>", "900"),
    ],
)
def test_the_check_itself_sees_a_flaw(begin, script, flaw, said):
    page = begin(script=script, bypass_csp=True)
    page.goto("/support/")
    adding = (
        "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)"
    )
    page.evaluate(adding, flaw)

    with pytest.raises(AssertionError, match=said):
        then_the_page_is_accessible(page)
