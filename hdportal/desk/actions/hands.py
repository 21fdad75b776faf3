"""Who has an incident: handed on to a group or a person, or back to the first line."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.desk.actions import changes, notes, staff_notices, turns
from hdportal.desk.actions.conflicts import key_of, require_unchanged
from hdportal.desk.domain import policy
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.domain.sop import Step
from hdportal.desk.domain.staff_notices import StaffOccasion
from hdportal.desk.models import AssignmentGroup, Incident, JournalEntry
from hdportal.desk.queries.groups import first_line, is_member
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.privacy.door import CleanText

_FIELDS = ("assignment_group", "assigned_to")


class NotInGroup(DomainError):
    """The person does not belong to the group."""

    def __init__(self, person: User, group: AssignmentGroup) -> None:
        sentence = N_("%(person)s does not belong to %(group)s.")
        super().__init__(sentence, person=person.get_full_name(), group=group.name)


@dataclass(frozen=True)
class Assignment:
    """A group and, within it, a person or nobody yet."""

    group: AssignmentGroup
    person: User | None = None

    @property
    def keys(self) -> str:
        """The keys of both, as they are compared and kept."""
        return _keys(self.group.pk, self.person.pk if self.person else None)


@transaction.atomic
def hand_on(
    *,
    incident: Incident,
    to: Assignment,
    by: User,
    form_token: UUID,
    seen: tuple[str, str],
    note: CleanText | None = None,
) -> Incident:
    """Assign the incident to a group, and to a person of it if one is named.

    Without one it goes to whoever is in turn, in a group that takes turns.

    `seen` are the keys of group and person when the page was made, "" for nobody.
    A work note tells the others what they need to know; where the assignment stands
    already as wanted, it is all that is written.

    Raises:
        Denied: `by` may not, or the incident is not open.
        NotInGroup: the person is of another group.
        ChangedMeanwhile: somebody else assigned it since.
    """
    incident = changes.locked(incident)
    kind, stands, wanted = EntryKind.HANDED_ON, _standing(incident), to.keys
    if changes.done_before(incident, by, form_token, kind, words=note, to=wanted):
        return incident
    policy.may_step(by.actor, Step.HAND_ON, incident.facts).or_raise()
    if to.person and not is_member(to.person, to.group):
        raise NotInGroup(to.person, to.group)
    require_unchanged("assignment", seen=":".join(seen), stands=stands, wanted=wanted)
    if stands == wanted:
        return _only_note(incident, note, by)
    if note:
        notes.write(incident=incident, text=note, by=by)
    had = incident.assignment_group
    entry = _pass_on(incident, to, kind, by, form_token)
    changes.save(
        incident, "incident.hand_on", by, *_FIELDS, assignment=[stands, wanted]
    )
    _tell_desk(incident, entry, by, is_new_group=had != to.group, has_note=bool(note))
    return incident


@transaction.atomic
def hand_back(
    *,
    incident: Incident,
    by: User,
    form_token: UUID,
    seen: tuple[str, str],
    note: CleanText | None = None,
) -> Incident:
    """Give the incident back to the Service Desk (step I14), where nobody has it yet.

    Where the Service Desk takes turns, it goes to whoever is in turn. `seen` and
    `note` are as in `hand_on`.

    Raises:
        Denied: `by` may not, it is not open, or it lies with the Service Desk.
        ChangedMeanwhile: somebody else assigned it since.
    """
    incident, to = changes.locked(incident), Assignment(first_line())
    kind, stands = EntryKind.HANDED_BACK, _standing(incident)
    if changes.done_before(incident, by, form_token, kind, words=note, to=to.keys):
        return incident
    policy.may_hand_back(by.actor, incident.facts).or_raise()
    require_unchanged("assignment", seen=":".join(seen), stands=stands, wanted=to.keys)
    if note:
        notes.write(incident=incident, text=note, by=by)
    had = incident.assignment_group
    entry = _pass_on(incident, to, kind, by, form_token)
    keys = [stands, to.keys]
    changes.save(incident, "incident.hand_back", by, *_FIELDS, assignment=keys)
    staff_notices.tell(
        incident=incident,
        occasion=StaffOccasion.HANDED_BACK,
        by=by,
        entry=entry,
        groups=[group for group in (had, to.group) if group],
        has_note=bool(note),
    )
    return incident


def _pass_on(
    incident: Incident, to: Assignment, kind: EntryKind, by: User, form_token: UUID
) -> JournalEntry:
    facts = {
        "group": [_name(incident.assignment_group), to.group.name],
        "person": [_name(incident.assigned_to), _name(to.person)],
        "to": to.keys,
    }
    incident.assignment_group, incident.assigned_to = to.group, to.person
    entry = changes.tell(incident, kind, by, facts=facts, form_token=form_token)
    if to.person:
        turns.note(to.group, to.person)
    else:
        turns.give(incident)
    return entry


def _tell_desk(
    incident: Incident,
    entry: JournalEntry,
    by: User,
    *,
    is_new_group: bool,
    has_note: bool,
) -> None:
    group, occasions = incident.assignment_group, []
    if incident.assigned_to:
        occasions.append(StaffOccasion.ASSIGNED)
    if is_new_group:
        occasions.append(StaffOccasion.HANDED_ON)
    for occasion in occasions:
        staff_notices.tell(
            incident=incident,
            occasion=occasion,
            by=by,
            entry=entry,
            groups=[group] if group else [],
            has_note=has_note,
        )


def _only_note(incident: Incident, note: CleanText | None, by: User) -> Incident:
    if note and not changes.twin_of(incident, note, by, EntryKind.WORK_NOTE):
        notes.write(incident=incident, text=note, by=by)
        changes.save(incident, "incident.note", by)
    return incident


def _standing(incident: Incident) -> str:
    return _keys(incident.assignment_group_id, incident.assigned_to_id)


def _keys(group: int | None, person: int | None) -> str:
    return f"{key_of(group)}:{key_of(person)}"


def _name(somebody: User | AssignmentGroup | None) -> str:
    return str(somebody) if somebody else ""
