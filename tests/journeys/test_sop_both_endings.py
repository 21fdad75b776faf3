"""The Incident SOP from I01 to I15: solved by the desk, and by second line."""

from playwright.sync_api import Page, expect

from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.mailbox import mailed_to, text_of
from tests.journeys.sop import Ticket, when_days_pass
from tests.journeys.steps import (
    Problem,
    Report,
    timeline,
    when_the_caller_comments,
    when_the_caller_reports,
)
from tests.journeys.test_incident_story import standing, when_the_caller_reopens
from tests.journeys.test_links import WORKAROUND, a_known_error
from tests.journeys.test_on_behalf import NewIncident, an_hour_ago, somebody

CALLER = "caller@demo.example"


def when_the_caller_answers(page: Page, answer: str) -> None:
    """Read that the desk waits, and answer."""
    page.reload()
    expect(standing(page)).to_contain_text("We wait for your answer.")
    page.get_by_label("Your message").fill(answer)
    page.get_by_role("button", name="Send").click()
    expect(standing(page)).to_contain_text("works on it.")


def when_an_email_is_written_down(page: Page, address: str) -> str:
    """Create the incident of somebody whom nobody knows; return its number."""
    new = NewIncident(page).open()
    new.came_by("E-mail")
    new.caller.fill(address)
    expect(page.get_by_role("option")).to_contain_text("Nobody has this address here.")
    new.caller.press("Tab")
    page.get_by_label("First name").fill("Nour")
    page.get_by_label("Last name").fill("Newcomer")
    page.get_by_label("When the e-mail came").fill(an_hour_ago())
    Report(page).fill(Problem())
    return new.written_down()


def when_the_first_line_has_looked(ticket: Ticket) -> None:
    """Take it and go through the steps that only people can see."""
    ticket.take()
    ticket.record("I03")
    ticket.record("I04", "Looked up: no known error")
    ticket.record("I05")


def then_the_report_misses_nothing(page: Page, *numbers: str) -> None:
    """Read the conformance report: none of these is listed for a step."""
    page.goto("/desk/conformance/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Conformance")
    for number in numbers:
        expect(page.get_by_role("main")).not_to_contain_text(number)


def test_solved_by_the_desk_reopened_solved_again_and_closed(begin, portal):
    caller = begin("caller", width=360)
    number = when_the_caller_reports(caller)
    ticket = Ticket(begin("agent"), number)
    when_the_first_line_has_looked(ticket)
    ticket.record("I09", "No, the Service Desk goes on")
    then_the_page_is_accessible(ticket.page)

    ticket.hold_for_the_caller("Which file is it?")
    when_the_caller_answers(caller, "The second one.")
    ticket.then_the_timeline_ends_with("Demo Caller answered")
    ticket.resolve("The rule is corrected.")
    caller.reload()
    when_the_caller_reopens(caller, "Line 13 is refused as well.")

    ticket.then_the_timeline_ends_with("Line 13 is refused as well.")
    expect(ticket.step("I08")).to_contain_text("Next")
    ticket.resolve("Line 13 is corrected too.")
    ticket.then_everything_was_done()
    then_the_page_is_accessible(ticket.page)
    assert mailed_to(portal, CALLER, number, "> Line 13 is corrected too.")
    caller.reload()
    when_the_caller_comments(caller, "Thank you, it works.")
    then_the_report_misses_nothing(begin("manager"), number)

    when_days_pass(portal, 13)
    caller.reload()
    expect(standing(caller)).to_contain_text("You can reopen it until")
    when_days_pass(portal, 15)
    caller.reload()
    expect(standing(caller)).to_contain_text("Closed. It cannot be reopened.")
    then_the_page_is_accessible(caller)


def test_second_line_finds_a_workaround_that_the_desk_applies(begin, portal):
    page, address = begin("agent"), somebody()
    number = when_an_email_is_written_down(page, address)
    receipt = mailed_to(portal, address, number)
    assert "/accounts/password/reset/" in text_of(receipt)
    ticket = Ticket(page, number)
    when_the_first_line_has_looked(ticket)
    ticket.hand_on("DWH", "The load of Monday may have failed.")

    analyst = Ticket(begin("analyst"), number)
    analyst.take()
    expect(timeline(analyst.page)).to_contain_text("Demo Analyst (DWH) works on it")
    analyst.link_known_error(a_known_error(begin("analyst")))
    analyst.enter_change("CHG0031234")
    expect(analyst.step("I04")).to_contain_text("it is a known error")
    expect(analyst.step("I12")).to_contain_text("Yes, a change is needed")
    analyst.record("I13", "No, there is a workaround at most")
    then_the_page_is_accessible(analyst.page)
    analyst.hand_back("The workaround helps until the change is there.")

    ticket = Ticket(page, number)
    ticket.take()
    expect(ticket.step("I15")).to_contain_text("Next")
    then_the_page_is_accessible(page)
    ticket.resolve_with_the_workaround()
    ticket.then_everything_was_done()
    assert mailed_to(portal, address, number, f"> {WORKAROUND}")
    then_the_report_misses_nothing(begin("manager"), number)
