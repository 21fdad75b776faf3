"""How somebody gets an account, from the question to the first report."""

from playwright.sync_api import Page, expect

from hdportal.web.tests.running_portal import Portal
from tests.journeys.looks import then_the_page_is_accessible
from tests.journeys.mailbox import link_mailed_to
from tests.journeys.steps import (
    Problem,
    Report,
    sign_in,
    then_the_incident_has_a_number,
    when_the_person_signs_in_here,
    words,
)

PASSWORD = "calm river under stones"
SHARING = "AZ Maria Middelares"
HOSPITAL = "Grand Hôpital de Charleroi"


def an_address() -> str:
    """Return an e-mail address that nobody has used yet."""
    return f"{words()}@hospital.example"


def when_an_administrator_invites(admin: Page, email: str) -> None:
    """Send an invitation to a new caller."""
    admin.goto("/accounts/people/")
    then_the_page_is_accessible(admin)
    admin.get_by_role("link", name="Invite somebody").click()
    admin.get_by_label("Email").fill(email)
    admin.get_by_label("First name").fill("Nour")
    admin.get_by_label("Last name").fill("Newcomer")
    admin.locator("select[name=organisation]").select_option(label=HOSPITAL)
    then_the_page_is_accessible(admin)
    admin.get_by_role("button", name="Send the invitation").click()
    expect(admin.get_by_role("main")).to_contain_text(f"on its way to {email}")
    then_the_page_is_accessible(admin)


def when_the_invited_person_sets_a_password(page: Page, link: str) -> None:
    """Open the link of the invitation and choose a password."""
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose a password")
    then_the_page_is_accessible(page)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)
    page.get_by_role("button", name="Keep this password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your password is set")
    then_the_page_is_accessible(page)


def when_the_profile_is_completed(page: Page) -> None:
    """Complete the contact profile of the first sign-in."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "complete your profile"
    )
    then_the_page_is_accessible(page)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("main")).to_contain_text("Enter your telephone number")
    then_the_page_is_accessible(page)
    page.get_by_label("Telephone").fill("+32 71 10 21 11")
    page.get_by_role("button", name="Save and go on").click()


def test_an_invited_person_completes_the_profile_and_goes_on(begin, portal: Portal):
    email = an_address()
    when_an_administrator_invites(begin("admin"), email)
    page = begin()
    link = link_mailed_to(portal, email, about="Your account")
    when_the_invited_person_sets_a_password(page, link)

    page.goto("/help/new/")
    when_the_person_signs_in_here(page, email, PASSWORD)
    when_the_profile_is_completed(page)

    problem = Problem()
    report = Report(page)
    report.fill(problem)
    report.submit.click()
    then_the_incident_has_a_number(page, problem.subject)
    expect(page.get_by_role("main")).to_contain_text(HOSPITAL)


def test_a_stranger_asks_confirms_and_is_invited(begin, portal: Portal):
    email, page, admin = an_address(), begin(), begin("admin")
    when_a_stranger_asks_for_an_account(page, email)
    page.goto(link_mailed_to(portal, email, about="Confirm"))
    then_the_page_is_accessible(page)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your request is with us")
    then_the_page_is_accessible(page)

    admin.goto("/accounts/requests/")
    then_the_page_is_accessible(admin)
    card = admin.locator(".card", has_text=email)
    card.get_by_role("link", name="Invite").click()
    admin.locator("select[name=organisation]").select_option(label=HOSPITAL)
    then_the_page_is_accessible(admin)
    admin.get_by_role("button", name="Send the invitation").click()
    expect(admin.get_by_role("main")).to_contain_text(f"on its way to {email}")

    link = link_mailed_to(portal, email, about="Your account")
    when_the_invited_person_sets_a_password(page, link)
    sign_in(page, email, PASSWORD)
    when_the_profile_is_completed(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("What can we do")


def when_a_stranger_asks_for_an_account(page: Page, email: str) -> None:
    """Ask beside the sign-in, first with the answers missing."""
    page.goto("/accounts/login/")
    then_the_page_is_accessible(page)
    page.get_by_role("link", name="Ask for one").click()
    then_the_page_is_accessible(page)
    page.get_by_role("button", name="Ask for an account").click()
    expect(page.get_by_role("alert")).to_be_focused()
    then_the_page_is_accessible(page)
    page.get_by_label("First name").fill("Sam")
    page.get_by_label("Last name").fill("Stranger")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Organisation").fill("Hospital North")
    page.get_by_role("button", name="Ask for an account").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("read your mail")
    then_the_page_is_accessible(page)


def test_opening_the_link_of_a_mail_confirms_nothing(begin, portal: Portal):
    email, page, admin = an_address(), begin(), begin("admin")
    when_a_stranger_asks_for_an_account(page, email)

    page.goto(link_mailed_to(portal, email, about="Confirm"))

    expect(page.get_by_role("button", name="Confirm")).to_be_visible()
    admin.goto("/accounts/requests/")
    expect(admin.get_by_role("main")).not_to_contain_text(email)


def test_an_administrator_declines_with_a_reason(begin, portal: Portal):
    email, page, admin = an_address(), begin(), begin("admin")
    when_a_stranger_asks_for_an_account(page, email)
    page.goto(link_mailed_to(portal, email, about="Confirm"))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your request is with us")

    admin.goto("/accounts/requests/")
    admin.locator(".card", has_text=email).get_by_role("link", name="Decline").click()
    admin.get_by_label("Reason").fill("We do not know this hospital yet.")
    then_the_page_is_accessible(admin)
    admin.get_by_role("button", name="Decline and mail the reason").click()

    expect(admin.get_by_role("main")).to_contain_text(f"on its way to {email}")
    expect(admin.locator(".card", has_text=email)).to_have_count(0)


def test_a_forgotten_password_is_set_anew_by_mail(begin, portal: Portal):
    email, page = "lead@demo.example", begin()
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    then_the_page_is_accessible(page)
    page.get_by_label("Email").fill(email)
    page.get_by_role("main").get_by_role("button").last.click()
    then_the_page_is_accessible(page)

    link = link_mailed_to(portal, email, about="password")
    when_the_invited_person_sets_a_password(page, link)

    sign_in(page, email, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_contain_text("What can we do")
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text("no longer works")
    then_the_page_is_accessible(page)
