"""Add to the record; called by every action, inside its transaction."""

from typing import Protocol

from django.db import transaction

from hdportal.audit.models import AuditEvent
from hdportal.kernel import clock

SYSTEM = "system"


class Audited(Protocol):
    """What can act or be acted upon: it names itself for the record."""

    @property
    def audit_name(self) -> str: ...


def record(
    action: str, *, by: Audited | None, target: Audited | str, **facts: object
) -> None:
    """Write one audit row; `by=None` means the portal itself.

    `facts` hold keys, states and counts, never texts of tickets.

    Raises:
        RuntimeError: called outside a transaction, where row and change could part.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit.record needs the transaction of the change")
    AuditEvent.objects.create(
        at=clock.now(),
        action=action,
        actor=by.audit_name if by else SYSTEM,
        target=target if isinstance(target, str) else target.audit_name,
        facts=facts,
    )
