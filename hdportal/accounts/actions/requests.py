"""Ask for an account, verify the address, answer."""

from collections.abc import Iterable
from datetime import timedelta

from django.core import signing
from django.db import transaction

from hdportal.accounts import mail, queries
from hdportal.accounts.actions import invitations
from hdportal.accounts.domain import policy
from hdportal.accounts.models import AccountRequest, Organisation, User
from hdportal.audit.record import record
from hdportal.kernel import clock
from hdportal.kernel.actor import Grant, Role
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_

SALT = "accounts.request"
LINK_SECONDS = 3 * 24 * 3600


@transaction.atomic
def ask(
    *,
    email: str,
    first_name: str,
    last_name: str,
    organisation_name: str,
    language: str,
    reason: str = "",
) -> None:
    """Keep the question and mail the address; says the same to known and unknown.

    Who holds the mailbox reads whether there is an account already; the page does not.
    """
    account_request = AccountRequest.objects.create(
        email=email.strip().lower(),
        first_name=first_name,
        last_name=last_name,
        organisation_name=organisation_name,
        reason=reason,
        language=language,
        asked_at=clock.now(),
    )
    record("account_request.ask", by=None, target=account_request)
    name, link = _answer_to(account_request)
    mail.send(name, to=account_request.email, language=language, link=link)


def forget_unverified() -> int:
    """Remove the questions whose link has run out unused; return how many.

    Whoever never opened the mail may not be the owner of the address.
    """
    since = clock.now() - timedelta(seconds=LINK_SECONDS)
    unused = AccountRequest.objects.filter(
        state=AccountRequest.State.UNVERIFIED, asked_at__lt=since
    )
    return unused.delete()[0]


def read(token: str) -> AccountRequest | None:
    """Return the request that a link of the mail means, while the link is valid."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=LINK_SECONDS)
    except signing.BadSignature:
        return None
    return AccountRequest.objects.filter(pk=pk).first()


@transaction.atomic
def confirm(*, account_request: AccountRequest) -> AccountRequest:
    """Note that the address is real and tell the administrators; twice is once."""
    account_request = _locked(account_request)
    if account_request.state != AccountRequest.State.UNVERIFIED:
        return account_request
    account_request.state = AccountRequest.State.WAITING
    account_request.verified_at = clock.now()
    account_request.save(update_fields=["state", "verified_at"])
    record("account_request.confirm", by=None, target=account_request)
    for administrator in queries.administrators():
        mail.send(
            "request_waiting",
            to=administrator.email,
            language=administrator.language or "en",
            link=mail.link("account-requests"),
        )
    return account_request


@transaction.atomic
def invite(
    *,
    account_request: AccountRequest,
    first_name: str,
    last_name: str,
    organisation: Organisation,
    by: User,
    roles: Iterable[Grant | Role] = (),
) -> User:
    """Answer yes: make the account and mail the way in."""
    account_request = _to_decide(account_request, by=by)
    user = invitations.invite(
        email=account_request.email,
        first_name=first_name,
        last_name=last_name,
        organisation=organisation,
        language=account_request.language,
        roles=roles,
        by=by,
    )
    _decide(account_request, str(AccountRequest.State.INVITED), by=by)
    return user


@transaction.atomic
def decline(*, account_request: AccountRequest, reason: str, by: User) -> None:
    """Answer no, with the reason that is mailed."""
    account_request = _to_decide(account_request, by=by)
    account_request.decline_reason = reason
    _decide(account_request, str(AccountRequest.State.DECLINED), by=by)
    mail.send(
        "request_declined",
        to=account_request.email,
        language=account_request.language,
        reason=reason,
    )


def _answer_to(account_request: AccountRequest) -> tuple[str, str]:
    email = account_request.email
    # Both are looked up each time: the time taken must not tell them apart.
    has_account = User.objects.filter(email=email).exists()
    is_waiting = queries.is_waiting(email)
    token = signing.dumps(account_request.pk, salt=SALT)
    if has_account:
        return "account_exists", mail.link("account_reset_password")
    if is_waiting:
        return "already_asked", mail.link("account_login")
    return "request_confirm", mail.link("account-request-confirm", token=token)


def _to_decide(account_request: AccountRequest, *, by: User) -> AccountRequest:
    policy.may_manage_people(by.actor).or_raise()
    account_request = _locked(account_request)
    if account_request.state != AccountRequest.State.WAITING:
        raise DomainError(N_("This request has been answered already."))
    return account_request


def _decide(account_request: AccountRequest, state: str, *, by: User) -> None:
    was, account_request.state = account_request.state, state
    account_request.decided_at = clock.now()
    account_request.decided_by = by
    account_request.save()
    record("account_request.decide", by=by, target=account_request, state=[was, state])


def _locked(account_request: AccountRequest) -> AccountRequest:
    return AccountRequest.objects.select_for_update().get(pk=account_request.pk)
