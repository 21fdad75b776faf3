"""Files in a browser that runs no script: a plain field that goes with the form."""

from playwright.sync_api import expect

from hdportal.files.tests.samples import png
from tests.journeys.attachments import (
    Attachments,
    downloaded,
    file,
    file_in_timeline,
    picture,
    refused_files,
)
from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.steps import (
    Problem,
    Report,
    then_the_incident_has_a_number,
)


def test_files_of_a_form_with_problems_are_kept(begin):
    page, problem, content = begin("caller", script=False), Problem(), png(60, 40)
    report, files = Report(page).open(), Attachments(page)
    report.fill(problem)
    report.subject.fill("")
    files.choose(file("screen.png", content), file("errors.log", b"10:20 refused"))
    then_the_page_is_accessible(page)

    report.submit.click()

    expect(report.warning.get_by_role("link")).to_have_text(["Subject"])
    files.then_they_are("screen.png", "errors.log")
    expect(report.description).to_have_value(problem.description)
    then_the_page_is_accessible(page)
    report.subject.fill(problem.subject)
    report.submit.click()
    then_the_incident_has_a_number(page, problem.subject)
    expect(file_in_timeline(page, "errors.log")).to_be_visible()
    assert downloaded(file_in_timeline(page, "screen.png")) == content


def test_a_file_is_removed_and_the_words_stay(begin):
    page, problem = begin("caller", script=False), Problem()
    report, files = Report(page).open(), Attachments(page)
    report.description.fill(problem.description)
    files.choose(picture(), picture("other.png", width=61))
    report.submit.click()
    report.subject.fill(problem.subject)

    files.remove("other.png")

    files.then_they_are("screen.png")
    expect(report.subject).to_have_value(problem.subject)
    expect(report.description).to_have_value(problem.description)


def test_each_refused_file_has_its_sentence(begin):
    page, problem = begin("caller", script=False), Problem()
    report, files = Report(page).open(), Attachments(page)
    report.fill(problem)
    refused = refused_files()
    files.choose(picture(), *(payload for payload, _sentence in refused.values()))

    report.submit.click()

    files.then_they_are("screen.png")
    for name, (_payload, sentence) in refused.items():
        expect(page.locator("#id_attachments_field")).to_contain_text(
            f"“{name}” {sentence}"
        )
    report.then_it_holds(problem)
    then_the_page_is_accessible(page)
