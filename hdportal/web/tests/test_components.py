import re
from html.parser import HTMLParser

import pytest
from django.template import engines
from django.test import RequestFactory

from hdportal.web.styleguide import SampleForm, styleguide

OPTIONS = [("a", "First"), ("b", "Second")]


def draw(component: str, /, **parameters: object) -> str:
    """Render one macro as a page would: imported without context, strict names."""
    environment = engines["jinja2"].env
    template = environment.get_template(f"web/components/{component}.html")
    return str(getattr(template.module, component)(**parameters))


class Page(HTMLParser):
    """The start tags of a page, to look things up by attribute."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append({"tag": tag, **dict(attrs)})

    def values(self, attribute: str) -> list[str]:
        return [tag[attribute] or "" for tag in self.tags if attribute in tag]

    def one(self, **wanted: str) -> dict[str, str | None]:
        found = [tag for tag in self.tags if wanted.items() <= tag.items()]
        assert len(found) == 1, (wanted, found)
        return found[0]


INPUTS = {
    "text_input": {},
    "date_input": {},
    "textarea": {},
    "select": {"options": OPTIONS},
    "combobox": {"options": OPTIONS},
    "checkbox": {},
}


@pytest.mark.parametrize("name", INPUTS)
def test_an_input_has_its_label_and_its_state(name: str) -> None:
    html = draw(
        name, name="x", label="Thing", required=True, help="How", **INPUTS[name]
    )

    page = Page(html)
    control = page.one(id="id_x")
    assert control["name"] == "x"
    assert control["aria-required"] == "true"
    assert control["aria-describedby"] == "id_x_helptext"
    assert "aria-invalid" not in control
    assert page.one(tag="label")["for"] == "id_x"
    assert "required" not in control


@pytest.mark.parametrize("name", INPUTS)
def test_a_missing_answer_is_said_in_words_icon_and_state(name: str) -> None:
    html = draw(name, name="x", label="Thing", missing=True, **INPUTS[name])

    control = Page(html).one(id="id_x")
    assert control["aria-invalid"] == "true"
    assert control["aria-describedby"] == "id_x_error"
    assert "field--missing" in html
    assert "icons.svg" in html
    assert re.search(r"(Fill in|Tick): Thing", html)


@pytest.mark.parametrize("name", INPUTS)
def test_a_wrong_answer_shows_its_sentence(name: str) -> None:
    html = draw(name, name="x", label="Thing", error="Too short", **INPUTS[name])

    assert "field--invalid" in html
    assert "Too short" in html
    assert Page(html).one(id="id_x_error")


def test_a_group_of_radios_is_named_and_can_be_linked_to() -> None:
    html = draw("radio_cards", name="x", label="Thing", options=OPTIONS, missing=True)

    group = Page(html).one(id="id_x")
    assert group["role"] == "radiogroup"
    assert group["tabindex"] == "-1"
    assert group["aria-invalid"] == "true"
    assert html.index("<legend") < html.index('type="radio"')


def test_the_chosen_option_is_chosen_whatever_its_type() -> None:
    numbers = [(1, "One"), (2, "Two")]

    assert "selected" in draw("select", name="x", label="X", options=numbers, value="2")
    html = draw("radio_cards", name="x", label="X", options=numbers, value=2)
    assert "checked" in Page(html).one(id="id_x_1")
    html = draw("checkboxes", name="x", label="X", options=numbers, values=["1"])
    assert "checked" in Page(html).one(id="id_x_0")


def test_what_people_typed_is_escaped_and_kept_whole() -> None:
    html = draw("textarea", name="x", label="X", value="\n<b>two\nlines")

    assert ">\n\n&lt;b&gt;two\nlines</textarea>" in html
    assert "&#34;" in draw("text_input", name="x", label="X", value='a "word"')


def test_a_long_text_has_its_counter() -> None:
    html = draw("textarea", name="x", label="X", max=4000, help="All of it")

    area = Page(html).one(id="id_x")
    assert area["data-max"] == "4000"
    assert area["aria-describedby"] == "id_x_helptext id_x_counter"


def test_a_refused_button_says_why_and_can_be_reached() -> None:
    page = Page(
        html := draw("button", text="Resolve", disabled_reason="Only the desk.")
    )

    button = page.one(tag="button")
    assert button["aria-disabled"] == "true"
    assert "disabled" not in button
    assert page.one(id=button["aria-describedby"])
    assert "Only the desk." in html


def test_a_button_with_an_address_is_a_link() -> None:
    html = draw("button", text="Go", href="/x/", kind="primary", attrs={"data-x": "1"})

    link = Page(html).one(tag="a")
    assert (link["href"], link["data-x"]) == ("/x/", "1")


def test_the_required_box_counts_and_links() -> None:
    one = draw("required_box", items=[("Subject", "#id_subject")])
    two = draw("required_box", items=[("A", "#a"), ("B", "#b")])
    none = draw("required_box", items=[])

    assert "One answer left" in one
    assert "2 answers left" in two
    assert Page(one).one(href="#id_subject")
    assert "required-box--done" in none
    assert 'aria-live="polite"' in none


def test_a_form_sent_incomplete_lists_what_it_needs() -> None:
    html = draw("form_summary", form=SampleForm({"email": "x"}))

    assert "Enter a subject" in html
    assert "Fill in: Password" in html
    assert {"#id_subject", "#id_urgency"} <= set(Page(html).values("href"))
    assert Page(html).one(id="form-summary")["tabindex"] == "-1"


def test_a_form_not_yet_sent_has_no_summary() -> None:
    assert draw("form_summary", form=SampleForm()).strip() == ""


@pytest.mark.parametrize("name", SampleForm.base_fields)
def test_a_django_field_gets_its_label_help_and_error(name: str) -> None:
    form = SampleForm({"email": "x", "roles": ["nobody"]})

    page = Page(html := draw("form_field", bound_field=form[name]))

    assert form[name].label in html
    assert page.one(id=f"id_{name}")
    assert page.one(id=f"id_{name}_error")
    assert page.one(id=f"id_{name}_field")
    wrong = "field--invalid" if name in ("email", "roles") else "field--missing"
    assert wrong in html


def test_a_django_field_keeps_what_was_typed() -> None:
    form = SampleForm({"subject": "It stops", "project": "HDBP0021", "urgency": "1"})

    assert 'value="It stops"' in draw("form_field", bound_field=form["subject"])
    project = draw("form_field", bound_field=form["project"])
    assert "selected" in Page(project).one(value="HDBP0021")
    urgency = draw(
        "form_field", bound_field=form["urgency"], options_help={"1": "All stops"}
    )
    assert "checked" in Page(urgency).one(value="1")
    assert "All stops" in urgency


def test_a_table_stays_a_table_when_it_becomes_cards() -> None:
    columns = [("number", "Number"), ("hours", "Hours", "end")]
    html = draw(
        "table", columns=columns, rows=[{"number": "INC1", "hours": 3}], caption="Mine"
    )

    assert re.search(r"<caption[^>]*>Mine</caption>", html)
    assert Page(html).values("role").count("cell") == 2
    assert Page(html).values("data-label") == ["Number", "Hours"]


def test_a_caller_draws_the_cells_of_a_table() -> None:
    source = (
        '{% from "web/components/table.html" import table %}'
        "{% call(row, key) table(columns=[(0, 'A')], rows=[[1], [2]], caption='C') %}"
        "<b>{{ row[key] }}</b>{% endcall %}"
    )

    html = engines["jinja2"].env.from_string(source).render()

    assert "<b>1</b>" in html
    assert "<b>2</b>" in html


def test_a_timeline_shows_moments_and_keeps_line_breaks() -> None:
    entry = {"title": "You", "kind": "comment", "body": "a\nb <i>", "is_own": True}
    html = draw("timeline", entries=[{**entry, "time": "10:20", "time_iso": "T"}])

    assert Page(html).one(tag="time")["datetime"] == "T"
    assert "a\nb &lt;i&gt;" in html
    assert "entry--own" in html


def test_pages_and_details_without_content_draw_nothing() -> None:
    assert draw("pagination").strip() == ""
    assert "Empty" not in draw("details_list", rows=[("Empty", None), ("Zero", 0)])
    assert "Zero" in draw("details_list", rows=[("Empty", ""), ("Zero", 0)])


def test_the_current_place_is_told() -> None:
    tabs = draw(
        "filter_tabs", items=[("Open", "#", True, 2), ("All", "#", False, None)]
    )
    crumbs = draw("breadcrumbs", items=[("Home", "/"), ("Here", None)])

    assert tabs.count('aria-current="page"') == 1
    assert crumbs.count('aria-current="page"') == 1


def test_an_icon_is_silent_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in draw("icon", name="check")
    assert 'aria-label="Done"' in draw("icon", name="check", label="Done")


@pytest.mark.parametrize(
    "name", ["400", "403", "404", "409", "413", "429", "500", "csrf"]
)
def test_an_error_page_needs_nothing_at_all(name: str) -> None:
    html = engines["jinja2"].env.get_template(f"web/errors/{name}.html").render()

    assert "<h1>" in html
    assert 'href="/support/"' in html


def test_an_expired_form_gives_back_what_was_typed() -> None:
    template = engines["jinja2"].env.get_template("web/errors/csrf.html")

    html = template.render(kept=[("Subject", "It <stops>")], back="/help/new/")

    assert "It &lt;stops&gt;</textarea>" in html
    assert 'href="/help/new/"' in html


def test_the_style_guide_has_no_id_twice_and_no_broken_reference(settings) -> None:
    settings.DEMO = True
    page = Page(styleguide(RequestFactory().get("/styleguide/")).content.decode())

    ids = page.values("id")
    assert len(ids) == len(set(ids))
    for attribute in ("aria-describedby", "aria-labelledby", "for"):
        for value in page.values(attribute):
            assert set(value.split()) <= set(ids), value


def test_a_button_that_waits_keeps_its_shortcut_and_nothing_else() -> None:
    attrs = {"data-key": "t", "data-key-name": "Take", "hx-post": "/take/"}

    page = Page(draw("button", text="Take", disabled_reason="Not yet.", attrs=attrs))

    waiting = page.one(tag="button")
    assert (waiting["data-key"], waiting["data-key-name"]) == ("t", "Take")
    assert "hx-post" not in waiting


def test_a_slash_leads_to_the_search_field() -> None:
    page = Page(draw("search_box", action="/x/"))

    assert page.one(type="search")["data-key"] == "/"
