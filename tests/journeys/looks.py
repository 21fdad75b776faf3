"""What every page must hold: readable by everybody, at every width."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from playwright.sync_api import Page, Route

AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"runOnly": {"type": "tag", "values": TAGS}}
# Nothing but colours depends on the colour scheme.
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
RUN_AXE = """
async (options) => {
  const found = await axe.run(document, {...options, resultTypes: ["violations"]});
  return found.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${node.html.slice(0, 200)} (${node.failureSummary})`));
}
"""
# What a page is built of, without what is written on it.
SHAPE = """
() => {
  const kept = new Set(["class", "role", "type", "lang", "style", "hidden"]);
  const said = ({name, value}) => kept.has(name) ? `${name}=${value}` : name;
  const one = (element) => element.tagName + [...element.attributes].map(said);
  return [...document.querySelectorAll("*")].map(one).join(" ");
}
"""
OVERFLOWING = """
() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
  [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
    .map((element) => element.outerHTML.slice(0, 120)).slice(0, 5)
    .concat(`${document.documentElement.scrollWidth} > ${window.innerWidth}`)
"""


_found_clean: set[str] = set()


def then_the_page_is_accessible(page: Page) -> None:
    """Check with axe, wide and narrow, light and dark, and that nothing overflows.

    A page built exactly as one that was found clean before is not asked again.
    """
    page.wait_for_load_state()
    before = page.viewport_size or {"width": 1280, "height": 900}
    shape = page.evaluate(SHAPE)
    problems = overflow(page, (360, 320))
    if shape not in _found_clean:
        with _where_axe_runs(page) as examined:
            problems += _violations_at_all_widths(examined)
    page.set_viewport_size(before)
    assert not problems, f"{page.url}\n" + "\n".join(problems)
    _found_clean.add(shape)


def _violations_at_all_widths(page: Page) -> list[str]:
    problems: list[str] = []
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, rules in (("light", ALL_RULES), ("dark", CONTRAST)):
            page.emulate_media(color_scheme=scheme)
            found = _violations(page, rules)
            problems += [f"{width} px, {scheme}: {one}" for one in found]
    page.emulate_media(color_scheme="light")
    return problems


@contextmanager
def _where_axe_runs(page: Page) -> Iterator[Page]:
    """Give the page itself, or without script a copy of it in which axe can run."""
    browser = page.context.browser
    if browser is None or page.evaluate("matchMedia('(scripting: enabled)').matches"):
        yield page
        return
    html = page.content()

    def answer(route: Route) -> None:
        match route.request.resource_type:
            case "document":
                route.fulfill(body=html, content_type="text/html; charset=utf-8")
            case "script":
                route.abort()
            case _:
                route.continue_()

    context = browser.new_context(reduced_motion="reduce")
    copy = context.new_page()
    copy.route("**/*", answer)
    copy.goto(page.url)
    yield copy
    context.close()


def overflow(page: Page, widths: tuple[int, ...]) -> list[str]:
    """Return what sticks out of the page at these widths."""
    found: list[str] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        found += [f"{width} px: {one}" for one in page.evaluate(OVERFLOWING)]
    return found


def _violations(page: Page, rules: dict[str, object]) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    return list(page.evaluate(RUN_AXE, rules))


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")
