"""An agent works one hundred incidents with the keyboard alone, in a real browser."""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from hdportal.desk.domain.incident import CloseCode
from hdportal.web.tests.running_portal import Portal
from tests.journeys.conftest import CHROMIUM_ARGUMENTS, STEP_MS
from tests.journeys.desk import DeskByKeyboard
from tests.journeys.steps import PASSWORD, sign_in

HOW_MANY = 100
CODES = list(CloseCode)

PREPARE = f"""
from hdportal.desk.tests import factories
people = [factories.agent(), factories.caller()]
for person in people:
    person.set_password({PASSWORD!r})
    person.save()
for _each in range({HOW_MANY}):
    factories.incident(people[1])
"""
ASK = """
import json
from hdportal.desk.models import Incident
print(json.dumps({
    str(one.number): {
        "state": one.state,
        "with": one.assigned_to and one.assigned_to.email,
        "hold_reason": one.hold_reason,
        "close_code": one.close_code,
        "journal": [[entry.kind, entry.text] for entry in one.journal.order_by("pk")],
    }
    for one in Incident.objects.all()
}))
"""


@pytest.fixture
def page(installation: Portal) -> Iterator[Page]:
    """An agent's browser on a portal with a hundred new incidents."""
    made = installation.run("manage", "shell", "-c", PREPARE)
    assert made.returncode == 0, made.stderr
    path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    with installation.serving(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=CHROMIUM_ARGUMENTS
        )
        address = f"http://127.0.0.1:{installation.port}"
        context = browser.new_context(base_url=address, reduced_motion="reduce")
        context.set_default_timeout(STEP_MS)
        expect.set_options(timeout=STEP_MS)
        page = context.new_page()
        sign_in(page, "agent")
        yield page
        browser.close()


def work(desk: DeskByKeyboard, turn: int) -> dict[str, Any]:
    """Work on the open ticket as its turn asks; return what must be stored then."""
    desk.take()
    desk.add_note(f"Note {turn}")
    journal = [["taken", ""], ["work_note", f"Note {turn}"]]
    stays_on_hold = turn % 5 == 4
    if turn % 3 == 0 or stays_on_hold:
        desk.hold_for_the_caller(f"Question {turn}")
        journal += [["comment", f"Question {turn}"], ["held", ""]]
    if turn % 3 == 0 and not stays_on_hold:
        desk.resume()
        journal += [["resumed", ""]]
    if turn % 2 == 0:
        desk.comment(f"Comment {turn}")
        journal += [["comment", f"Comment {turn}"]]
    if stays_on_hold:
        return wanted("on_hold", journal, hold_reason="awaiting_caller")
    place = turn % len(CODES)
    desk.resolve(place + 1, f"Solution {turn}")
    journal += [["resolved", f"Solution {turn}"]]
    return wanted("resolved", journal, close_code=CODES[place].value)


def wanted(state: str, journal: list[list[str]], **more: str) -> dict[str, Any]:
    """Return a ticket as it is to be found."""
    expected = {"state": state, "with": "agent@demo.example", "journal": journal}
    return {**expected, "hold_reason": "", "close_code": "", **more}


def stored(installation: Portal) -> dict[str, dict[str, Any]]:
    """Return what the database says of every incident."""
    asked = installation.run("manage", "shell", "-v0", "-c", ASK)
    assert asked.returncode == 0, asked.stderr
    found = json.loads(asked.stdout)
    for one in found.values():
        one["journal"] = [entry for entry in one["journal"] if entry[0] != "created"]
    return found


def test_a_hundred_incidents_by_keyboard_alone(installation, page):
    desk = DeskByKeyboard(page)
    page.goto("/desk/?state=new")

    desk.open_the_first()
    expected = {}
    for turn in range(HOW_MANY):
        number = desk.number
        expected[number] = work(desk, turn)
        if turn < HOW_MANY - 1:
            desk.next_ticket()
    page.keyboard.press("n")

    expect(page.get_by_role("status").first).to_contain_text("the last one")
    assert stored(installation) == expected
