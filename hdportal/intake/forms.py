"""One engine for every form: take what was typed, judge it, and show it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from django.http import QueryDict

from hdportal.intake.domain import checking
from hdportal.intake.domain.checking import Problem, Refusal, Values
from hdportal.intake.domain.schema import (
    FILES_KEY,
    FREE_TEXT,
    Field,
    FieldKind,
    FormSchema,
)
from hdportal.intake.models import FormVersion
from hdportal.intake.sources import SOURCES
from hdportal.privacy import door
from hdportal.privacy.door import CleanText


@dataclass(frozen=True)
class Answers:
    """What a form was answered, fit to be stored.

    `texts` went through the patient-data door; `choices` are values of the form's own
    lists, keys of projects and applications, and ISO dates. Hidden fields are absent,
    and files: they come from the draft.
    """

    version: FormVersion
    texts: Mapping[str, CleanText]
    choices: Mapping[str, str]

    def text(self, key: str) -> CleanText:
        """Return a text answer, empty when it was not given."""
        return self.texts.get(key) or door.clean("")

    def choice(self, key: str) -> str:
        """Return a choice, "" when it was not given."""
        return self.choices.get(key, "")


@dataclass(frozen=True)
class IntakeForm:
    """A form with what was typed, and after `checked` what is wrong with it.

    Files themselves stay with the draft; `refused_files` are the sentences of those
    that were not taken.
    """

    version: FormVersion
    values: Values
    problems: Mapping[str, Refusal] = field(default_factory=dict)
    refused_files: Sequence[str] = ()

    @property
    def schema(self) -> FormSchema:
        return self.version.schema

    @property
    def is_valid(self) -> bool:
        return not self.problems

    @property
    def takes_files(self) -> bool:
        return self.schema.field(FILES_KEY) is not None

    @property
    def missing(self) -> tuple[Field, ...]:
        """The required fields that show and are still empty."""
        return checking.missing_fields(self.schema, self.values)

    def checked(self) -> "IntakeForm":
        """Return the form with everything that stands in the way of submitting."""
        problems = checking.check(self.schema, self.values, is_known)
        for asked in self._texts_shown():
            if asked.key not in problems and door.inspect(self.values[asked.key]):
                facts = {"label": asked.label}
                problems[asked.key] = Refusal(Problem.PATIENT_DATA, facts)
        if self.refused_files:
            said = " ".join(self.refused_files)
            problems[FILES_KEY] = Refusal(Problem.FILE_REFUSED, {"sentences": said})
        return replace(self, problems=MappingProxyType(problems))

    def masked(self) -> "IntakeForm":
        """Return the form with every national number in its texts masked."""
        kept = {**self.values}
        for asked in self._texts_shown():
            kept[asked.key] = str(door.masked(kept[asked.key]))
        return replace(self, values=kept, problems={})

    def with_files(self, count: int, refused: Sequence[str] = ()) -> "IntakeForm":
        """Return the form with `count` files, and why others were refused."""
        if not self.takes_files:
            return self
        values = {**self.values, FILES_KEY: str(count) if count else ""}
        return replace(self, values=values, refused_files=tuple(refused))

    def answers(self) -> Answers:
        """Return what is to be stored.

        Raises:
            ValueError: the form was not checked, or has problems.
        """
        if self.checked().problems:
            raise ValueError("only a form without problems has answers")
        shown = checking.shown_fields(self.schema, self.values)
        tidied = ((f, checking.tidy(f, self.values.get(f.key, ""))) for f in shown)
        given = [(f, v) for f, v in tidied if v and f.kind is not FieldKind.FILE]
        return Answers(
            self.version,
            {f.key: door.clean(value) for f, value in given if _is_text(f)},
            {f.key: value for f, value in given if not _is_text(f)},
        )

    def _texts_shown(self) -> list[Field]:
        shown = checking.shown_fields(self.schema, self.values)
        return [f for f in shown if _is_text(f) and self.values.get(f.key)]


def blank(version: FormVersion, values: Values | None = None) -> IntakeForm:
    """Return the form to be filled in, with `values` already there."""
    given = {k: v for k, v in (values or {}).items() if k != FILES_KEY}
    return IntakeForm(version, {k: checking.unix_lines(v) for k, v in given.items()})


def filled(version: FormVersion, posted: QueryDict) -> IntakeForm:
    """Return the form with what was posted; keys it does not know are dropped."""
    values = {
        f.key: checking.unix_lines(posted[f.key])
        for f in version.schema.fields
        if posted.get(f.key) and f.kind is not FieldKind.FILE
    }
    return IntakeForm(version, values)


def is_known(asked: Field, value: str, narrowed_by: str) -> bool:
    """Return whether a search field's list has this value."""
    return SOURCES[asked.source].get(value, narrowed_by) is not None


def _is_text(asked: Field) -> bool:
    return asked.kind in FREE_TEXT
