"""Three tickets without a mouse; a hundred of them: tests/slow."""

from playwright.sync_api import expect

from tests.journeys.desk import DeskByKeyboard
from tests.journeys.steps import timeline, when_the_caller_reports

NEWEST_FIRST = "/desk/?state=new&sort=changed"


def test_three_tickets_from_new_to_resolved_by_keyboard_alone(begin):
    caller, page = begin("caller"), begin("agent")
    reported = [when_the_caller_reports(caller) for _each in range(3)]
    page.goto(NEWEST_FIRST)
    desk = DeskByKeyboard(page)

    desk.open_the_first()
    for number in reversed(reported):
        assert desk.number == number
        desk.change_my_mind("h", "#desk-hold")
        desk.take()
        desk.add_note(f"Only among us about {number}.")
        desk.hold_for_the_caller(f"Which file of {number} is it?")
        desk.resume()
        desk.comment(f"I try {number} here.")
        desk.resolve(2, f"The rule for {number} is corrected.")
        desk.next_ticket()

    for number in reported:
        caller.goto(f"/incidents/{number}/")
        expect(timeline(caller)).to_contain_text(f"Which file of {number} is it?")
        expect(timeline(caller)).to_contain_text(f"The rule for {number} is corrected.")
        expect(timeline(caller)).not_to_contain_text("Only among us")


def test_the_way_back_leads_to_the_row(begin):
    page = begin("agent")
    page.goto("/desk/?state=on_hold")
    desk = DeskByKeyboard(page)
    desk.open_the_first()
    number = desk.number

    desk.back_to_the_list()

    expect(page.locator("[data-key-row]:focus")).to_contain_text(number)


def test_a_letter_opens_another_panel_while_a_choice_has_the_focus(begin):
    page = begin("agent")
    page.goto("/desk/?state=work_in_progress")
    desk = DeskByKeyboard(page)
    desk.open_the_first()

    desk.change_my_mind("h", "#desk-hold")
    page.keyboard.press("h")
    expect(page.locator("[name=hold_reason]:focus")).to_have_count(1)
    page.keyboard.press("r")

    expect(page.locator("[name=close_code]")).to_be_focused()


def test_control_and_enter_send_what_the_chosen_button_would(begin):
    caller, page = begin("caller"), begin("agent")
    number = when_the_caller_reports(caller)
    page.goto(f"/desk/incidents/{number}/")
    desk = DeskByKeyboard(page)

    desk.write_and_send_at_once("w", "Only among us.")
    desk.write_and_send_at_once("c", "Which file is it?")

    caller.reload()
    expect(timeline(caller)).to_contain_text("Which file is it?")
    expect(timeline(caller)).not_to_contain_text("Only among us.")
    expect(timeline(page)).to_contain_text("To the caller")


def test_of_two_buttons_control_and_enter_only_lead_to_the_first(begin):
    page = begin("agent")
    page.goto("/desk/?state=work_in_progress")
    DeskByKeyboard(page).open_the_first()
    page.locator("#id_words").fill("Which file is it?")
    # A browser that cannot hide the button of the other kind shows both.
    editor = page.locator(".desk-editor")
    editor.evaluate("form => form.classList.remove('desk-editor')")

    page.keyboard.press("Control+Enter")

    expect(page.locator(".desk-editor__send button").first).to_be_focused()
    expect(timeline(page)).not_to_contain_text("Which file is it?")
