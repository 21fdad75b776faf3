"""Work notes: what the desk writes for itself. No caller ever sees one."""

from uuid import UUID

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.desk.actions import attachments, changes
from hdportal.desk.domain import policy
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.models import Incident, JournalEntry
from hdportal.desk.queries import note_purpose
from hdportal.privacy.door import CleanText, require_clean


@transaction.atomic
def add(
    *,
    incident: Incident,
    text: CleanText,
    form_token: UUID,
    by: User,
    draft_token: UUID | None = None,
) -> JournalEntry:
    """Add a work note, with the files of its draft; the same form twice adds once.

    Raises:
        Denied: `by` does not work behind the desk, or the incident is closed.
        AlreadyWritten: the token was used for other words.
    """
    require_clean(text)
    incident = changes.locked(incident)
    draft, purpose = draft_token or form_token, note_purpose(incident)
    if sent := changes.written_before(incident, text, by, form_token, _KIND):
        attachments.add_late(
            incident=incident, draft=draft, purpose=purpose, by=by, kind=_KIND
        )
        return sent
    policy.may_write_note(by.actor, incident.facts).or_raise()
    files = attachments.spend(
        incident=incident, draft=draft, purpose=purpose, by=by, kind=_KIND
    )
    facts = attachments.facts_of(files)
    entry = write(
        incident=incident, text=text, by=by, facts=facts, form_token=form_token
    )
    told = {"entry": entry.pk, "files": len(files)}
    changes.save_internally(incident, "incident.note", by, **told)
    return entry


_KIND = EntryKind.WORK_NOTE


def write(
    *,
    incident: Incident,
    text: CleanText,
    by: User,
    facts: dict[str, object] | None = None,
    form_token: UUID | None = None,
) -> JournalEntry:
    """Write a work note into the journal, as part of another change."""
    require_clean(text)
    return changes.tell(
        incident, _KIND, by, text=text, facts=facts, form_token=form_token
    )
