"""Invite a person, who then sets a password through the link of a mail."""

from collections.abc import Iterable

from django.db import transaction

from hdportal.accounts import mail
from hdportal.accounts.actions import people
from hdportal.accounts.models import Organisation, User
from hdportal.kernel.actor import Grant, Role


@transaction.atomic
def invite(
    *,
    email: str,
    first_name: str,
    last_name: str,
    organisation: Organisation,
    language: str,
    by: User,
    roles: Iterable[Grant | Role] = (),
) -> User:
    """Make an account without a password and mail its holder the way in.

    Raises:
        Denied: `by` may not look after people.
        DomainError: somebody has this address already.
    """
    user = people.add(
        email=email,
        first_name=first_name,
        last_name=last_name,
        organisation=organisation,
        language=language,
        roles=roles,
        by=by,
    )
    mail.send(
        "invitation",
        to=user.email,
        language=language,
        link=mail.first_password_link(user),
        later_link=mail.link("account_reset_password"),
    )
    return user
