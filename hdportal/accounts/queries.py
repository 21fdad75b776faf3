"""Lists of people and of requests; each a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from hdportal.accounts.models import AccountRequest, Organisation, User
from hdportal.kernel.actor import Role

PAGE = 25


@dataclass(frozen=True)
class PeoplePage:
    """Some people, and the key after which the next page starts."""

    people: list[User]
    next_after: int | None


@dataclass(frozen=True)
class RequestsPage:
    """Some requests, the longest waiting first."""

    account_requests: list[AccountRequest]
    next_after: int | None


def people(*, search: str = "", after: int | None = None) -> PeoplePage:
    """Return a page of people by last name; `after` is the key of the last one seen."""
    found = User.objects.select_related("organisation").prefetch_related(
        "role_assignments__group"
    )
    for word in search.split()[:5]:
        found = found.filter(
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(email__icontains=word)
            | Q(organisation__name__icontains=word)
        )
    if last := User.objects.filter(pk=after).first() if after else None:
        found = found.filter(
            Q(last_name__gt=last.last_name) | Q(last_name=last.last_name, pk__gt=after)
        )
    rows = list(found.order_by("last_name", "pk")[: PAGE + 1])
    return PeoplePage(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)


def requests_waiting(*, after: int | None = None) -> RequestsPage:
    """Return a page of verified requests that wait for an answer."""
    found = AccountRequest.objects.filter(state=AccountRequest.State.WAITING)
    rows = list(found.filter(pk__gt=after or 0).order_by("pk")[: PAGE + 1])
    return RequestsPage(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)


def is_waiting(email: str) -> bool:
    """Return whether somebody verified this address and waits for an answer."""
    return AccountRequest.objects.filter(
        email=email, state=AccountRequest.State.WAITING
    ).exists()


def administrators() -> QuerySet[User]:
    """Return who looks after people."""
    is_one = Q(role_assignments__group__name=Role.ADMINISTRATOR) | Q(is_superuser=True)
    return User.objects.filter(is_one, is_active=True).distinct()


def organisations_to_choose(user: User) -> QuerySet[Organisation]:
    """Return the organisations that a person may name on a first profile.

    Not those where colleagues see one another's incidents: these an administrator
    gives.
    """
    if user.actor.holds(Role.ADMINISTRATOR):
        return Organisation.objects.all()
    return Organisation.objects.filter(shares_incidents=False)


def demo_people() -> QuerySet[User]:
    """Return the people of the demo organisation, for the sign-in page."""
    found = User.objects.filter(email__endswith="@demo.example", is_active=True)
    return found.prefetch_related("role_assignments__group").order_by("pk")


def organisations_with_people() -> QuerySet[Organisation]:
    """Return all organisations by name, each with `people_count`."""
    return Organisation.objects.annotate(people_count=Count("people")).order_by("name")
