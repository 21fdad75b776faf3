"""People for tests, as plain functions; other apps use them too."""

from collections.abc import Iterable
from itertools import count

from hdportal.accounts.actions import organisations, people
from hdportal.accounts.models import AccountRequest, Organisation, User
from hdportal.kernel import clock
from hdportal.kernel.actor import Grant, Role

PASSWORD = "a long enough secret"
_numbers = count(1)


def make_organisation(name: str = "", **fields: object) -> Organisation:
    """Add an organisation; without a name it gets a fresh one."""
    name = name or f"Hospital {next(_numbers)}"
    return organisations.add(name=name, **fields)  # type: ignore[arg-type]


def make_user(
    email: str = "",
    roles: Iterable[Role | Grant] = (),
    organisation: Organisation | None = None,
    profile_completed: bool = True,
    **fields: str,
) -> User:
    """Add a person who can sign in with `PASSWORD` and has a complete profile."""
    named = {"first_name": "Test", "last_name": "Person", "language": "en", **fields}
    return people.add(
        email=email or f"person{next(_numbers)}@hospital.example",
        password=named.pop("password", PASSWORD),
        organisation=organisation or make_organisation(),
        roles=roles,
        profile_completed=profile_completed,
        **named,
    )


def make_administrator() -> User:
    """Add somebody who looks after people."""
    return make_user(roles=[Role.ADMINISTRATOR])


def make_account_request(
    email: str = "new@hospital.example", state: str = AccountRequest.State.WAITING
) -> AccountRequest:
    """Add a request, by default one that waits for an answer."""
    return AccountRequest.objects.create(
        email=email,
        first_name="Nour",
        last_name="Newcomer",
        organisation_name="Hospital North",
        asked_at=clock.now(),
        state=state,
    )
