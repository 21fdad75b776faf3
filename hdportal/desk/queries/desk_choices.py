"""What the desk's lists can be filtered by."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from hdportal.accounts.models import User
from hdportal.desk.models import AssignmentGroup
from hdportal.kernel.actor import DESK_ROLES


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
    works_here = Q(role_assignments__group__name__in=sorted(DESK_ROLES), is_active=True)
    wanted = works_here | Q(pk=int(person)) if _is_key(person) else works_here
    people = User.objects.filter(wanted).distinct()
    people = people.order_by("last_name", "first_name", "pk")
    groups = AssignmentGroup.objects.values_list(*GroupChoice._fields)
    return Choices(
        reader,
        [GroupChoice(*row) for row in groups],
        [PersonChoice(*row) for row in people.values_list(*PersonChoice._fields)],
    )


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
