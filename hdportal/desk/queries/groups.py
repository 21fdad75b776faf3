"""Groups of the desk and who belongs to them."""

from django.db.models import Q, QuerySet

from hdportal.accounts.models import User
from hdportal.desk.models import AssignmentGroup
from hdportal.desk.models.group import FIRST_LINE
from hdportal.kernel.actor import DESK_ROLES, EVERYWHERE


def active_groups() -> QuerySet[AssignmentGroup]:
    """Return the groups that incidents can be assigned to, in their order."""
    return AssignmentGroup.objects.filter(is_active=True)


def every_group() -> QuerySet[AssignmentGroup]:
    """Return all groups for whoever keeps them, in their order."""
    return AssignmentGroup.objects.all()


def first_line() -> AssignmentGroup:
    """Return the group that a new incident goes to unless a rule says otherwise."""
    return AssignmentGroup.objects.get(key=FIRST_LINE)


def members(group: AssignmentGroup) -> QuerySet[User]:
    """Return the people of a group, by name.

    A role behind the desk without a scope counts in every group.
    """
    return desk_people().filter(_holds_role_in(group)).distinct()


def desk_people() -> QuerySet[User]:
    """Return everybody who works behind the desk, by name."""
    holds = Q(role_assignments__group__name__in=sorted(DESK_ROLES))
    people = User.objects.filter(holds, is_active=True).distinct()
    return people.order_by("last_name", "first_name", "pk")


def is_member(person: User, group: AssignmentGroup) -> bool:
    """Return whether the person can be given incidents of the group."""
    return members(group).filter(pk=person.pk).exists()


def _holds_role_in(group: AssignmentGroup) -> Q:
    return Q(
        role_assignments__group__name__in=sorted(DESK_ROLES),
        role_assignments__scope__in=[EVERYWHERE, group.scope],
    )
