"""The published procedure: for everybody, in three languages, at every width."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.looks import overflow, then_the_page_is_accessible
from tests.journeys.test_languages import LANGUAGES, when_the_reader_chooses

PAGE = "/support/sop/incident/"
PAGES = [PAGE, f"{PAGE}versions/", f"{PAGE}versions/1/", f"{PAGE}versions/2/changes/"]
# Words that do not fit into the shape that is drawn around them.
OUT_OF_SHAPE = """
() => [...document.querySelectorAll("svg.diagram")]
  .filter((svg) => svg.getBoundingClientRect().width > 0)
  .flatMap((svg) => {
    const all = svg.viewBox.baseVal;
    return [...svg.querySelectorAll("text")].filter((text) => {
      const box = text.getBBox();
      return box.x < 0 || box.x + box.width > all.width;
    }).map((text) => text.textContent);
  })
"""


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_procedure_reads_in_every_language_and_at_every_width(begin, code):
    page = begin()
    page.goto(PAGE)
    when_the_reader_chooses(page, code)

    for address in PAGES:
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        then_the_page_is_accessible(page)
        assert overflow(page, (1280, 768, 360, 320)) == []
        assert page.evaluate(OUT_OF_SHAPE) == []


def test_a_reader_comes_from_the_support_service_to_one_activity(begin):
    page = begin(script=False, width=360)
    page.goto("/support/")

    page.get_by_role("link", name="How we handle an incident").click()
    matrix = page.get_by_role("table", name="RACI matrix")
    matrix.get_by_role("link", name=re.compile("I04")).click()

    expect(page).to_have_url(re.compile("#I04$"))
    expect(page.locator("#I04")).to_be_in_viewport()
    expect(page.locator("#I04")).to_contain_text("Responsible: Service Desk Agent")


def test_the_matrix_fits_a_phone_without_cutting_letters_off(begin):
    page = begin(width=360)
    page.goto(PAGE)

    frame = page.locator(".raci-frame")

    wide = frame.evaluate("(one) => one.scrollWidth - one.clientWidth")
    assert wide <= 0


def test_an_auditor_reads_what_changed(begin):
    page = begin("auditor")
    page.goto(PAGE)

    page.get_by_role("link", name="What changed", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("What changed")
    expect(page.get_by_role("region", name="I04 Known error")).to_contain_text("New")


def test_the_states_are_told_by_the_drawing_and_by_a_table(begin):
    page = begin()
    page.goto(PAGE)

    drawing = page.get_by_role("img", name="The states of an incident")
    expect(drawing.locator("visible=true")).to_have_count(1)
    table = page.get_by_role("table", name="The steps in words")
    resolve = table.get_by_role("row").filter(has_text="Resolve")
    expect(resolve.first).to_contain_text("Service Desk agent")
    expect(resolve.first).not_to_contain_text("Analyst")
