"""What the desk's lists can be filtered by."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from hdportal.accounts.models import RoleAssignment, User
from hdportal.desk.models import AssignmentGroup
from hdportal.kernel import clock
from hdportal.kernel.actor import DESK_ROLES
from hdportal.web.prepared import Given, Prepared


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
    # The end of the day on which they said so; it may have passed.
    present_until: datetime | None = None


@dataclass(frozen=True)
class Choices:
    """Who reads a list and when, and what it can be filtered by."""

    reader: int
    groups: list[GroupChoice]
    people: list[PersonChoice]
    at: datetime = field(default_factory=clock.now)

    def is_present(self, now: datetime) -> bool:
        """Return whether the reader is at the desk."""
        own = next((p.present_until for p in self.people if p.pk == self.reader), None)
        return own is not None and own > now


def choices_of(reader: int, *, person: str = "") -> Choices:
    """Return what the lists of `reader` can be filtered by.

    `person` is the key of somebody who is asked for: they may have left the desk, and
    their incidents are still to be found.
    """
    people = _PEOPLE()
    if _is_key(person) and all(row[0] != int(person) for row in people):
        people += _PERSON(person=int(person))
    return Choices(
        reader,
        [GroupChoice(*row) for row in _GROUPS()],
        [PersonChoice(*row) for row in people],
    )


# In the order of the fields of `PersonChoice`.
_PERSON_COLUMNS = ("pk", "first_name", "last_name", "email", "presence__until")


def _people() -> QuerySet[User, Any]:
    # By their keys: there are few, and everybody else would be looked at in a join.
    held = RoleAssignment.objects.filter(group__name__in=sorted(DESK_ROLES))
    found = User.objects.filter(pk__in=held.values("user"), is_active=True)
    found = found.order_by("last_name", "first_name", "pk")
    return found.values_list(*_PERSON_COLUMNS)


_PEOPLE: Prepared[Any] = Prepared(_people)
_PERSON: Prepared[Any] = Prepared(
    lambda: User.objects.filter(pk=Given("person")).values_list(*_PERSON_COLUMNS)
)
_GROUPS: Prepared[Any] = Prepared(
    lambda: AssignmentGroup.objects.values_list(*GroupChoice._fields)
)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
