"""What the desk does with an incident: take, hand on, hold, resume, resolve."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.desk.actions import changes, comments, notes, notices
from hdportal.desk.actions.conflicts import key_of, require_unchanged
from hdportal.desk.domain import policy
from hdportal.desk.domain.incident import CloseCode, EntryKind, HoldReason
from hdportal.desk.domain.notices import Occasion
from hdportal.desk.domain.sop import Step
from hdportal.desk.models import AssignmentGroup, Incident
from hdportal.desk.queries.groups import is_member
from hdportal.kernel import clock
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.privacy.door import CleanText, require_clean


class NotInGroup(DomainError):
    """The person does not belong to the group."""

    def __init__(self, person: User, group: AssignmentGroup) -> None:
        sentence = N_("%(person)s does not belong to %(group)s.")
        super().__init__(sentence, person=person.get_full_name(), group=group.name)


class CommentNeeded(DomainError):
    """Whoever waits for the caller has to tell the caller what for."""

    def __init__(self) -> None:
        super().__init__(N_("Write to the caller what you are waiting for."))


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
def take(
    *, incident: Incident, by: User, form_token: UUID, seen_person: str = ""
) -> Incident:
    """Give the incident to `by`, who begins with the work.

    `seen_person` is the key of who had it when the page was made, "" for nobody.

    Raises:
        Denied: `by` may not take it, or its state does not allow it.
        ChangedMeanwhile: somebody else took it since.
    """
    incident = changes.locked(incident)
    if changes.done_before(incident, by, form_token, EntryKind.TAKEN):
        return incident
    policy.may_take(by.actor, incident.facts).or_raise()
    had, keys = incident.assigned_to, [incident.assigned_to_id, by.pk]
    stands, wanted = (key_of(key) for key in keys)
    require_unchanged("assigned_to", seen=seen_person, stands=stands, wanted=wanted)
    moved = changes.step(incident, Step.TAKE)
    facts = moved if had == by else {**moved, "person": [_name(had), _name(by)]}
    incident.assigned_to = by
    changes.tell(incident, EntryKind.TAKEN, by, facts=facts, form_token=form_token)
    told = {**moved, "person": keys}
    changes.save(incident, "incident.take", by, "assigned_to", **told)
    return incident


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
    facts = {
        "group": [_name(incident.assignment_group), to.group.name],
        "person": [_name(incident.assigned_to), _name(to.person)],
        "to": wanted,
    }
    incident.assignment_group, incident.assigned_to = to.group, to.person
    changes.tell(incident, kind, by, facts=facts, form_token=form_token)
    fields = ("assignment_group", "assigned_to")
    keys = [stands, wanted]
    changes.save(incident, "incident.hand_on", by, *fields, assignment=keys)
    return incident


@transaction.atomic
def put_on_hold(
    *,
    incident: Incident,
    reason: HoldReason,
    by: User,
    form_token: UUID,
    comment: CleanText | None = None,
) -> Incident:
    """Let the incident wait; the comment goes to the caller.

    Raises:
        Denied: `by` may not, or its state does not allow it.
        CommentNeeded: it waits for the caller, who was told nothing.
    """
    incident = changes.locked(incident)
    kind = EntryKind.HELD
    if changes.done_before(
        incident, by, form_token, kind, words=comment, reason=reason
    ):
        return incident
    policy.may_step(by.actor, Step.HOLD, incident.facts).or_raise()
    if reason is HoldReason.AWAITING_CALLER and not (comment or "").strip():
        raise CommentNeeded
    facts = changes.step(incident, Step.HOLD) | {"reason": reason}
    incident.hold_reason = reason
    if comment:
        comments.write(incident=incident, text=comment, by=by)
    changes.tell(incident, kind, by, facts=facts, form_token=form_token)
    changes.save(incident, "incident.hold", by, **facts)
    return incident


@transaction.atomic
def resume(*, incident: Incident, by: User, form_token: UUID) -> Incident:
    """Go on with an incident that waited.

    Raises:
        Denied: `by` may not, or it is not on hold.
    """
    incident = changes.locked(incident)
    if changes.done_before(incident, by, form_token, EntryKind.RESUMED):
        return incident
    policy.may_step(by.actor, Step.RESUME, incident.facts).or_raise()
    facts = changes.step(incident, Step.RESUME)
    changes.tell(incident, EntryKind.RESUMED, by, facts=facts, form_token=form_token)
    changes.save(incident, "incident.resume", by, **facts)
    return incident


@transaction.atomic
def resolve(
    *,
    incident: Incident,
    close_code: CloseCode,
    close_notes: CleanText,
    by: User,
    form_token: UUID,
) -> Incident:
    """Mark the incident resolved and tell its caller (step I08).

    Raises:
        Denied: `by` may not resolve it, or it is not in a state to be resolved.
    """
    require_clean(close_notes)
    incident = changes.locked(incident)
    if changes.done_before(
        incident,
        by,
        form_token,
        EntryKind.RESOLVED,
        words=close_notes,
        close_code=close_code,
    ):
        return incident
    policy.may_resolve(by.actor, incident.facts).or_raise()
    facts = changes.step(incident, Step.RESOLVE) | {"close_code": close_code}
    incident.close_code, incident.close_notes = close_code, close_notes
    incident.resolved_at, incident.resolved_by = clock.now(), by
    if incident.assigned_to is None:
        incident.assigned_to = by
    entry = changes.tell(
        incident,
        EntryKind.RESOLVED,
        by,
        text=close_notes,
        facts=facts,
        form_token=form_token,
    )
    fields = ("close_code", "close_notes", "resolved_at", "resolved_by", "assigned_to")
    changes.save(incident, "incident.resolve", by, *fields, **facts)
    notices.tell(incident=incident, occasion=Occasion.RESOLVED, by=by, entry=entry)
    return incident


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
