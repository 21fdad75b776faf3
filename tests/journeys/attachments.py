"""Adding files to a form, the way people do."""

import base64
import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, expect

from hdportal.files.tests.samples import png, zipped
from tests.journeys.steps import timeline

SCREENSHOT = re.compile(r"^screenshot-[0-9-]+\.png$")
MEGABYTE = 1024 * 1024
PASTE = """
(element, bytes) => {
  const clipboardData = new DataTransfer();
  const content = Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0));
  clipboardData.items.add(new File([content], "image.png", {type: "image/png"}));
  const event = {clipboardData, bubbles: true, cancelable: true};
  element.dispatchEvent(new ClipboardEvent("paste", event));
}
"""
DROP = """
(element, [name, text]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name, {type: "text/plain"}));
  const event = {dataTransfer, bubbles: true, cancelable: true};
  for (const kind of ["dragenter", "dragover", "drop"]) {
    element.dispatchEvent(new DragEvent(kind, event));
  }
}
"""


def file(name: str, content: bytes) -> FilePayload:
    """Return a file to choose; what it is must be found out from its content."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def picture(name: str = "screen.png", width: int = 60) -> FilePayload:
    """Return a small picture."""
    return file(name, png(width, 40))


def refused_files() -> dict[str, tuple[FilePayload, str]]:
    """Return what is not accepted, each with a part of the sentence about it."""
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    page = b"<!doctype html><html><script>alert(1)</script></html>"
    told = [
        (file("drawing.svg", drawing), "is a web page or a drawing with code in it"),
        (file("page.html", page), "is a web page or a drawing with code in it"),
        (file("zip.png", zipped({"zeros": bytes(100_000)})), "is an archive"),
        (file("nothing.png", b""), "is empty. Choose the file again."),
        (picture_of(MEGABYTE + 1), "is too large: a file may be at most 1 MB."),
    ]
    return {payload["name"]: (payload, sentence) for payload, sentence in told}


def picture_of(size: int) -> FilePayload:
    """Return a file of so many bytes that begins as a picture does."""
    return file("large.png", png().ljust(size, b"\0"))


@dataclass(frozen=True)
class Attachments:
    """The field for files of the one form on a page."""

    page: Page

    @property
    def field(self) -> Locator:
        return self.page.get_by_label("Add attachments")

    @property
    def rows(self) -> Locator:
        """The files listed below the field."""
        return self.page.locator("form [data-file]")

    @property
    def status(self) -> Locator:
        """What a screen reader hears."""
        return self.page.locator("[data-upload-status]")

    def choose(self, *files: FilePayload) -> None:
        """Choose files in the browser's dialogue."""
        self.field.set_input_files(list(files))

    def paste(self, content: bytes, into: Locator) -> None:
        """Paste a picture from the clipboard while writing."""
        into.focus()
        into.evaluate(PASTE, base64.b64encode(content).decode())

    def drop(self, name: str, text: str) -> None:
        """Drag a file onto the form."""
        self.page.locator("form[data-draft-url]").evaluate(DROP, [name, text])

    def remove(self, name: str | re.Pattern[str]) -> None:
        """Take a file out again."""
        row = self.rows.filter(has_text=name)
        row.get_by_role("button", name="Remove").click()

    def then_they_are(self, *names: str | re.Pattern[str]) -> None:
        """Wait until exactly these files are kept, each with a link to see it."""
        links = self.rows.locator("a.file__name")
        expect(links).to_have_text(list(names))


def then_the_picture_is_shown(row: Locator) -> None:
    """See that a preview is a picture that the browser can draw."""
    preview = row.get_by_role("img", name="Preview of")
    preview.scroll_into_view_if_needed()  # it is fetched only then
    expect(preview).to_have_js_property("complete", True)
    assert preview.evaluate("image => image.naturalWidth") > 1


def file_in_timeline(page: Page, name: str | re.Pattern[str]) -> Locator:
    """Return the link to a file of an incident."""
    return timeline(page).locator(".file__name").filter(has_text=name)


def downloaded(link: Locator) -> bytes:
    """Follow a link to a file and return what is saved."""
    with link.page.expect_download() as started:
        link.click()
    return Path(started.value.path()).read_bytes()
