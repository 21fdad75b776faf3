"""What happens when somebody writes to an incident."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.desk.actions import attachments, audiences
from hdportal.desk.actions.incidents import TWIN_WITHIN
from hdportal.desk.domain import policy
from hdportal.desk.domain.incident import EntryKind, State
from hdportal.desk.models import Incident, JournalEntry
from hdportal.desk.queries import comment_purpose, files_owner
from hdportal.files.actions import files
from hdportal.intake.actions import drafts
from hdportal.kernel import clock
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.privacy.door import CleanText, require_clean


class AlreadyWritten(DomainError):
    """This form was sent before, with other words."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "This form was already sent with other words, which stand above. "
                "To add these words too, send them once more."
            )
        )


@transaction.atomic
def add(
    *,
    incident: Incident,
    text: CleanText,
    form_token: UUID,
    by: User,
    draft_token: UUID | None = None,
) -> JournalEntry:
    """Add to the customer communication, with the files of its draft.

    The same form twice adds once, and so do the same words within ten minutes.

    Raises:
        Denied: `by` may not write here, or the incident is closed.
        AlreadyWritten: the token was used for other words.
    """
    require_clean(text)
    incident = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    now, draft = clock.now(), draft_token or form_token
    purpose = comment_purpose(incident)
    if sent := _sent(incident, text, form_token, by, now):
        attachments.add_late(incident=incident, draft=draft, purpose=purpose, by=by)
        return sent
    state = State(incident.state)
    policy.may_comment(by.actor, people=incident.people, state=state).or_raise()
    files_from = drafts.spend(token=draft, purpose=purpose, by=by)
    attached = (
        files.move(from_owner=files_from, to_owner=files_owner(incident), by=by)
        if files_from
        else []
    )
    entry = JournalEntry.objects.create(
        incident=incident,
        kind=EntryKind.COMMENT,
        at=now,
        by=by,
        text=text,
        facts=attachments.facts_of(attached),
        form_token=form_token,
    )
    incident.updated_at = now
    incident.save(update_fields=["updated_at"])
    audiences.touch(incident)
    facts = {"entry": entry.pk, "files": len(attached)}
    record("incident.comment", by=by, target=incident, **facts)
    return entry


def _sent(
    incident: Incident, text: CleanText, form_token: UUID, by: User, now: datetime
) -> JournalEntry | None:
    own = JournalEntry.objects.filter(by=by)
    if sent := own.filter(form_token=form_token).first():
        if (sent.incident_id, sent.text) != (incident.pk, text):
            raise AlreadyWritten
        return sent
    recent = own.filter(incident=incident, kind=EntryKind.COMMENT)
    return recent.filter(text=text, at__gte=now - TWIN_WITHIN).first()
