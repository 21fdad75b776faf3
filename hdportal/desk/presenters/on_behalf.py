"""The page on which the desk writes an incident down for a caller."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hdportal.accounts.models import User
from hdportal.desk.domain.incident import Channel
from hdportal.desk.on_behalf_forms import (
    CALLER,
    EMAIL,
    FIRST_NAME,
    LAST_NAME,
    NEW,
    OWN_KEYS,
    RECEIVED,
    label_of,
)
from hdportal.desk.on_behalf_rules import moment_of
from hdportal.desk.queries import callers
from hdportal.files import queries as stored
from hdportal.intake.domain.checking import Values
from hdportal.intake.draft_presenters import BEGINS_WITH, WritingView, writing_view
from hdportal.intake.presenters import FieldView, FormView
from hdportal.intake.queries import owner_of
from hdportal.intake.writing import Writing
from hdportal.kernel import clock

_BEGINNINGS = ("subject", "description", EMAIL, LAST_NAME, FIRST_NAME)


@dataclass(frozen=True)
class OnBehalfView:
    """Who and how, by key, and the questions of callers, ready for `desk_new.html`.

    `now` bounds the moment of an e-mail, as a browser's field writes it.
    """

    form: FormView
    who: dict[str, FieldView]
    writing: WritingView
    asked_pk: int
    now: str

    @property
    def received_type(self) -> str:
        """Return the kind of field for the moment: what is none stays readable."""
        typed = self.who[RECEIVED].value
        return "datetime-local" if not typed or moment_of(typed) else "text"


def on_behalf_view(writing: Writing, *, asked_pk: int) -> OnBehalfView:
    """Return the page of `writing`; `asked_pk` names the form of callers in it."""
    view = writing_view(writing, here=reverse("desk-new"))
    view = _with_beginning(view, writing)
    fields = {field.key: field for field in view.form.fields}
    caller = replace(fields[CALLER], note=_note(writing.form.values))
    who = {key: fields[key] for key in fields if key in OWN_KEYS} | {CALLER: caller}
    # What to think of while one writes is said to callers; here it costs the call.
    asked = [
        replace(field, guidance=[])
        for field in view.form.fields
        if field.key not in OWN_KEYS
    ]
    form = replace(view.form, fields=asked)
    now = f"{timezone.localtime(clock.now()):%Y-%m-%dT%H:%M}"
    return OnBehalfView(form, who, view, asked_pk, now)


def caller_options(text: str) -> list[dict[str, str]]:
    """Return what the search for a caller offers: people, or to add who was typed."""
    people = callers.found(text)
    typed = text.strip()
    if people or not callers.is_searchable(text):
        return [_option(person) for person in people]
    if (closed := callers.of_address(typed)) is not None:
        note = _("The account of %(name)s is closed.")
        return [_option(closed) | {"note": note % {"name": closed.get_full_name()}}]
    return [{"value": NEW, "label": typed, "hint": "", "note": _nobody(typed)}]


def done_sentence(number: str, name: str, channel: Channel, *, is_new: bool) -> str:
    """Return what to say when it is written down."""
    facts = {"number": number, "name": name}
    if not is_new:
        text = _("It was there already as %(number)s. Nothing was written down twice.")
    elif channel is Channel.PHONE:
        text = _("Written down for %(name)s. Say the number: %(number)s.")
    else:
        text = _("Written down for %(name)s as %(number)s.")
    return text % facts


def _option(person: User) -> dict[str, str]:
    return {
        "value": str(person.pk),
        "label": label_of(person),
        "hint": str(person.organisation or ""),
        "note": "",
    }


def _note(values: Values) -> str:
    if values.get(CALLER) != NEW:
        return ""
    return _nobody(values.get(EMAIL, ""))


def _nobody(typed: str) -> str:
    if "@" in typed:
        return _("Nobody has this address here. Add the person below.")
    return _("Nobody of this name is known here. Add the person below.")


def _with_beginning(view: WritingView, writing: Writing) -> WritingView:
    if view.offered is None or writing.offered is None:
        return view
    kept, token = writing.offered.values, writing.offered.token
    begins = next((kept[key] for key in _BEGINNINGS if kept.get(key)), "")
    if not begins and not stored.of(owner_of(token)).exists():
        # Whoever only chose how it was reported has not begun.
        return replace(view, offered=None)
    words = " ".join(begins.split())[:BEGINS_WITH]
    return replace(view, offered=replace(view.offered, begins=words))
