import pytest
from django.template import engines
from django.utils import translation
from markupsafe import Markup


def draw(source: str, **values: object) -> str:
    return str(engines["jinja2"].env.from_string(source).render(**values))


KEPT = """{%- macro draw(text) %}<b>{{ text }}</b>{% endmacro %}
{%- set bold = drawn_once(draw) %}"""


def test_a_kept_macro_still_escapes_what_it_is_given() -> None:
    assert draw(KEPT + "{{ bold(text) }}", text="<i>") == "<b>&lt;i&gt;</b>"


def test_a_kept_macro_tells_text_from_markup_that_reads_the_same() -> None:
    both = draw(
        KEPT + "{{ bold(safe) }}{{ bold(text) }}", safe=Markup("<i>"), text="<i>"
    )

    assert both == "<b><i></b><b>&lt;i&gt;</b>"


def test_a_kept_macro_is_drawn_once_for_the_same_arguments() -> None:
    drawn: list[str] = []
    source = "{% macro draw(text) %}{{ note(text) or '' }}{% endmacro %}"
    calls = "{% set one = drawn_once(draw) %}{{ one('a') ~ one('a') ~ one(text='b') }}"

    draw(source + calls, note=drawn.append)

    assert drawn == ["a", "b"]


def test_a_macro_kept_by_language_speaks_the_readers_language() -> None:
    source = '{% macro draw() %}{{ _("Close") }}{% endmacro %}'
    template = engines["jinja2"].env.from_string(
        source + "{% set words = drawn_once_by_language(draw) %}{{ words() }}"
    )
    words = template.module.words
    for language, text in (("en", "Close"), ("nl", "Sluiten"), ("en", "Close")):
        with translation.override(language):
            assert words() == text


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('{{ _("100%%") }}', "100%"),
        ('{{ _("Hello %(name)s", name="<b>") }}', "Hello &lt;b&gt;"),
        ('{{ _("Hello %(name)s", name="<i>") }}', "Hello &lt;i&gt;"),
        ("{% trans name='<b>' %}Hello {{ name }}{% endtrans %}", "Hello &lt;b&gt;"),
        ('{{ _("<b>") ~ text }}', "<b>&lt;"),
        ("{% for one in [1] %}{{ _('a') }}{% endfor %}", "a"),
    ],
)
def test_words_of_a_template_are_as_jinja_shows_them(source: str, shown: str) -> None:
    assert draw(source, text="<") == shown


def test_words_of_a_plain_text_are_not_escaped() -> None:
    source = "{% autoescape false %}{{ _('<%(name)s>', name='&') }}{% endautoescape %}"

    assert draw(source) == "<&>"
