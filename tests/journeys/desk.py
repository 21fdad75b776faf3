"""An agent works on incidents with the keyboard alone."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from tests.journeys.keyboard import then_the_focus_shows, when_tab_reaches
from tests.journeys.steps import NUMBER

# Elements that only the keyboard reaches here.
PANEL = "#ticket-panel form"
SEND = ".desk-editor__send button"


class DeskByKeyboard:
    """The pages of the desk; after every step the focus must be seen somewhere."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.press = page.keyboard.press
        self.type = page.keyboard.type

    @property
    def number(self) -> str:
        """The number of the ticket that is open."""
        found = NUMBER.search(self.page.url.partition("?")[0])
        assert found, self.page.url
        return found[0]

    def open_the_first(self) -> None:
        """Walk down the list and up again, and open its first row."""
        for key in ("j", "j", "k"):
            self.press(key)
            then_the_focus_shows(self.page)
        with self._another_page():
            self.press("Enter")

    def take(self) -> None:
        """Take the ticket."""
        with self._another_page():
            self.press("t")
        self._then_it_says("It is yours now.")

    def add_note(self, text: str) -> None:
        """Write for the desk only."""
        self._write("w", text)

    def comment(self, text: str) -> None:
        """Write to the caller."""
        self._write("c", text)

    def hold_for_the_caller(self, message: str) -> None:
        """Put it on hold with a question."""
        self._open_panel("h")
        self.press("Space")
        when_tab_reaches(self.page, f"{PANEL} textarea")
        self.type(message)
        self._send()
        self._then_it_says("It is on hold now.")

    def resume(self) -> None:
        """Go on with it."""
        with self._another_page():
            self.press("m")
        self._then_it_says("The work goes on.")

    def resolve(self, code: int, notes: str) -> None:
        """Resolve it with the code that stands at that place of the list."""
        self._open_panel("r")
        for _choice in range(code):
            self.press("ArrowDown")
        when_tab_reaches(self.page, f"{PANEL} textarea")
        self.type(notes)
        self._send()
        self._then_it_says("It is resolved, and the caller is told.")

    def change_my_mind(self, key: str, opener: str) -> None:
        """Open a panel and close it again: the focus is back where it was opened."""
        self._open_panel(key)
        self.press("Escape")
        expect(self.page.locator(PANEL)).to_have_count(0)
        expect(self.page.locator(opener)).to_be_focused()

    def next_ticket(self) -> None:
        """Go to the next one of the list."""
        with self._another_page():
            self.press("n")

    def back_to_the_list(self) -> None:
        """Go back, to the row one came from."""
        with self.page.expect_navigation():
            self.press("l")

    def write_and_send_at_once(self, key: str, text: str) -> None:
        """Write it and send it from within the text."""
        self.press(key)
        expect(self.page.locator("#id_words")).to_be_focused()
        self.type(text)
        with self._another_page():
            self.press("Control+Enter")
        expect(self.page.locator(".entry:focus")).to_contain_text(text)

    def _write(self, key: str, text: str) -> None:
        self.press(key)
        expect(self.page.locator("#id_words")).to_be_focused()
        then_the_focus_shows(self.page)
        self.type(text)
        when_tab_reaches(self.page, SEND)
        with self._another_page():
            self.press("Enter")
        expect(self.page.locator(".entry:focus")).to_contain_text(text)

    def _open_panel(self, key: str) -> None:
        self.press(key)
        focused = "input:focus, select:focus"
        expect(self.page.locator(PANEL).locator(focused)).to_have_count(1)
        then_the_focus_shows(self.page)

    def _send(self) -> None:
        when_tab_reaches(self.page, f"{PANEL} .button--submit")
        with self._another_page():
            self.press("Enter")

    def _then_it_says(self, sentence: str) -> None:
        expect(self.page.locator(".alert:focus")).to_contain_text(sentence)

    @contextmanager
    def _another_page(self) -> Iterator[None]:
        with self.page.expect_navigation():
            yield
        then_the_focus_shows(self.page)
