"""Which fields show, what is missing, what is wrong."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hdportal.intake.domain.schema import FREE_TEXT, Field, FieldKind, FormSchema
from hdportal.kernel.text import N_

# Answers by key; a file field's answer is how many files there are, "" for none.
Values = Mapping[str, str]
# Whether a search field knows a value: (field, value, answer of `narrowed_by`).
IsKnown = Callable[[Field, str, str], bool]

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# C0 and C1 controls but tab and line feed, and halves of surrogate pairs.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Problem(StrEnum):
    """Why an answer is refused."""

    MISSING = "missing"
    NO_FILE = "no_file"
    TOO_LONG = "too_long"
    LINE_BREAK = "line_break"
    CONTROL_CHARACTERS = "control_characters"
    UNKNOWN_CHOICE = "unknown_choice"
    NOT_A_DATE = "not_a_date"
    FILE_REFUSED = "file_refused"
    PATIENT_DATA = "patient_data"
    OTHER_RULE = "other_rule"


SENTENCES: Mapping[Problem, str] = {
    Problem.MISSING: N_("Fill in “%(label)s”."),
    Problem.NO_FILE: N_("Add at least one file at “%(label)s”."),
    Problem.TOO_LONG: N_(
        "This text has %(length)s characters; at most %(limit)s fit. Shorten it: "
        "nothing of what you typed is lost."
    ),
    Problem.LINE_BREAK: N_("Keep this to one line, without line breaks."),
    Problem.CONTROL_CHARACTERS: N_(
        "This text holds characters that cannot be shown. They are marked with "
        "\N{REPLACEMENT CHARACTER}: remove them."
    ),
    Problem.UNKNOWN_CHOICE: N_("Select “%(label)s” from the list."),
    # Each file has its own sentence, made where files are known.
    Problem.FILE_REFUSED: "%(sentences)s",
    # Whoever uses a form may have rules of their own, with the sentence to each.
    Problem.OTHER_RULE: "%(sentence)s",
    Problem.NOT_A_DATE: N_("Enter a date such as 2026-11-24."),
    Problem.PATIENT_DATA: N_(
        "This text contains what looks like a national register number. Patient data "
        "must never be in a report: remove the number, or mask it with one click."
    ),
}


@dataclass(frozen=True)
class Refusal:
    """One field's problem with the facts its sentence needs."""

    problem: Problem
    facts: Mapping[str, object]

    @property
    def sentence(self) -> str:
        return SENTENCES[self.problem]

    @property
    def is_missing(self) -> bool:
        return self.problem in (Problem.MISSING, Problem.NO_FILE)


def shown_fields(schema: FormSchema, values: Values) -> tuple[Field, ...]:
    """Return the fields that show with these answers, in order.

    A hidden field counts as empty, so what depends on it hides as well.
    """
    shown: dict[str, Field] = {}
    for field in schema.fields:
        condition = field.shown_when
        if condition is None or (
            condition.field in shown
            and values.get(condition.field, "") in condition.values
        ):
            shown[field.key] = field
    return tuple(shown.values())


def unix_lines(text: str) -> str:
    """Return text with line feeds; browsers end the lines of a form with CR LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def tidy(field: Field, value: str) -> str:
    """Return an answer without what nobody typed: line ends, outer spaces."""
    text = unix_lines(value)
    return text.rstrip() if field.kind is FieldKind.TEXT else text.strip()


def missing_fields(schema: FormSchema, values: Values) -> tuple[Field, ...]:
    """Return the required fields that show and are still empty."""
    return tuple(
        field
        for field in shown_fields(schema, values)
        if field.is_required and not values.get(field.key, "").strip()
    )


def check(schema: FormSchema, values: Values, is_known: IsKnown) -> dict[str, Refusal]:
    """Return what is wrong with the answers, by field key; empty when all is well."""
    problems: dict[str, Refusal] = {}
    for field in shown_fields(schema, values):
        value = tidy(field, values.get(field.key, ""))
        if refusal := _problem(field, value, values, is_known):
            problems[field.key] = refusal
    return problems


def _problem(
    field: Field, value: str, values: Values, is_known: IsKnown
) -> Refusal | None:
    if not value:
        return _empty_problem(field)
    if field.kind is FieldKind.FILE:
        return None
    if field.kind in FREE_TEXT:
        return _text_problem(field, value)
    if field.kind is FieldKind.CHOICE:
        is_fine = any(choice.value == value for choice in field.choices)
    elif field.kind is FieldKind.SEARCH:
        is_fine = is_known(field, value, values.get(field.narrowed_by, ""))
    else:
        return None if _is_date(value) else _refuse(field, Problem.NOT_A_DATE)
    return None if is_fine else _refuse(field, Problem.UNKNOWN_CHOICE)


def _empty_problem(field: Field) -> Refusal | None:
    if not field.is_required:
        return None
    is_file = field.kind is FieldKind.FILE
    return _refuse(field, Problem.NO_FILE if is_file else Problem.MISSING)


def _text_problem(field: Field, value: str) -> Refusal | None:
    if len(value) > field.max_length:
        facts = {"length": len(value), "limit": field.max_length}
        return _refuse(field, Problem.TOO_LONG, **facts)
    if field.kind is FieldKind.LINE and "\n" in value:
        return _refuse(field, Problem.LINE_BREAK)
    if CONTROL.search(value):
        return _refuse(field, Problem.CONTROL_CHARACTERS)
    return None


def _refuse(field: Field, problem: Problem, **facts: object) -> Refusal:
    return Refusal(problem, {"label": field.label, **facts})


def showable(text: str) -> str:
    """Return text for the page: what cannot be shown is replaced by U+FFFD."""
    return CONTROL.sub(REPLACEMENT, text)


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("2026-11-24")
