"""What the desk does with an incident: take, hand on or back, hold, resolve."""

from uuid import UUID

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.desk.actions import changes, comments, notices, turns
from hdportal.desk.actions.choices import require_offered
from hdportal.desk.actions.conflicts import key_of, require_unchanged
from hdportal.desk.actions.hands import Assignment, NotInGroup, hand_back, hand_on
from hdportal.desk.domain import policy
from hdportal.desk.domain.choices import Kind
from hdportal.desk.domain.incident import EntryKind, HoldReason
from hdportal.desk.domain.notices import Occasion
from hdportal.desk.domain.sop import Step
from hdportal.desk.models import AssignmentGroup, Incident
from hdportal.kernel import clock
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.privacy.door import CleanText, require_clean

__all__ = [
    "Assignment",
    "CommentNeeded",
    "NotInGroup",
    "hand_back",
    "hand_on",
    "put_on_hold",
    "resolve",
    "resume",
    "take",
]


class CommentNeeded(DomainError):
    """Whoever waits for the caller has to tell the caller what for."""

    def __init__(self) -> None:
        super().__init__(N_("Write to the caller what you are waiting for."))


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
    facts = {**moved, "group": _name(incident.assignment_group)}
    if had != by:
        facts["person"] = [_name(had), _name(by)]
    incident.assigned_to = by
    if had != by:
        turns.note(incident.assignment_group, by)
    changes.tell(incident, EntryKind.TAKEN, by, facts=facts, form_token=form_token)
    told = {**moved, "person": keys}
    changes.save(incident, "incident.take", by, "assigned_to", **told)
    return incident


@transaction.atomic
def put_on_hold(
    *,
    incident: Incident,
    reason: str,
    by: User,
    form_token: UUID,
    comment: CleanText | None = None,
) -> Incident:
    """Let the incident wait; the comment goes to the caller.

    Raises:
        Denied: `by` may not, or its state does not allow it.
        CommentNeeded: it waits for the caller, who was told nothing.
        NotOffered: there is no such reason, or not any more.
    """
    incident = changes.locked(incident)
    kind = EntryKind.HELD
    if changes.done_before(
        incident, by, form_token, kind, words=comment, reason=reason
    ):
        return incident
    policy.may_step(by.actor, Step.HOLD, incident.facts).or_raise()
    require_offered(Kind.HOLD_REASON, reason)
    if reason == HoldReason.AWAITING_CALLER and not (comment or "").strip():
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
    close_code: str,
    close_notes: CleanText,
    by: User,
    form_token: UUID,
) -> Incident:
    """Mark the incident resolved and tell its caller (step I08).

    Raises:
        Denied: `by` may not resolve it, or it is not in a state to be resolved.
        NotOffered: there is no such close code, or not any more.
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
    require_offered(Kind.CLOSE_CODE, close_code)
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


def _name(holder: User | AssignmentGroup | None) -> str:
    return str(holder) if holder else ""
