"""Record a step of the procedure that no code can see (I03 to I15)."""

from uuid import UUID

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.desk.actions import changes
from hdportal.desk.domain import procedure, sop
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.models import Incident, JournalEntry
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.privacy.door import CleanText, require_clean


class UnknownOutcome(DomainError):
    """The step has no such outcome."""

    def __init__(self) -> None:
        super().__init__(N_("Choose what came out of it."))


@transaction.atomic
def check(
    *,
    incident: Incident,
    ref: str,
    outcome: str,
    by: User,
    form_token: UUID,
    remark: CleanText | None = None,
) -> JournalEntry:
    """Write into the journal that a step was done, for the desk only.

    Sent twice, a form records once. Whoever changed their mind records it again: the
    newest counts.

    Raises:
        Denied: `by` may not, or the incident is closed.
        UnknownOutcome: the step has no such outcome.
        KeyError: there is no such step.
    """
    activity = sop.activity(ref)
    if remark:
        require_clean(remark)
    incident = changes.locked(incident)
    kind, facts = EntryKind.CHECKED, {"activity": ref, "outcome": outcome}
    if sent := changes.done_before(
        incident, by, form_token, kind, words=remark, **facts
    ):
        return sent
    procedure.may_check(by.actor, activity, incident.facts).or_raise()
    if outcome not in activity.outcomes:
        raise UnknownOutcome
    entry = changes.tell(
        incident, kind, by, text=remark or "", facts=facts, form_token=form_token
    )
    changes.save_internally(incident, "incident.check", by, **facts)
    return entry
