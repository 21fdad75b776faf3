"""The style guide in a browser: accessible in both themes, and at home on a phone."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from django.http import Http404
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route, sync_playwright

from hdportal.web.styleguide import styleguide

ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "tests/vendor/axe.min.js"
# No server: the pages and files are handed to the browser as it asks for them.
ORIGIN = "http://portal.test"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def demo(settings: LazySettings) -> None:
    """The gallery is there in the demo organisation only."""
    settings.DEMO = True


def test_elsewhere_there_is_no_gallery(settings: LazySettings) -> None:
    settings.DEMO = False

    with pytest.raises(Http404):
        styleguide(RequestFactory().get("/styleguide/"))


def chromium() -> str | None:
    names = (
        os.environ.get("CHROMIUM"),
        "chromium",
        "chromium-browser",
        "google-chrome",
    )
    return next(filter(None, (shutil.which(name) for name in names if name)), None)


def opened(browser: Browser, width: int, theme: str = "light") -> Page:
    html = styleguide(RequestFactory().get("/styleguide/")).content.decode()

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == "/styleguide/":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            route.fulfill(path=finders.find(path.removeprefix("/static/")))

    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=theme
    )
    page.route("**/*", answer)
    page.goto(f"{ORIGIN}/styleguide/")
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(browser: Browser, width: int, theme: str) -> None:
    page = opened(browser, width, theme)
    page.add_script_tag(path=AXE)

    found = page.evaluate("axe.run()")

    assert [(one["id"], one["nodes"][0]["target"]) for one in found["violations"]] == []


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_nothing_is_wider_than_the_screen(browser: Browser, width: int) -> None:
    page = opened(browser, width)

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_fingers_find_room_on_a_phone(browser: Browser) -> None:
    page = opened(browser, 360)

    too_small = page.evaluate(
        """[...document.querySelectorAll("button, summary, select, a, label.choice")]
        .filter(one => one.getClientRects().length && !one.closest(".prose, p"))
        .filter(one => one.getBoundingClientRect().height < 43.5)
        .map(one => one.outerHTML)"""
    )

    assert too_small == []


def test_a_menu_closes_on_escape_and_gives_the_focus_back(browser: Browser) -> None:
    page = opened(browser, 1280)
    menu = page.locator("details[data-menu]").first
    menu.locator("summary").click()

    page.keyboard.press("Escape")

    assert menu.get_attribute("open") is None
    assert menu.locator("summary").evaluate("one => one === document.activeElement")


def test_the_counter_of_a_text_follows_the_typing(browser: Browser) -> None:
    page = opened(browser, 1280)

    page.get_by_label("Description").first.fill("x" * 4001)

    assert page.locator("#id_description_counter").inner_text() == (
        "Characters too many: 1"
    )


def test_a_form_that_came_back_starts_at_its_summary(browser: Browser) -> None:
    page = opened(browser, 1280)

    assert page.evaluate("document.activeElement.id") == "sent-summary"
