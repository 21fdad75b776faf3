"""Files come along with what is reported, and reach whoever may read it."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from hdportal.files.tests.samples import png
from tests.journeys.attachments import (
    SCREENSHOT,
    Attachments,
    downloaded,
    file,
    file_in_timeline,
    picture,
    refused_files,
    then_the_picture_is_shown,
)
from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import (
    Problem,
    Report,
    a_national_number,
    sign_in,
    then_the_incident_has_a_number,
    timeline,
    when_the_caller_reports,
)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_pasted_screenshot_comes_to_the_incident_and_back(begin, width):
    page, problem, content = begin("caller", width=width), Problem(), png(300, 200)
    report, files = Report(page).open(), Attachments(page)
    report.fill(problem)

    files.paste(content, into=report.description)
    files.then_they_are(SCREENSHOT)
    then_the_picture_is_shown(files.rows.first)
    expect(report.description).to_have_value(problem.description)
    files.drop("errors.log", "10:20 refused")
    files.then_they_are(SCREENSHOT, "errors.log")
    then_the_page_is_accessible(page)
    files.remove("errors.log")
    files.then_they_are(SCREENSHOT)
    report.submit.click()

    then_the_incident_has_a_number(page, problem.subject)
    expect(timeline(page)).not_to_contain_text("errors.log")
    entry = timeline(page).get_by_role("listitem").first
    expect(entry).to_contain_text("Not checked for patient data")
    then_the_picture_is_shown(entry)
    then_the_page_is_accessible(page)
    assert downloaded(file_in_timeline(page, SCREENSHOT)) == content


def test_files_are_not_there_for_another_hospital(begin):
    page, stranger = begin("caller"), begin("caller2")
    number = _reported_with(page, picture())
    links = timeline(page).locator(".file a")
    addresses = [link.get_attribute("href") for link in links.all()]

    answers = [stranger.goto(address).status for address in addresses]

    assert answers == [404] * len(addresses)
    assert any("preview" in address for address in addresses)
    assert all(number in address for address in addresses)


def test_the_progress_of_a_file_is_seen_and_submit_waits_for_it(begin):
    page, problem, held = begin("caller"), Problem(), []
    report, files = Report(page).open(), Attachments(page)
    report.fill(problem)
    page.route(re.compile(r"/drafts/.+/files/$"), lambda route: held.append(route))

    files.choose(picture())
    bar = files.rows.get_by_role("progressbar", name="screen.png")
    expect(bar).to_be_visible()
    then_the_page_is_accessible(page)
    report.submit.click()
    expect(files.status).to_contain_text("Files are still being sent.")
    _let_go(held)

    then_the_incident_has_a_number(page, problem.subject)
    expect(file_in_timeline(page, "screen.png")).to_be_visible()


def test_refused_files_get_a_sentence_each_and_the_others_stay(begin):
    page = begin("caller")
    report, files = Report(page).open(), Attachments(page)
    report.subject.fill("Typed before")
    refused = refused_files()

    files.choose(picture(), *(payload for payload, _sentence in refused.values()))

    files.then_they_are("screen.png")
    for name, (_payload, sentence) in refused.items():
        row = files.rows.filter(has=page.get_by_text(name, exact=True))
        expect(row).to_contain_text(f"“{name}” {sentence}")
    expect(report.subject).to_have_value("Typed before")
    then_the_page_is_accessible(page)
    for name in refused:
        files.remove(f"“{name}”")
    expect(files.rows).to_have_count(1)


def test_files_are_added_and_removed_by_keyboard(begin):
    page = begin("caller")
    report, files = Report(page).open(), Attachments(page)
    report.description.focus()

    # Keys travel faster than the wish to catch the dialog: ask for it first, and
    # have the page answer once (the focus) before the key that opens it.
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Tab")
        expect(files.field).to_be_focused()
        page.keyboard.press("Enter")
    chooser.value.set_files([picture(), picture("other.png", width=61)])
    files.then_they_are("screen.png", "other.png")
    for name in ("screen.png", "other.png"):
        button = files.rows.get_by_role("button", name=f"Remove {name}")
        button.focus()
        page.keyboard.press("Enter")
        expect(files.status).to_have_text(f"{name} is removed.")

    files.then_they_are()
    expect(files.field).to_be_focused()


def test_a_text_with_a_national_number_is_refused_with_its_line(begin):
    page = begin("caller")
    Report(page).open()
    files = Attachments(page)

    files.choose(file("export.csv", f"line one\n{a_national_number()}\n".encode()))

    expect(files.rows).to_contain_text("holds a national register number in line 2.")


def test_a_file_that_did_not_arrive_is_tried_again(begin):
    page, problem = begin("caller"), Problem()
    report, files = Report(page).open(), Attachments(page)
    report.fill(problem)
    page.context.set_offline(True)

    files.choose(picture())
    expect(files.rows).to_contain_text("did not arrive. Check your connection")
    then_the_page_is_accessible(page)
    page.context.set_offline(False)

    files.then_they_are("screen.png")
    report.submit.click()
    then_the_incident_has_a_number(page, problem.subject)
    expect(file_in_timeline(page, "screen.png")).to_have_count(1)


def test_a_file_added_while_signed_out_is_kept_after_signing_in(begin, visits):
    page = begin("caller")
    Report(page).open()
    files = Attachments(page)
    page.context.clear_cookies(name="sessionid")
    files.choose(picture())
    expect(files.rows).to_contain_text("You are signed out.")

    sign_in(visits.watch(page.context.new_page()), "caller")
    files.rows.get_by_role("button", name="Try again").click()

    files.then_they_are("screen.png")


@pytest.mark.parametrize("script", [True, False])
def test_a_comment_brings_a_file(begin, script):
    page, content = begin("caller", script=script), png(60, 40)
    when_the_caller_reports(page)
    files = Attachments(page)
    page.get_by_label("Your message").fill("This is what I see.")

    files.choose(file("seen.png", content))
    if script:
        files.then_they_are("seen.png")
    page.get_by_role("button", name="Send").click()

    entry = timeline(page).get_by_role("listitem").filter(has_text="what I see")
    expect(entry).to_contain_text("seen.png")
    then_the_page_is_accessible(page)
    assert downloaded(file_in_timeline(page, "seen.png")) == content


def _reported_with(page: Page, *payloads: dict) -> str:
    problem = Problem()
    report, files = Report(page).open(), Attachments(page)
    report.fill(problem)
    files.choose(*payloads)
    files.then_they_are(*(payload["name"] for payload in payloads))
    report.submit.click()
    return then_the_incident_has_a_number(page, problem.subject)


def _let_go(held: list[Route]) -> None:
    for route in held:
        route.continue_()
