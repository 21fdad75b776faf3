"""What a person keeps up to date alone: name, telephone, language, choices."""

from django.db import transaction

from hdportal.accounts.domain import policy
from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.accounts.models import Organisation, User
from hdportal.audit.record import record
from hdportal.kernel import clock

FIELDS = [
    "first_name",
    "last_name",
    "telephone",
    "language",
    "organisation",
    "mail_choice",
    "single_keys",
]


@transaction.atomic
def save(
    *,
    by: User,
    first_name: str,
    last_name: str,
    telephone: str,
    language: str,
    organisation: Organisation | None,
    mail_choice: MailChoice = MailChoice.NOW,
    single_keys: bool = True,
) -> User:
    """Keep a person's own profile; the first time completes it.

    Raises:
        Denied: the organisation is one that only an administrator gives.
    """
    user = User.objects.select_for_update().get(pk=by.pk)
    policy.may_join(
        user.actor,
        is_first_time=user.profile_completed_at is None,
        organisation_id=organisation.pk if organisation else None,
        is_shared=bool(organisation and organisation.shares_incidents),
    ).or_raise()
    user.first_name, user.last_name = first_name, last_name
    user.telephone, user.language = telephone, language
    user.organisation = organisation
    user.mail_choice, user.single_keys = mail_choice, single_keys
    user.profile_completed_at = user.profile_completed_at or clock.now()
    user.save(update_fields=[*FIELDS, "profile_completed_at"])
    record("profile.save", by=user, target=user)
    return user


@transaction.atomic
def set_language(*, by: User, language: str) -> None:
    """Remember the language in which a person reads."""
    User.objects.filter(pk=by.pk).update(language=language)
    record("profile.language", by=by, target=by, language=language)


@transaction.atomic
def set_single_keys(*, by: User, is_on: bool) -> None:
    """Remember whether single letters are shortcuts for a person."""
    User.objects.filter(pk=by.pk).update(single_keys=is_on)
    record("profile.single_keys", by=by, target=by, is_on=is_on)


@transaction.atomic
def set_mail_choice(*, by: User, choice: MailChoice) -> None:
    """Remember whether and when a person wants mail about the own incidents."""
    User.objects.filter(pk=by.pk).update(mail_choice=choice)
    record("profile.mail_choice", by=by, target=by, choice=choice)
