"""Keep the groups that incidents are assigned to."""

from collections.abc import Mapping

from hdportal.desk.models import AssignmentGroup


def add_missing(names: Mapping[str, str]) -> None:
    """Add the groups, by key, that are not there yet."""
    known = set(AssignmentGroup.objects.values_list("key", flat=True))
    AssignmentGroup.objects.bulk_create(
        AssignmentGroup(key=key, name=name, position=position)
        for position, (key, name) in enumerate(names.items())
        if key not in known
    )
