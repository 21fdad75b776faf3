"""Write an incident down for a caller, who may be new here."""

from uuid import UUID

from django.db import transaction

from hdportal.accounts.actions import callers
from hdportal.accounts.actions.callers import NewCaller
from hdportal.accounts.models import User
from hdportal.desk.actions import incidents
from hdportal.desk.actions.incidents import Reported
from hdportal.desk.domain.channels import Contact
from hdportal.intake.forms import Answers


@transaction.atomic
def report_for(
    who: User | NewCaller,
    *,
    contact: Contact,
    answers: Answers,
    form_token: UUID,
    by: User,
    draft_token: UUID | None = None,
) -> Reported:
    """Report for a person, noting them first where they are new; both or neither.

    Somebody new whose address is known by now is that person, so that the same form
    sent twice makes one person and one incident.

    Raises:
        Denied, AlreadySubmitted: as in `incidents.report`.
    """
    caller = who if isinstance(who, User) else callers.get_or_add(who, by=by)
    return incidents.report(
        caller=caller,
        answers=answers,
        form_token=form_token,
        draft_token=draft_token,
        by=by,
        channel=contact.channel,
        received_at=contact.received_at,
    )
