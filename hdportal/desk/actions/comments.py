"""What happens when somebody writes to an incident."""

from uuid import UUID

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.desk.actions import audiences
from hdportal.desk.domain import policy
from hdportal.desk.domain.incident import EntryKind, State
from hdportal.desk.models import Incident, JournalEntry
from hdportal.kernel import clock
from hdportal.privacy.door import CleanText, require_clean


@transaction.atomic
def add(
    *, incident: Incident, text: CleanText, form_token: UUID, by: User
) -> JournalEntry:
    """Add to the customer communication; the same form twice adds once.

    Raises:
        Denied: `by` may not write here, or the incident is closed.
    """
    require_clean(text)
    incident = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    if sent := JournalEntry.objects.filter(by=by, form_token=form_token).first():
        return sent
    state = State(incident.state)
    policy.may_comment(by.actor, people=incident.people, state=state).or_raise()
    now = clock.now()
    entry = JournalEntry.objects.create(
        incident=incident,
        kind=EntryKind.COMMENT,
        at=now,
        by=by,
        text=text,
        form_token=form_token,
    )
    incident.updated_at = now
    incident.save(update_fields=["updated_at"])
    audiences.touch(incident)
    record("incident.comment", by=by, target=incident, entry=entry.pk)
    return entry
