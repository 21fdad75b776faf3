"""A form says where it is wrong."""

import pytest

from hdportal.intake.domain.parsing import SchemaError, parse_form

LINE = {"key": "subject", "kind": "line", "label": {"en": "Subject"}}
CHOICE = {
    "key": "category",
    "kind": "choice",
    "label": {"en": "Type"},
    "choices": [{"value": "a", "label": {"en": "A"}}],
}


def form(*fields):
    return {"title": {"en": "Form"}, "fields": list(fields)}


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"title": {"en": "Empty"}, "fields": []}, "fields"),
        ({"fields": [LINE]}, "title"),
        (form("no object"), "fields[0]"),
        (form({**LINE, "colour": "red"}), "colour"),
        (form({**LINE, "key": "Not a key"}), "fields[0].key"),
        (form(LINE, LINE), "twice"),
        (form({**LINE, "kind": "video"}), "fields[0].kind"),
        # A reserved key has its kind.
        (form({**LINE, "kind": "text"}), "must be of kind line"),
        # Files go with the draft, which has one pile of them.
        (form({**LINE, "kind": "file"}), "must be of kind line"),
        (form({**LINE, "key": "scan", "kind": "file"}), "has the key 'attachments'"),
        (form({**LINE, "key": "attachments"}), "must be of kind file"),
        (form({**LINE, "label": {"nl": "Onderwerp"}}), "English"),
        (form({**LINE, "label": "Subject"}), "fields[0].label"),
        (form({**LINE, "choices": CHOICE["choices"]}), "only that, has choices"),
        (form({**CHOICE, "choices": []}), "has choices"),
        (form({**CHOICE, "choices": ["a"]}), "choices[0]"),
        (form({**LINE, "source": "projects"}), "has a source"),
        (form({**LINE, "max_length": 0}), "max_length"),
        (form({**LINE, "shown_when": "always"}), "shown_when"),
        # Conditions look back only, at choices that exist.
        (form({**LINE, "shown_when": {"field": "later", "in": []}}), "earlier"),
        (
            form(CHOICE, {**LINE, "shown_when": {"field": "category", "in": ["z"]}}),
            "no choice",
        ),
    ],
)
def test_a_wrong_form_is_refused_with_the_place(data, place):
    with pytest.raises(SchemaError) as refusal:
        parse_form(data, sources=["projects"])

    assert place in str(refusal.value)


def test_an_unknown_source_is_refused():
    field = {"key": "project", "kind": "search", "source": "x", "label": {"en": "P"}}

    with pytest.raises(SchemaError):
        parse_form(form(field), sources=["projects"])
