"""What happens when somebody writes to the other side: customer communication."""

from uuid import UUID

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.desk.actions import attachments, changes, notices, staff_notices
from hdportal.desk.domain import policy
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.domain.notices import Occasion
from hdportal.desk.domain.sop import Step
from hdportal.desk.domain.staff_notices import StaffOccasion
from hdportal.desk.models import Incident, JournalEntry
from hdportal.desk.queries import comment_purpose
from hdportal.privacy.door import CleanText, require_clean


@transaction.atomic
def add(
    *,
    incident: Incident,
    text: CleanText,
    form_token: UUID,
    by: User,
    draft_token: UUID | None = None,
    purpose: str = "",
) -> JournalEntry:
    """Add to the customer communication, with the files of its draft.

    The same form twice adds once, and so do the same words within ten minutes. An
    answer that the desk waits for takes the incident back to work. `purpose` is that
    of the draft, unless it is the caller's own.

    Raises:
        Denied: `by` may not write here, or the incident is closed.
        AlreadyWritten: the token was used for other words.
    """
    require_clean(text)
    incident = changes.locked(incident)
    draft, purpose = draft_token or form_token, purpose or comment_purpose(incident)
    if sent := changes.written_before(incident, text, by, form_token, _KIND):
        attachments.add_late(incident=incident, draft=draft, purpose=purpose, by=by)
        return sent
    policy.may_comment(by.actor, incident.facts).or_raise()
    files = attachments.spend(incident=incident, draft=draft, purpose=purpose, by=by)
    facts = attachments.facts_of(files)
    entry = write(
        incident=incident, text=text, by=by, facts=facts, form_token=form_token
    )
    if by.pk in incident.people and incident.facts.awaits_caller:
        moved = changes.step(incident, Step.REPLY)
        changes.tell(incident, EntryKind.RESUMED, by, facts={**moved, "reply": True})
    told = {"entry": entry.pk, "files": len(files)}
    changes.save(incident, "incident.comment", by, **told)
    return entry


_KIND = EntryKind.COMMENT


def write(
    *,
    incident: Incident,
    text: CleanText,
    by: User,
    facts: dict[str, object] | None = None,
    form_token: UUID | None = None,
) -> JournalEntry:
    """Write a comment into the journal and tell the other side of it."""
    require_clean(text)
    entry = changes.tell(
        incident, _KIND, by, text=text, facts=facts, form_token=form_token
    )
    if by.pk != incident.caller_id:
        occasion = Occasion.COMMENTED
        notices.tell(incident=incident, occasion=occasion, by=by, entry=entry)
    if by.pk in incident.people:
        answered = StaffOccasion.ANSWERED
        staff_notices.tell(incident=incident, occasion=answered, by=by, entry=entry)
    return entry
