"""Give what is nobody's yet to the people of a group in turn."""

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.desk.actions.conflicts import key_of
from hdportal.desk.domain.incident import FIRST_LINE, EntryKind
from hdportal.desk.domain.turns import next_in_turn
from hdportal.desk.models import AssignmentGroup, Incident, JournalEntry, Turn
from hdportal.desk.queries.turns import present
from hdportal.kernel import clock


def begin(incident: Incident) -> None:
    """Tell where a rule sent a new incident, and give it to somebody of that group.

    The caller saves `assigned_to`.
    """
    group = incident.assignment_group
    if group and group.key != FIRST_LINE:
        _tell(incident, by_rule=True)
    give(incident)


def give(incident: Incident) -> None:
    """Give the incident to whoever of its group is in turn, where it takes turns.

    Nobody at the desk, nobody gets it. The caller saves `assigned_to`.
    """
    group = incident.assignment_group
    if group is None or not group.round_robin:
        return
    # Two at once wait for each other here, so that both see whose turn it is. People
    # of the group can be named meanwhile: it is no lock against references.
    held = AssignmentGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    if not held.round_robin:
        return
    key = next_in_turn(present(held, now=clock.now()))
    if key is None:
        return
    incident.assigned_to = User.objects.get(pk=key)
    _tell(incident)
    note(held, incident.assigned_to)
    facts = {"person": key, "group": held.key}
    record("incident.in_turn", by=None, target=incident, **facts)


def note(group: AssignmentGroup | None, person: User) -> None:
    """Remember that somebody got an incident of a group that takes turns."""
    if group is None or not group.round_robin:
        return
    Turn.objects.bulk_create(
        [Turn(group=group, person=person, at=clock.now())],
        update_conflicts=True,
        unique_fields=["group", "person"],
        update_fields=["at"],
    )


def _tell(incident: Incident, **facts: bool) -> None:
    group, person = incident.assignment_group, incident.assigned_to
    keys = [incident.assignment_group_id, incident.assigned_to_id]
    named = {
        "group": str(group or ""),
        "person": str(person or ""),
        "to": ":".join(map(key_of, keys)),
    }
    JournalEntry.objects.create(
        incident=incident,
        kind=EntryKind.ASSIGNED,
        at=incident.updated_at,
        facts={**named, **facts},
    )
