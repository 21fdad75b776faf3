"""One real portal and one real browser for all journeys."""

import os
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    expect,
    sync_playwright,
)

from hdportal.web.tests.running_portal import Portal, free_port, stop, wait_until
from tests.journeys.steps import sign_in

START_SECONDS = 240
STEP_MS = 15_000
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass
class Visits:
    """The pages of one test, each in a browser context of its own."""

    browser: Browser
    portal: Portal
    sign_ins: dict[str, list]
    pages: list[Page] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def begin(
        self,
        person: str = "",
        *,
        width: int = 1280,
        script: bool = True,
        **more: object,
    ) -> Page:
        """Return a fresh page, `person` (a demo account) being signed in on it."""
        context = self._context(
            viewport={"width": width, "height": 740 if width < 700 else 900},
            java_script_enabled=script,
            **more,
        )
        if person:
            context.add_cookies(self._cookies(person))
        return self.watch(context.new_page())

    def watch(self, page: Page) -> Page:
        """Note what scripts complain about, and picture the page if the test fails."""
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda line: self._note(line.text))
        self.pages.append(page)
        return page

    def pictures(self) -> list[str]:
        """Save what each page shows now and return where."""
        folder = Path(tempfile.mkdtemp(prefix="journey-"))
        saved = []
        for number, page in enumerate(self.pages, start=1):
            with suppress(Error):
                file = folder / f"page-{number}.png"
                page.screenshot(path=file, full_page=True)
                saved.append(f"{file}  {page.url}")
        return saved

    def end(self) -> None:
        """Close the pages."""
        for page in self.pages:
            page.context.close()

    def _note(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.complaints.append(text)

    def _cookies(self, person: str) -> list:
        # One sign-in a person: hashing a password costs as much as the whole page.
        if person not in self.sign_ins:
            context = self._context()
            sign_in(context.new_page(), person)
            self.sign_ins[person] = context.cookies()
            context.close()
        return self.sign_ins[person]

    def _context(self, **more: object) -> BrowserContext:
        options = {"locale": "en-GB", "reduced_motion": "reduce", **more}
        address = f"http://127.0.0.1:{self.portal.port}"
        context = self.browser.new_context(base_url=address, **options)
        context.set_default_timeout(STEP_MS)
        return context


@pytest.fixture(scope="package")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The portal as an operator starts it, with the demo organisation."""
    port = free_port()
    settings = {
        "HDPORTAL_DEMO": "1",
        "HDPORTAL_BASE_URL": f"http://127.0.0.1:{port}",
        "HDPORTAL_FILE_MAX_MB": "1",  # so that a file too large is quickly made
    }
    portal = Portal(tmp_path_factory.mktemp("portal"), port, settings)
    words = ["--migrate", "--demo", "--workers", "1", "--port", str(port)]
    process = portal.start("serve", *words)
    try:
        wait_until(
            lambda: portal.answers() or process.poll() is not None, START_SECONDS
        )
        assert process.poll() is None, portal.log
        yield portal
    finally:
        stop(process)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names."""
    expect.set_options(timeout=STEP_MS)
    path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    # Ends with the package: its event loop would stand in the way of other tests.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=CHROMIUM_ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def sign_ins() -> dict[str, list]:
    """Return the cookies of who has signed in so far."""
    return {}


@pytest.fixture
def visits(browser: Browser, portal: Portal, sign_ins: dict[str, list]) -> Iterator:
    """The pages of this test; no script may complain on any of them."""
    visits = Visits(browser, portal, sign_ins)
    yield visits
    visits.end()
    assert visits.complaints == []


@pytest.fixture
def begin(visits: Visits) -> Callable[..., Page]:
    """Open a fresh page: `begin("caller", width=360, script=False)`."""
    return visits.begin


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function, call: pytest.CallInfo
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add to the report of a failed journey what its pages show and the log says."""
    report = yield
    visits = getattr(item, "funcargs", {}).get("visits")
    if report.when == "call" and report.failed and isinstance(visits, Visits):
        report.sections.append(("Pictures", "\n".join(visits.pictures())))
        report.sections.append(("Log of the portal", visits.portal.log[-3000:]))
    return report
