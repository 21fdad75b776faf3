"""What the desk's lists can be filtered by."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from hdportal.accounts.models import User
from hdportal.desk.models import AssignmentGroup
from hdportal.kernel.actor import DESK_ROLES
from hdportal.web.prepared import Given, Prepared

NO_KEY = 0


class GroupChoice(NamedTuple):
    """A group that lists can be filtered by."""

    pk: int
    key: str
    name: str


class PersonChoice(NamedTuple):
    """A person that lists can be filtered by."""

    pk: int
    first_name: str
    last_name: str
    email: str


@dataclass(frozen=True)
class Choices:
    """Who reads a list, and what it can be filtered by."""

    reader: int
    groups: list[GroupChoice]
    people: list[PersonChoice]


def choices_of(reader: int, *, person: str = "") -> Choices:
    """Return what the lists of `reader` can be filtered by.

    `person` is the key of somebody who is asked for: they may have left the desk, and
    their incidents are still to be found.
    """
    people = _PEOPLE(person=int(person) if _is_key(person) else NO_KEY)
    return Choices(
        reader,
        [GroupChoice(*row) for row in _GROUPS()],
        [PersonChoice(*row) for row in people],
    )


def _people() -> QuerySet[User, Any]:
    works_here = Q(role_assignments__group__name__in=sorted(DESK_ROLES), is_active=True)
    found = User.objects.filter(works_here | Q(pk=Given("person"))).distinct()
    found = found.order_by("last_name", "first_name", "pk")
    return found.values_list(*PersonChoice._fields)


_PEOPLE: Prepared[Any] = Prepared(_people)
_GROUPS: Prepared[Any] = Prepared(
    lambda: AssignmentGroup.objects.values_list(*GroupChoice._fields)
)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
