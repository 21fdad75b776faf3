"""What is typed is kept, and offered again wherever one signs in."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.attachments import (
    Attachments,
    file,
    file_in_timeline,
    picture,
    then_the_picture_is_shown,
)
from tests.journeys.drafts import (
    afresh,
    mark,
    offer,
    then_it_is_discarded,
    then_the_draft_is_saved,
    when_the_draft_is_gone_on_with,
)
from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import (
    Problem,
    Report,
    incidents_about,
    then_the_incident_has_a_number,
)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_draft_is_gone_on_with_on_another_device(begin, width):
    page, problem = afresh(begin("caller")), Problem()
    report, files = Report(page), Attachments(page)
    report.fill(problem)
    files.choose(picture())
    files.then_they_are("screen.png")
    then_the_draft_is_saved(page)
    then_the_page_is_accessible(page)

    device = begin("caller", width=width)
    Report(device).open()
    expect(offer(device)).to_contain_text(problem.subject)
    then_the_page_is_accessible(device)
    offer(device).get_by_role("link", name="Continue").click()

    report = Report(device)
    report.then_it_holds(problem)
    Attachments(device).then_they_are("screen.png")
    then_the_picture_is_shown(Attachments(device).rows.first)
    expect(mark(device)).to_contain_text("Draft of today")
    then_the_page_is_accessible(device)
    report.submit.click()
    number = then_the_incident_has_a_number(device, problem.subject)
    expect(file_in_timeline(device, "screen.png")).to_be_visible()
    Report(device).open()
    expect(offer(device)).to_have_count(0)
    assert incidents_about(device, problem.subject) == [number]


def test_a_submit_from_the_first_device_afterwards_makes_no_second_one(begin):
    page, problem = afresh(begin("caller")), Problem()
    Report(page).fill(problem)
    then_the_draft_is_saved(page)
    device = begin("caller")
    when_the_draft_is_gone_on_with(device)
    Report(device).submit.click()
    number = then_the_incident_has_a_number(device, problem.subject)

    Report(page).submit.click()

    page.wait_for_url(f"**/incidents/{number}/")
    assert incidents_about(page, problem.subject) == [number]


def test_a_discarded_draft_is_gone(begin):
    page = afresh(begin("caller"))
    Report(page).subject.fill("Typed for nothing")
    then_the_draft_is_saved(page)

    page.get_by_role("button", name="Discard the draft").click()

    then_it_is_discarded(page)
    expect(offer(page)).to_have_count(0)
    expect(Report(page).subject).to_have_value("")
    Report(page).open()
    expect(offer(page)).to_have_count(0)


def test_an_offered_draft_is_discarded_without_opening_it(begin):
    page = afresh(begin("caller"))
    Report(page).subject.fill("Typed for nothing")
    then_the_draft_is_saved(page)
    Report(page).open()

    offer(page).get_by_role("button", name="Discard").click()

    then_it_is_discarded(page)
    expect(offer(page)).to_have_count(0)


def test_nothing_typed_makes_no_draft(begin):
    page = afresh(begin("caller"))

    page.goto("/support/")

    Report(page).open()
    expect(offer(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Discard the draft")).to_be_hidden()


def test_words_and_files_taken_back_are_not_offered(begin):
    page = afresh(begin("caller"))
    report, files = Report(page), Attachments(page)
    report.subject.fill("A second thought")
    files.choose(picture())
    files.then_they_are("screen.png")
    then_the_draft_is_saved(page)

    files.remove("screen.png")
    files.then_they_are()
    with page.expect_response(re.compile("/drafts/[^/]+/$")):
        report.subject.fill("")

    report.open()
    expect(offer(page)).to_have_count(0)


def test_a_file_that_was_refused_makes_no_draft(begin):
    page = afresh(begin("caller"))
    files = Attachments(page)
    files.choose(file("nothing.png", b""))
    expect(files.rows).to_contain_text("is empty.")

    Report(page).open()

    expect(offer(page)).to_have_count(0)


def test_a_draft_of_a_file_alone_names_it(begin):
    page = afresh(begin("caller"))
    files = Attachments(page)
    files.choose(picture())
    files.then_they_are("screen.png")

    Report(page).open()

    expect(offer(page)).to_contain_text("screen.png")


def test_a_draft_is_for_nobody_else(begin):
    page = afresh(begin("caller"))
    Report(page).subject.fill("Only mine")
    then_the_draft_is_saved(page)
    Report(page).open()
    address = offer(page).get_by_role("link", name="Continue").get_attribute("href")

    stranger = begin("caller2")

    assert stranger.goto(address).status == 404
    assert stranger.goto("/help/new/").status == 200
    expect(stranger.get_by_role("main")).not_to_contain_text("Only mine")
