"""However often a form is sent, there is one incident."""

from playwright.sync_api import expect

from tests.journeys.steps import (
    Problem,
    Report,
    incidents_about,
    then_the_incident_has_a_number,
    timeline,
    when_the_caller_reports,
)


def test_a_double_click_makes_one_incident(begin):
    page = begin("caller")
    problem = Problem()
    report = Report(page).open()
    report.fill(problem)

    report.submit.dblclick()

    number = then_the_incident_has_a_number(page, problem.subject)
    assert incidents_about(page, problem.subject) == [number]


def test_two_posts_at_once_make_one_incident(begin):
    page = begin("caller")
    problem = Problem()
    report = Report(page).open()
    report.fill(problem)

    addresses = page.evaluate(
        """async () => {
          const form = document.querySelector("#intake-form");
          const what = {method: "POST", body: new FormData(form)};
          const send = () => fetch(form.action, what);
          const answers = await Promise.all([send(), send(), send()]);
          return answers.map((answer) => new URL(answer.url).pathname);
        }"""
    )

    assert len(set(addresses)) == 1
    assert len(incidents_about(page, problem.subject)) == 1


def test_back_and_submit_again_makes_no_second_incident(begin):
    page = begin("caller")
    problem = Problem()
    number = when_the_caller_reports(page, problem)

    page.go_back()
    report = Report(page)
    report.fill(problem)
    report.submit.click()

    page.wait_for_url(f"**/incidents/{number}/")
    expect(page.get_by_role("main")).to_contain_text("You sent this before")
    assert incidents_about(page, problem.subject) == [number]


def test_reloading_the_new_page_sends_nothing(begin):
    page = begin("caller")
    problem = Problem()
    number = when_the_caller_reports(page, problem)

    page.reload()

    expect(timeline(page).get_by_role("listitem")).to_have_count(1)
    assert incidents_about(page, problem.subject) == [number]


def test_the_same_words_from_two_tabs_make_one_incident(begin, visits):
    first = begin("caller")
    second = visits.watch(first.context.new_page())
    problem = Problem()
    for page in (first, second):
        Report(page).open().fill(problem)

    Report(first).submit.click()
    number = then_the_incident_has_a_number(first, problem.subject)
    Report(second).submit.click()

    second.wait_for_url(f"**/incidents/{number}/")
    assert incidents_about(second, problem.subject) == [number]


def test_other_words_from_two_tabs_make_two_incidents(begin, visits):
    first = begin("caller")
    second = visits.watch(first.context.new_page())

    numbers = {when_the_caller_reports(page) for page in (first, second)}

    assert len(numbers) == 2


def test_changed_words_after_back_ask_before_making_another(begin):
    page = begin("caller")
    problem, other = Problem(), Problem()
    number = when_the_caller_reports(page, problem)
    page.go_back()
    report = Report(page)
    report.fill(other)
    report.submit.click()

    if not page.url.endswith("/help/new/"):  # the browser fetched a fresh form
        then_the_incident_has_a_number(page, other.subject)
        return
    expect(page.get_by_role("main")).to_contain_text(f"already sent as {number}")
    report.then_it_holds(other)
    report.submit.click()
    assert then_the_incident_has_a_number(page, other.subject) != number


def test_a_comment_sent_twice_stands_there_once(begin):
    page = begin("caller")
    when_the_caller_reports(page)
    page.get_by_label("Your message").fill("Sent with an impatient finger")

    page.get_by_role("button", name="Send").dblclick()

    entries = timeline(page).get_by_role("listitem")
    expect(entries.last).to_contain_text("impatient finger")
    expect(entries).to_have_count(2)
