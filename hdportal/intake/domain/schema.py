"""What a form is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Localised = Mapping[str, str]


class FieldKind(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    SEARCH = "search"
    DATE = "date"
    FILE = "file"


# Keys that a ticket keeps in columns of its own, and the kind each must have.
# Every other key is kept as an answer together with the form's version.
RESERVED_KEYS: Mapping[str, FieldKind] = {
    "subject": FieldKind.LINE,
    "description": FieldKind.TEXT,
    "urgency": FieldKind.CHOICE,
    "category": FieldKind.CHOICE,
    "project": FieldKind.SEARCH,
    "application": FieldKind.SEARCH,
    "attachments": FieldKind.FILE,
}

FILES_KEY = "attachments"
FREE_TEXT = frozenset({FieldKind.LINE, FieldKind.TEXT})
MAX_LENGTH = {FieldKind.LINE: 160, FieldKind.TEXT: 20_000}


@dataclass(frozen=True)
class Choice:
    """One answer of a choice field; `help` is a sentence that helps choosing."""

    value: str
    label: Localised
    help: Localised


@dataclass(frozen=True)
class Condition:
    """Show a field only while another field holds one of `values`."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One question of a form.

    `source` names where a search field finds its options (`intake.sources`);
    `narrowed_by` is the key of the field whose answer narrows them.
    `guidance` are points to think of, shown with the field. A file field takes any
    number of files; a required one at least one.
    """

    key: str
    kind: FieldKind
    label: Localised
    help: Localised
    guidance: tuple[Localised, ...] = ()
    is_required: bool = False
    shown_when: Condition | None = None
    choices: tuple[Choice, ...] = ()
    source: str = ""
    narrowed_by: str = ""
    max_length: int = 0


@dataclass(frozen=True)
class FormSchema:
    """A whole form, in the order in which it is shown."""

    title: Localised
    lead: Localised
    fields: tuple[Field, ...]

    def field(self, key: str) -> Field | None:
        """Return the field of that key, or None."""
        return next((field for field in self.fields if field.key == key), None)


def in_language(text: Localised, language: str) -> str:
    """Return the text in `language`, else in English, else in any language.

    >>> in_language({"en": "Subject", "nl": "Onderwerp"}, "nl")
    'Onderwerp'
    >>> in_language({"en": "Subject"}, "fr")
    'Subject'
    """
    return text.get(language) or text.get("en") or next(iter(text.values()), "")
