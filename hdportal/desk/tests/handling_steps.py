"""What tests of the desk's work do over and over: one call a step."""

from typing import Any
from uuid import uuid4

from hdportal.accounts.models import User
from hdportal.accounts.tests.factories import make_user
from hdportal.audit.models import AuditEvent
from hdportal.desk.actions import handling
from hdportal.desk.actions.conflicts import key_of
from hdportal.desk.domain.incident import CloseCode, HoldReason
from hdportal.desk.models import AssignmentGroup, Incident
from hdportal.kernel.actor import Grant, Role
from hdportal.outbox.models import OutboxMail
from hdportal.privacy.door import clean


def analyst(group: str = "dwh") -> User:
    """Make somebody who works in one group only."""
    return make_user(
        email=f"{group}@demo.example", roles=[Grant(Role.ANALYST, f"group:{group}")]
    )


def group(key: str) -> AssignmentGroup:
    """Return a group that comes with the portal."""
    return AssignmentGroup.objects.get(key=key)


def take(incident: Incident, by: User, **more: Any) -> Incident:
    """Take it as it stands now, unless told what the page showed."""
    stands = Incident.objects.get(pk=incident.pk)
    given = {"form_token": uuid4(), "seen_person": key_of(stands.assigned_to_id)}
    return handling.take(incident=incident, by=by, **{**given, **more})


def hand_on(
    incident: Incident, by: User, key: str, person: User | None = None, **more: Any
) -> Incident:
    """Hand it on as it stands now, unless told what the page showed."""
    given = {"form_token": uuid4(), "seen": seen(incident)}
    to = handling.Assignment(group(key), person)
    return handling.hand_on(incident=incident, to=to, by=by, **{**given, **more})


def hand_back(incident: Incident, by: User, **more: Any) -> Incident:
    """Hand it back as it stands now, unless told what the page showed."""
    given = {"form_token": uuid4(), "seen": seen(incident)}
    return handling.hand_back(incident=incident, by=by, **{**given, **more})


def seen(incident: Incident) -> tuple[str, str]:
    """Return what a page made now says of the assignment."""
    now = Incident.objects.get(pk=incident.pk)
    return key_of(now.assignment_group_id), key_of(now.assigned_to_id)


def hold(
    incident: Incident,
    by: User,
    reason: HoldReason = HoldReason.AWAITING_CALLER,
    comment: str = "Which file is it?",
    **more: Any,
) -> Incident:
    """Put it on hold, by default with a question to its caller."""
    given = {"form_token": uuid4(), "comment": clean(comment) if comment else None}
    return handling.put_on_hold(
        incident=incident, reason=reason, by=by, **{**given, **more}
    )


def resume(incident: Incident, by: User, **more: Any) -> Incident:
    """Go on with it."""
    return handling.resume(incident=incident, by=by, **{"form_token": uuid4(), **more})


def resolve(
    incident: Incident, by: User, notes: str = "The rule is corrected.", **more: Any
) -> Incident:
    """Resolve it."""
    given = {"form_token": uuid4(), "close_code": CloseCode.SOLUTION_PROVIDED}
    return handling.resolve(
        incident=incident, close_notes=clean(notes), by=by, **{**given, **more}
    )


def traces(incident: Incident) -> dict[str, Any]:
    """Return everything that a refused action must leave as it was."""
    return {
        "row": Incident.objects.filter(pk=incident.pk).values().get(),
        "journal": list(incident.journal.order_by("pk").values()),
        "audience": list(incident.audience.order_by("scope").values()),
        "audit": AuditEvent.objects.count(),
        "mails": OutboxMail.objects.count(),
    }


def audience(incident: Incident) -> set[tuple[object, ...]]:
    """Return what the rows of its audience say of it."""
    return set(incident.audience.values_list("state", "is_open", "moment"))
