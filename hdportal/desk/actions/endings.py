"""What follows after a resolution: reopened by somebody, or closed by the clock."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, transaction

from hdportal.accounts.models import User
from hdportal.desk.actions import changes, staff_notices
from hdportal.desk.domain import policy, sop
from hdportal.desk.domain.incident import REOPEN_DAYS, EntryKind, State
from hdportal.desk.domain.sop import Step
from hdportal.desk.domain.staff_notices import StaffOccasion
from hdportal.desk.models import Incident
from hdportal.kernel import clock
from hdportal.privacy.door import CleanText, require_clean

logger = logging.getLogger("hdportal.desk")

AT_ONCE = 200


@transaction.atomic
def reopen(
    *, incident: Incident, reason: CleanText, by: User, form_token: UUID
) -> Incident:
    """Take a resolved incident back to work; the journal keeps how it was resolved.

    Raises:
        Denied: `by` may not, it is not resolved, or the 14 days are over.
    """
    require_clean(reason)
    incident = changes.locked(incident)
    kind = EntryKind.REOPENED
    if changes.done_before(incident, by, form_token, kind, words=reason):
        return incident
    verdict = policy.may_reopen(by.actor, incident.facts, now=clock.now())
    verdict.or_raise()
    facts = changes.step(incident, Step.REOPEN)
    incident.close_code = incident.close_notes = ""
    incident.resolved_at = incident.resolved_by = None
    entry = changes.tell(
        incident, kind, by, text=reason, facts=facts, form_token=form_token
    )
    fields = ("close_code", "close_notes", "resolved_at", "resolved_by")
    changes.save(incident, "incident.reopen", by, *fields, **facts)
    occasion = StaffOccasion.REOPENED
    staff_notices.tell(incident=incident, occasion=occasion, by=by, entry=entry)
    return incident


def close_due(*, now: datetime | None = None) -> int:
    """Close what was resolved 14 days ago, and return how many.

    Each in a transaction of its own: one that fails does not keep the others open.
    """
    moment = now or clock.now()
    over = Incident.objects.filter(
        closed_at=None, resolved_at__lt=moment - timedelta(days=REOPEN_DAYS)
    )
    due = over.order_by("resolved_at")[:AT_ONCE]
    return sum(_tried(incident, moment) for incident in due)


def _tried(incident: Incident, now: datetime) -> bool:
    try:
        return _close(incident, now)
    except DatabaseError as error:
        logger.error(
            "incident.not_closed number=%s error=%s",
            *(incident.number, type(error).__name__),
        )
        return False


@transaction.atomic
def _close(incident: Incident, now: datetime) -> bool:
    incident = changes.locked(incident)
    resolved_at = incident.resolved_at
    # Reopened, or closed by another worker, since the list was made.
    if incident.state != State.RESOLVED or resolved_at is None:
        return False
    if now <= sop.reopens_until(resolved_at):
        return False
    facts = changes.step(incident, Step.CLOSE)
    changes.tell(incident, EntryKind.CLOSED, None, facts=facts)
    incident.closed_at = incident.updated_at
    changes.save(incident, "incident.close", None, "closed_at", **facts)
    return True
