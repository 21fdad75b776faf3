"""Read a form from its stored data, saying where it is wrong."""

from collections.abc import Mapping, Sequence
from typing import Any

from hdportal.intake.domain.schema import (
    FILES_KEY,
    FREE_TEXT,
    MAX_LENGTH,
    RESERVED_KEYS,
    Choice,
    Condition,
    Field,
    FieldKind,
    FormSchema,
    Localised,
)
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_

_FIELD_KEYS = {
    "key",
    "kind",
    "label",
    "help",
    "guidance",
    "required",
    "shown_when",
    "choices",
    "source",
    "narrowed_by",
    "max_length",
}


class SchemaError(DomainError):
    """The data do not describe a form; `place` says where."""


def wrong(place: str, problem: str) -> SchemaError:
    """Return the error for `place`, such as `fields[2].kind`."""
    sentence = N_("The form is wrong at %(place)s: %(problem)s.")
    return SchemaError(sentence, place=place, problem=problem)


def parse_form(data: Mapping[str, Any], *, sources: Sequence[str] = ()) -> FormSchema:
    """Return the form that `data` describe.

    Raises:
        SchemaError: a key, kind, condition or source that cannot be used.
    """
    raw = data.get("fields")
    if not isinstance(raw, list) or not raw:
        raise wrong("fields", "a form needs at least one field")
    fields: list[Field] = []
    for index, item in enumerate(raw):
        field = _field(item, f"fields[{index}]", fields, sources)
        fields.append(field)
    title = _localised(data.get("title"), "title")
    return FormSchema(title, _optional(data.get("lead"), "lead"), tuple(fields))


def _field(
    item: Any, place: str, earlier: Sequence[Field], sources: Sequence[str]
) -> Field:
    if not isinstance(item, dict):
        raise wrong(place, "a field is an object")
    if unknown := sorted(set(item) - _FIELD_KEYS):
        raise wrong(place, f"unknown key {unknown[0]!r}")
    key, kind = _key(item, place, earlier), _kind(item, place)
    if RESERVED_KEYS.get(key, kind) is not kind:
        raise wrong(place, f"{key!r} must be of kind {RESERVED_KEYS[key]}")
    if kind is FieldKind.FILE and key != FILES_KEY:
        # The draft of a form has one pile of files, which no other key could share.
        raise wrong(place, f"a file field has the key {FILES_KEY!r}")
    choices = tuple(
        _choice(raw, f"{place}.choices[{index}]")
        for index, raw in enumerate(item.get("choices", ()))
    )
    if (kind is FieldKind.CHOICE) != bool(choices):
        raise wrong(place, "a choice field, and only that, has choices")
    return Field(
        key=key,
        kind=kind,
        label=_localised(item.get("label"), f"{place}.label"),
        help=_optional(item.get("help"), f"{place}.help"),
        guidance=tuple(
            _localised(point, f"{place}.guidance") for point in item.get("guidance", ())
        ),
        is_required=bool(item.get("required", False)),
        shown_when=_condition(item.get("shown_when"), place, earlier),
        choices=choices,
        source=_source(item, kind, place, sources),
        narrowed_by=_earlier_key(item.get("narrowed_by", ""), place, earlier),
        max_length=_max_length(item, kind, place),
    )


def _key(item: Mapping[str, Any], place: str, earlier: Sequence[Field]) -> str:
    key = item.get("key")
    if not isinstance(key, str) or not key.isidentifier() or key != key.lower():
        raise wrong(f"{place}.key", "use lower case letters, digits and _")
    if any(field.key == key for field in earlier):
        raise wrong(f"{place}.key", f"{key!r} stands there twice")
    return key


def _kind(item: Mapping[str, Any], place: str) -> FieldKind:
    try:
        return FieldKind(item.get("kind", ""))
    except ValueError:
        raise wrong(f"{place}.kind", f"use one of {', '.join(FieldKind)}") from None


def _choice(raw: Any, place: str) -> Choice:
    if not isinstance(raw, dict) or not isinstance(raw.get("value"), str):
        raise wrong(place, "a choice has a value and a label")
    label = _localised(raw.get("label"), f"{place}.label")
    return Choice(raw["value"], label, _optional(raw.get("help"), f"{place}.help"))


def _condition(raw: Any, place: str, earlier: Sequence[Field]) -> Condition | None:
    if raw is None:
        return None
    if not isinstance(raw, dict) or not isinstance(raw.get("in"), list):
        raise wrong(f"{place}.shown_when", 'write {"field": …, "in": […]}')
    key = _earlier_key(raw.get("field", ""), f"{place}.shown_when", earlier)
    asked = next((field for field in earlier if field.key == key), None)
    known = {choice.value for choice in asked.choices} if asked else set()
    for value in raw["in"]:
        if known and value not in known:
            raise wrong(f"{place}.shown_when", f"{key!r} has no choice {value!r}")
    return Condition(key, tuple(raw["in"]))


def _earlier_key(key: Any, place: str, earlier: Sequence[Field]) -> str:
    # Only earlier fields: so conditions can form no circle.
    if key and not any(field.key == key for field in earlier):
        raise wrong(place, f"{key!r} is not an earlier field")
    return str(key)


def _source(
    item: Mapping[str, Any], kind: FieldKind, place: str, sources: Sequence[str]
) -> str:
    source = item.get("source", "")
    if (kind is FieldKind.SEARCH) != bool(source):
        raise wrong(place, "a search field, and only that, has a source")
    if source and sources and source not in sources:
        raise wrong(f"{place}.source", f"use one of {', '.join(sources)}")
    return str(source)


def _max_length(item: Mapping[str, Any], kind: FieldKind, place: str) -> int:
    if kind not in FREE_TEXT:
        return 0
    length = item.get("max_length", MAX_LENGTH[kind])
    if not isinstance(length, int) or not 1 <= length <= MAX_LENGTH[FieldKind.TEXT]:
        raise wrong(f"{place}.max_length", "use a number from 1 to 20000")
    return length


def _localised(raw: Any, place: str) -> Localised:
    text = _optional(raw, place)
    if not text.get("en"):
        raise wrong(place, "the English text is missing")
    return text


def _optional(raw: Any, place: str) -> Localised:
    if raw is None:
        return {}
    if not isinstance(raw, dict) or not all(isinstance(v, str) for v in raw.values()):
        raise wrong(place, 'write {"en": …, "nl": …, "fr": …}')
    return dict(raw)
