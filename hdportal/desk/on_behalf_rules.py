"""What is wrong with who and how, and what comes of it when all is well."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from hdportal.accounts.actions.callers import NewCaller
from hdportal.accounts.domain.policy import may_add_caller
from hdportal.accounts.models import Organisation, User
from hdportal.desk.domain import channels
from hdportal.desk.domain.channels import Contact
from hdportal.desk.domain.incident import Channel
from hdportal.desk.on_behalf_forms import (
    CALLER,
    CHANNEL,
    EMAIL,
    FIRST_NAME,
    LANGUAGE,
    LAST_NAME,
    NEW,
    ORGANISATION,
    RECEIVED,
    WHO,
)
from hdportal.desk.queries import callers
from hdportal.intake.domain.checking import Problem, Refusal
from hdportal.intake.forms import Answers, IntakeForm
from hdportal.kernel.actor import Actor
from hdportal.kernel.clock import BRUSSELS
from hdportal.kernel.verdict import Verdict
from hdportal.web.render import translated

Said = tuple[str, str]


def checked(form: IntakeForm, *, by: Actor, now: datetime) -> IntakeForm:
    """Return the form with everything that stands in the way of submitting."""
    form = form.checked()
    said = dict([*_contact(form, now), *_caller(form), *_new_caller(form, by)])
    own = {
        key: Refusal(Problem.OTHER_RULE, {"sentence": sentence})
        for key, sentence in said.items()
        if sentence
    }
    return replace(form, problems={**own, **form.problems})


def moment_of(text: str) -> datetime | None:
    """Return the moment that a browser's field for date and time holds, in Brussels.

    >>> moment_of("2026-11-24T09:12").isoformat()
    '2026-11-24T09:12:00+01:00'
    >>> moment_of("yesterday")
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        moment = moment.replace(tzinfo=moment.tzinfo or BRUSSELS)
        moment.timestamp()
    except (ValueError, OverflowError):
        return None
    return moment


def contact_of(answers: Answers) -> Contact:
    """Return how the desk came to know."""
    received_at = moment_of(answers.text(RECEIVED))
    return Contact(Channel(answers.choice(CHANNEL)), received_at)


def caller_of(answers: Answers) -> User | NewCaller:
    """Return for whom it is: who was chosen, or who is to be added."""
    chosen = answers.choice(CALLER)
    if chosen != NEW:
        return User.objects.select_related("organisation").get(pk=chosen)
    return NewCaller(
        email=answers.text(EMAIL),
        first_name=answers.text(FIRST_NAME),
        last_name=answers.text(LAST_NAME),
        language=answers.choice(LANGUAGE),
        organisation=_organisation(answers.choice(ORGANISATION)),
    )


def _contact(form: IntakeForm, now: datetime) -> Iterator[Said]:
    if form.values.get(CHANNEL) != Channel.EMAIL:
        return
    typed = form.values.get(RECEIVED, "")
    moment = moment_of(typed)
    yield RECEIVED, translated(channels.came(Channel.EMAIL, moment, now=now))


def _caller(form: IntakeForm) -> Iterator[Said]:
    chosen = form.values.get(CALLER, "")
    if not chosen and form.values.get(WHO, "").strip():
        yield CALLER, _("Choose the caller from the list.")
    elif person := callers.of_key(chosen):
        yield CALLER, translated(_may_be(person))


def _new_caller(form: IntakeForm, by: Actor) -> Iterator[Said]:
    if form.values.get(CALLER) != NEW:
        return
    email = form.values.get(EMAIL, "").strip()
    if not _is_email(email):
        yield EMAIL, _("Enter an address such as name@hospital.be.")
    elif person := callers.of_address(email):
        yield EMAIL, translated(_may_be(person))
    organisation = _organisation(form.values.get(ORGANISATION, ""))
    if organisation and organisation.shares_incidents:
        yield ORGANISATION, translated(may_add_caller(by, is_shared=True))


def _may_be(person: User) -> Verdict:
    name = person.get_full_name()
    return channels.may_be_caller(name=name, is_active=person.is_active)


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _organisation(key: str) -> Organisation | None:
    is_key = key.isascii() and key.isdigit() and len(key) < 18
    return Organisation.objects.filter(pk=key).first() if is_key else None
