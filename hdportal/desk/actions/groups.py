"""Keep the groups that incidents are assigned to."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.desk.actions.conflicts import require_unchanged
from hdportal.desk.domain.choices import may_keep_lists
from hdportal.desk.domain.groups import group_key, require_group_name, require_idle
from hdportal.desk.models import AssignmentGroup, Incident


@dataclass(frozen=True)
class GroupWanted:
    """What a group is to be."""

    name: str
    is_active: bool = True
    round_robin: bool = False

    @property
    def columns(self) -> dict[str, object]:
        """The values by column; the name without space around it."""
        name = " ".join(self.name.split())
        return {
            "name": name,
            "is_active": self.is_active,
            "round_robin": self.round_robin,
        }


def add_missing(names: Mapping[str, str]) -> None:
    """Add the groups, by key, that are not there yet."""
    known = set(AssignmentGroup.objects.values_list("key", flat=True))
    AssignmentGroup.objects.bulk_create(
        AssignmentGroup(key=key, name=name, position=position)
        for position, (key, name) in enumerate(names.items())
        if key not in known
    )


@transaction.atomic
def add(*, wanted: GroupWanted, by: User) -> AssignmentGroup:
    """Add a group at the end.

    Raises:
        Denied: `by` does not keep the desk's settings.
        WrongGroupName: the name is missing, or a group has it.
    """
    may_keep_lists(by.actor).or_raise()
    groups, columns = _locked(), wanted.columns
    require_group_name(str(columns["name"]), others=[g.name for g in groups])
    key = group_key(wanted.name, taken=[g.key for g in groups])
    position = max((g.position for g in groups), default=-1) + 1
    added = AssignmentGroup.objects.create(key=key, position=position, **columns)
    record("group.add", by=by, target=added)
    return added


@transaction.atomic
def change(
    *, group: AssignmentGroup, wanted: GroupWanted, version: int, by: User
) -> AssignmentGroup:
    """Change a group; `version` is the one that the page showed.

    Raises:
        Denied: `by` does not keep the desk's settings.
        WrongGroupName: the name is missing, or another group has it.
        GroupStays: it is to be switched off while something still goes to it.
        ChangedMeanwhile: somebody else changed it since the page was made.
    """
    may_keep_lists(by.actor).or_raise()
    groups, columns = _locked(), wanted.columns
    one = next(g for g in groups if g.pk == group.pk)
    others = [g.name for g in groups if g is not one]
    require_group_name(str(columns["name"]), others=others)
    fields = [f for f, value in columns.items() if getattr(one, f) != value]
    if not fields:
        return one
    require_unchanged("group", seen=str(version), stands=str(one.version), wanted="")
    if one.is_active and not wanted.is_active:
        open_ones = Incident.objects.filter(assignment_group=one, is_open=True)
        rules = one.rules.count()
        require_idle(one.key, incidents=open_ones.count(), rules=rules)
    for field in fields:
        setattr(one, field, columns[field])
    one.version += 1
    one.save(update_fields=[*fields, "version"])
    record("group.change", by=by, target=one, fields=fields)
    return one


def _locked() -> list[AssignmentGroup]:
    # Against references too: an incident or a rule that is just being written for one
    # of them is waited for, and then counts.
    return list(AssignmentGroup.objects.select_for_update().order_by("pk"))
