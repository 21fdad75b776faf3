"""Who of the desk is told by mail, and what each of them chose."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.accounts.models import RoleAssignment, User
from hdportal.desk.domain.staff_notices import (
    STANDARD_FOR_OWN,
    counts_in,
    standard_for,
)
from hdportal.desk.models import AssignmentGroup, StaffMailChoice
from hdportal.kernel.actor import DESK_ROLES, EVERYWHERE, Grant, Role


@dataclass
class Choices:
    """What one person gets about own incidents and about those of each group.

    `chosen` are the answers that differ from the standard, by the key of a group.
    """

    grants: Collection[Grant]
    chosen: Mapping[int | None, MailChoice] = field(default_factory=dict)

    @property
    def own(self) -> MailChoice:
        """What is told about incidents that are assigned to the person."""
        return self.chosen.get(None, STANDARD_FOR_OWN)

    def about(self, group: AssignmentGroup) -> MailChoice:
        """What is told about the incidents of a group."""
        standard = standard_for(self.grants, group.key)
        return self.chosen.get(group.pk, standard)


def choices_of(person: User) -> Choices:
    """Return what a person gets, in one query beside their roles."""
    return Choices(person.actor.grants, _chosen([person.pk]).get(person.pk, {}))


def people_of(
    groups: Iterable[AssignmentGroup], roles: Collection[Role]
) -> list[tuple[User, Choices]]:
    """Return who holds one of these roles in one of these groups, in two queries."""
    groups = list(groups)
    if not groups or not roles:
        return []
    scopes = [EVERYWHERE, *(group.scope for group in groups)]
    counts = Q(scope__in=scopes) | Q(group__name=Role.INCIDENT_MANAGER)
    held = RoleAssignment.objects.filter(
        counts, group__name__in=sorted(DESK_ROLES), user__is_active=True
    )
    people: dict[int, User] = {}
    grants: dict[int, set[Grant]] = {}
    for one in held.select_related("user", "group").order_by("user"):
        people[one.user_id] = one.user
        grant = Grant(Role(one.group.name), one.scope)
        grants.setdefault(one.user_id, set()).add(grant)
    told = [
        pk
        for pk, all_held in grants.items()
        if any(_holds_in(all_held, group, roles) for group in groups)
    ]
    chosen = _chosen(told)
    return [(people[pk], Choices(grants[pk], chosen.get(pk, {}))) for pk in told]


def _holds_in(
    grants: Iterable[Grant], group: AssignmentGroup, roles: Collection[Role]
) -> bool:
    return any(g.role in roles and counts_in(g, group.key) for g in grants)


def _chosen(people: Collection[int]) -> dict[int, dict[int | None, MailChoice]]:
    rows = StaffMailChoice.objects.filter(person__in=people)
    found: dict[int, dict[int | None, MailChoice]] = {}
    for person, group, choice in rows.values_list("person", "group", "choice"):
        found.setdefault(person, {})[group] = MailChoice(choice)
    return found
