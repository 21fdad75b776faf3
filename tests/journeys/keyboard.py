"""The keyboard and the focus; `page` is the browser's page."""

from playwright.sync_api import Page

MOST_STOPS = 60
# Why the focus cannot be seen, or nothing. A card shows it around its radio button.
LOST = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return "Nothing has the focus.";
  const style = getComputedStyle(focused);
  const card = getComputedStyle(focused.closest("label") ?? focused);
  const isRinged = [style, card].some(({ outlineStyle }) => outlineStyle !== "none");
  if (!isRinged && style.boxShadow === "none") return "The focus has no mark.";
  const { top, bottom, width, height } = focused.getBoundingClientRect();
  const isOnScreen = width && height && bottom > 0 && top < window.innerHeight;
  return isOnScreen ? "" : "The focus is off the screen.";
}"""
NAME = "document.activeElement.outerHTML.slice(0, 200)"


def when_tab_reaches(page: Page, selector: str) -> None:
    """Press Tab until the focus is there, and see it at every stop."""
    for _stop in range(MOST_STOPS):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
        then_the_focus_shows(page)
    raise AssertionError(f"Tab never reaches {selector}")


def then_the_focus_shows(page: Page) -> None:
    """See that something has the focus, that it is marked, and on the screen."""
    lost = page.evaluate(LOST)
    assert not lost, f"{lost} {page.url} {page.evaluate(NAME)}"
