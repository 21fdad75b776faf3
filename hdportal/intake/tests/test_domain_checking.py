"""Which fields show, what is missing, what is wrong."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdportal.intake.domain.checking import (
    Problem,
    check,
    missing_fields,
    showable,
    shown_fields,
    tidy,
)
from hdportal.intake.domain.parsing import parse_form

FORM = parse_form(
    {
        "title": {"en": "Form"},
        "fields": [
            {
                "key": "category",
                "kind": "choice",
                "required": True,
                "label": {"en": "Type"},
                "choices": [
                    {"value": "application", "label": {"en": "Application"}},
                    {"value": "other", "label": {"en": "Other"}},
                ],
            },
            {
                "key": "application",
                "kind": "search",
                "source": "applications",
                "required": True,
                "label": {"en": "Application"},
                "shown_when": {"field": "category", "in": ["application"]},
            },
            {"key": "subject", "kind": "line", "label": {"en": "Subject"}},
            {"key": "since", "kind": "date", "label": {"en": "Since"}},
        ],
    }
)


def known(field, value, narrowed_by):
    return value == "hd4dp"


def problems(**values):
    return {key: p.problem for key, p in check(FORM, values, known).items()}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # Nothing chosen: the dependent field does not exist yet.
        ({}, ["category"]),
        ({"category": "other"}, []),
        # Chosen: it shows, and is missed until it is filled.
        ({"category": "application"}, ["application"]),
        ({"category": "application", "application": " "}, ["application"]),
        ({"category": "application", "application": "hd4dp"}, []),
    ],
)
def test_a_hidden_field_is_not_required(values, expected):
    assert [field.key for field in missing_fields(FORM, values)] == expected


def test_what_depends_on_a_hidden_field_hides_as_well():
    chain = parse_form(
        {
            "title": {"en": "Chain"},
            "fields": [
                {
                    "key": key,
                    "kind": "choice",
                    "label": {"en": key},
                    "choices": [{"value": "yes", "label": {"en": "Yes"}}],
                    **(
                        {"shown_when": {"field": before, "in": ["yes"]}}
                        if before
                        else {}
                    ),
                }
                for before, key in (("", "a"), ("a", "b"), ("b", "c"))
            ],
        }
    )

    assert [f.key for f in shown_fields(chain, {"b": "yes", "c": "yes"})] == ["a"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"category": "sabotage"}, {"category": Problem.UNKNOWN_CHOICE}),
        (
            {"category": "application", "application": "no-such"},
            {"application": Problem.UNKNOWN_CHOICE},
        ),
        # A value of a hidden field is never looked at.
        ({"category": "other", "application": "no-such"}, {}),
        (
            {"category": "other", "subject": "x" * 161},
            {"subject": Problem.TOO_LONG},
        ),
        (
            {"category": "other", "subject": "a\r\nb"},
            {"subject": Problem.LINE_BREAK},
        ),
        (
            {"category": "other", "subject": "a\x00b"},
            {"subject": Problem.CONTROL_CHARACTERS},
        ),
        ({"category": "other", "since": "2026-02-30"}, {"since": Problem.NOT_A_DATE}),
        ({"category": "other", "since": "20260228"}, {"since": Problem.NOT_A_DATE}),
        ({"category": "other", "since": "2026-02-28"}, {}),
    ],
)
def test_each_wrong_answer_has_its_problem(values, expected):
    assert problems(**values) == expected


@given(st.text())
def test_what_is_shown_holds_nothing_unshowable(text):
    kept = set(showable(text)) - {"\n", "\t"}
    assert not {unicodedata.category(char) for char in kept} & {"Cc", "Cs"}
    assert len(showable(text)) == len(text)


@given(st.text())
def test_tidying_twice_changes_nothing_more(text):
    for field in FORM.fields:
        assert tidy(field, tidy(field, text)) == tidy(field, text)
