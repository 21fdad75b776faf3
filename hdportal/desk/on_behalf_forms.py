"""The form by which the desk writes an incident down for a caller.

Who called and how stands before the questions that callers answer themselves, in one
form of the same engine, so that one draft holds all of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hdportal.accounts.forms.profile import language_choices
from hdportal.accounts.models import User
from hdportal.desk.domain.channels import DESK_CHANNELS
from hdportal.desk.domain.incident import CHANNEL_LABELS, Channel
from hdportal.desk.queries import callers
from hdportal.intake.domain.checking import Values
from hdportal.intake.forms import Answers, IntakeForm
from hdportal.intake.models import FormVersion

CHANNEL, RECEIVED = "on_channel", "on_received"
WHO, CALLER = "on_who", "on_caller"
EMAIL, FIRST_NAME, LAST_NAME = "on_email", "on_first_name", "on_last_name"
ORGANISATION, LANGUAGE = "on_organisation", "on_language"
OWN_KEYS = frozenset(
    {
        *(CHANNEL, RECEIVED, WHO, CALLER),
        *(EMAIL, FIRST_NAME, LAST_NAME, ORGANISATION, LANGUAGE),
    }
)
# The choice of a caller who is not known yet.
NEW = "new"
_LONGEST_NAME = 80


def fitted(form: IntakeForm, asked: FormVersion) -> IntakeForm:
    """Return the form with the callers that belong to what was typed.

    `asked` is the stored form of callers; the one that is returned is never stored.
    """
    return replace(form, version=version_for(asked, form.values))


def version_for(asked: FormVersion, values: Values | None = None) -> FormVersion:
    """Return the form: who and how, then what `asked` asks."""
    values = values or {}
    own = [*_contact(), *_caller(offered(values)), *_new_caller()]
    title = {"en": _("New incident")}
    return FormVersion(data={"title": title, "fields": [*own, *asked.data["fields"]]})


def offered(values: Values) -> list[User]:
    """Return the people to choose from: who is chosen, then whom the text finds."""
    chosen = callers.of_key(values.get(CALLER, ""))
    found = callers.found(values.get(WHO, ""))
    others = [person for person in found if person != chosen]
    return [chosen, *others] if chosen else others


def resolved(values: Values, *, is_asking: bool) -> dict[str, str]:
    """Return what was typed, with the caller whom it names.

    Without a choice a whole address is one, and while `is_asking` also the only person
    found. Where nobody is found, the text begins the person to be added.
    """
    who = values.get(WHO, "").strip()
    if values.get(CALLER) or not who:
        return dict(values)
    found = callers.found(who)
    person = callers.of_address(who)
    if person is None and is_asking and len(found) == 1:
        person = found[0]
    if person:
        return {**values, CALLER: str(person.pk)}
    return dict(values) if found else {**values, CALLER: NEW, **begun(who, values)}


def begun(who: str, values: Mapping[str, str]) -> dict[str, str]:
    """Return the person to be added as far as a text says; nothing typed is lost."""
    if "@" in who:
        return {EMAIL: values.get(EMAIL) or who}
    first, _space, last = who.partition(" ")
    given = {FIRST_NAME: first, LAST_NAME: last.strip()}
    return {key: values.get(key) or text for key, text in given.items()}


def with_usual_answers(form: IntakeForm) -> IntakeForm:
    """Return an empty form with the language that a new caller likely reads."""
    usual = {LANGUAGE: (get_language() or "en")[:2]}
    return replace(form, values={**usual, **form.values})


def answers_to(asked: FormVersion, given: Answers) -> Answers:
    """Return the answers to the form of callers, without who and how."""

    def own(some: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in some.items() if key not in OWN_KEYS}

    return Answers(asked, own(given.texts), own(given.choices))


def label_of(person: User) -> str:
    """Return a person as one chooses them: by name and address."""
    facts = {"name": person.get_full_name(), "email": person.email}
    return _("%(name)s, %(email)s") % facts


def _contact() -> Iterable[dict[str, Any]]:
    yield {
        "key": CHANNEL,
        "kind": "choice",
        "required": True,
        "label": {"en": _("How it was reported")},
        "choices": [_choice(c, _(CHANNEL_LABELS[c])) for c in DESK_CHANNELS],
    }
    yield {
        **_line(RECEIVED, _("When the e-mail came")),
        "shown_when": {"field": CHANNEL, "in": [Channel.EMAIL.value]},
    }


def _caller(people: Iterable[User]) -> Iterable[dict[str, Any]]:
    yield {**_line(WHO, _("E-mail address or name")), "required": False}
    known = [
        _choice(str(person.pk), label_of(person), str(person.organisation or ""))
        for person in people
    ]
    yield {
        "key": CALLER,
        "kind": "choice",
        "required": True,
        "label": {"en": _("Caller")},
        "choices": [*known, _choice(NEW, _("Somebody new"))],
    }


def _new_caller() -> Iterable[dict[str, Any]]:
    is_new = {"shown_when": {"field": CALLER, "in": [NEW]}}
    yield _line(EMAIL, _("E-mail address")) | is_new
    yield _line(FIRST_NAME, _("First name"), _LONGEST_NAME) | is_new
    yield _line(LAST_NAME, _("Last name"), _LONGEST_NAME) | is_new
    organisations = [_choice(str(o.pk), o.name) for o in callers.organisations()]
    if organisations:
        label = {"en": _("Organisation")}
        yield _choices(ORGANISATION, label, organisations) | is_new
    languages = [_choice(code, name) for code, name in language_choices()]
    label = {"en": _("Language of mails")}
    yield _choices(LANGUAGE, label, languages) | {"required": True} | is_new


def _line(key: str, label: str, longest: int = 160) -> dict[str, Any]:
    return {
        "key": key,
        "kind": "line",
        "required": True,
        "label": {"en": label},
        "max_length": longest,
    }


def _choices(
    key: str, label: Mapping[str, str], choices: list[dict[str, Any]]
) -> dict[str, Any]:
    return {"key": key, "kind": "choice", "label": label, "choices": choices}


def _choice(value: str, label: str, more: str = "") -> dict[str, Any]:
    return {"value": str(value), "label": {"en": label}, "help": {"en": more}}
