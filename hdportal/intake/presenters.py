"""What a form says on the page."""

import json
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from hdportal.files.presenters import InputView, input_view
from hdportal.intake.domain import checking
from hdportal.intake.domain.checking import Problem, Refusal
from hdportal.intake.domain.schema import FREE_TEXT, Field, FieldKind, in_language
from hdportal.intake.forms import IntakeForm
from hdportal.intake.sources import SOURCES
from hdportal.privacy import door
from hdportal.privacy.domain.masking import Excerpt, excerpts


@dataclass(frozen=True)
class FieldView:
    """One field, ready for its component."""

    key: str
    kind: str
    label: str
    help: str
    guidance: list[str]
    is_required: bool
    is_hidden: bool
    value: str
    error: str
    is_missing: bool
    options: list[tuple[str, ...]]
    note: str
    max_length: int
    search_url: str
    narrowed_by: str
    shown_when: str
    places: list[Excerpt]
    upload: InputView | None

    @property
    def element_id(self) -> str:
        return f"id_{self.key}"

    @property
    def takes_free_text(self) -> bool:
        return self.kind in FREE_TEXT


@dataclass(frozen=True)
class FormView:
    """A whole form, ready for `intake/_form.html`."""

    version_pk: int
    title: str
    lead: str
    fields: list[FieldView]
    required: list[tuple[str, str]]
    warning: str
    warning_items: list[tuple[str, str]]

    @property
    def has_patient_data(self) -> bool:
        return any(view.places for view in self.fields)


def form_view(form: IntakeForm) -> FormView:
    """Return `form` in the reader's language."""
    language = (get_language() or "en")[:2]
    shown = {f.key for f in checking.shown_fields(form.schema, form.values)}
    fields = [
        _field_view(form, asked, language, is_hidden=asked.key not in shown)
        for asked in form.schema.fields
    ]
    return FormView(
        version_pk=form.version.pk,
        title=in_language(form.schema.title, language),
        lead=in_language(form.schema.lead, language),
        fields=fields,
        required=[
            (in_language(f.label, language), f"#id_{f.key}") for f in form.missing
        ],
        warning=_warning(form),
        warning_items=[_warning_item(v) for v in fields if v.key in form.problems],
    )


def _warning(form: IntakeForm) -> str:
    missing = sum(p.is_missing for p in form.problems.values())
    if missing and missing == len(form.problems):
        return ngettext(
            "%(count)s required answer is missing",
            "%(count)s required answers are missing",
            missing,
        ) % {"count": missing}
    return ngettext(
        "%(count)s answer needs your attention",
        "%(count)s answers need your attention",
        len(form.problems),
    ) % {"count": len(form.problems)}


def _warning_item(view: FieldView) -> tuple[str, str]:
    text = view.label if view.is_missing else f"{view.label}: {view.error}"
    return text, f"#{view.element_id}"


def _field_view(
    form: IntakeForm, asked: Field, language: str, *, is_hidden: bool
) -> FieldView:
    value = checking.showable(form.values.get(asked.key, ""))
    refusal = form.problems.get(asked.key)
    options, note = _options(form, asked, value, language)
    return FieldView(
        key=asked.key,
        kind=asked.kind.value,
        label=in_language(asked.label, language),
        help=in_language(asked.help, language),
        guidance=[in_language(point, language) for point in asked.guidance],
        is_required=asked.is_required,
        is_hidden=is_hidden,
        value=value,
        error=sentence(refusal, language) if refusal else "",
        is_missing=bool(refusal and refusal.is_missing),
        options=options,
        note=note,
        max_length=asked.max_length,
        search_url=_search_url(form, asked),
        narrowed_by=asked.narrowed_by,
        shown_when=_condition(asked),
        places=_places(refusal, value),
        upload=input_view() if asked.kind is FieldKind.FILE else None,
    )


def sentence(refusal: Refusal, language: str) -> str:
    """Return why an answer is refused, with the field's label in that language."""
    facts = {
        name: in_language(fact, language) if isinstance(fact, dict) else fact
        for name, fact in refusal.facts.items()
    }
    return gettext(refusal.sentence) % facts


def _options(
    form: IntakeForm, asked: Field, value: str, language: str
) -> tuple[list[tuple[str, ...]], str]:
    if asked.source:
        source = SOURCES[asked.source]
        narrowed_by = form.values.get(asked.narrowed_by, "")
        chosen = source.get(value, narrowed_by) if value else None
        options: list[tuple[str, ...]] = [
            (o.value, o.label) for o in source.options(narrowed_by)
        ]
        return options, str(chosen.note) if chosen else ""
    return [
        (c.value, in_language(c.label, language), in_language(c.help, language))
        for c in asked.choices
    ], ""


def _search_url(form: IntakeForm, asked: Field) -> str:
    return reverse("form-options", args=[asked.source]) if asked.source else ""


def _condition(asked: Field) -> str:
    if asked.shown_when is None:
        return ""
    condition = {"field": asked.shown_when.field, "in": asked.shown_when.values}
    return json.dumps(condition)


def _places(refusal: Refusal | None, value: str) -> list[Excerpt]:
    if refusal is None or refusal.problem is not Problem.PATIENT_DATA:
        return []
    return excerpts(value, door.inspect(value))
