"""Three languages, every width."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looks import overflow, then_the_page_is_accessible

WIDTHS = (1280, 360, 320)
SUBMIT = {"en": "Submit", "nl": "Indienen", "fr": "Soumettre"}
LANGUAGES = {"en": "English", "nl": "Nederlands", "fr": "Français"}
TITLES = {
    "en": "Create an incident",
    "nl": "Creëer een incident",
    "fr": "Créer un incident",
}
PUBLIC = ["/", "/support/", "/support/projects/HDBP0111/", "/accounts/login/"]
PUBLIC += ["/accounts/request/", "/accounts/request/sent/", "/accounts/password/reset/"]
PUBLIC += ["/nowhere/", "/styleguide/", "/accounts/request/confirm/old/"]
CALLERS = ["/", "/help/new/", "/incidents/", "/incidents/?state=all", "/profile/"]
CALLERS += ["/incidents/?q=nothing+holds+these+words", "/accounts/people/"]
ADMINISTRATORS = ["/accounts/people/", "/accounts/organisations/", "/accounts/invite/"]
ADMINISTRATORS += ["/accounts/requests/", "/forms/", "/forms/incident-by-role/preview/"]
ADMINISTRATORS += ["/support/manage/applications/", "/support/manage/projects/new/"]
ADMINISTRATORS += ["/support/manage/projects/HDBP0111/"]
ADMINISTRATORS += ["/support/manage/applications/new/", "/accounts/people/1/"]


def when_the_reader_chooses(page: Page, code: str) -> None:
    """Choose a language at the foot of the page."""
    footer = page.get_by_role("contentinfo")
    footer.get_by_role("button", name=LANGUAGES[code]).click()
    expect(page.locator("html")).to_have_attribute("lang", code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_form_in_every_language(begin, code):
    page = begin("consultant", width=360)
    page.goto("/help/new/")

    when_the_reader_chooses(page, code)

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[code])
    expect(page).to_have_url(re.compile("/help/new/$"))
    page.locator("[name=category][value=application]").check()
    then_the_page_is_accessible(page)
    page.locator(".form__actions button").click()
    expect(page.locator("#form-warning")).to_be_focused()
    then_the_page_is_accessible(page)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    ("person", "addresses"),
    [("", PUBLIC), ("consultant", CALLERS), ("admin", ADMINISTRATORS)],
    ids=["public", "callers", "administrators"],
)
def test_nothing_sticks_out_of_any_page(begin, person, addresses, code):
    page = begin(person)
    page.goto("/")
    when_the_reader_chooses(page, code)
    problems = []

    for address in addresses:
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", code)
        problems += [f"{address} {one}" for one in overflow(page, WIDTHS)]
        page.set_viewport_size({"width": 1280, "height": 900})

    page.goto("/")
    when_the_reader_chooses(page, "en")
    assert problems == []


def test_the_language_of_the_browser_is_taken_first(begin):
    page = begin(locale="fr-BE")

    page.goto("/")

    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_the_choice_of_a_guest_lasts(begin):
    page = begin(locale="fr-BE")
    page.goto("/")

    when_the_reader_chooses(page, "nl")

    page.goto("/support/")
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_a_person_is_greeted_in_the_language_of_the_profile(begin):
    page = begin("caller2", locale="nl-BE")

    page.goto("/help/new/")

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES["fr"])
