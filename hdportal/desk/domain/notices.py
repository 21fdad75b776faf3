"""Whom to tell about an incident, and which morning's mail gathers what was kept."""

from datetime import datetime, time, timedelta
from enum import StrEnum

from hdportal.desk.domain.incident import INTERNAL_KINDS, EntryKind
from hdportal.kernel.clock import BRUSSELS

MORNING = time(7)


class Occasion(StrEnum):
    """What a mail to the caller tells; the value is part of the mail's kind."""

    RECEIVED = "received"
    COMMENTED = "commented"
    RESOLVED = "resolved"
    # What is due is due at another moment.
    MOVED = "moved"


def is_told(
    occasion: Occasion, *, caller_id: int, by_id: int | None, is_active: bool
) -> bool:
    """Return whether the caller gets a mail about what `by_id` did, None for a clock.

    Nobody is told of own doings, except that an incident has arrived.

    >>> is_told(Occasion.COMMENTED, caller_id=1, by_id=1, is_active=True)
    False
    """
    is_own = caller_id == by_id and occasion is not Occasion.RECEIVED
    return is_active and not is_own


def may_be_mailed(kind: EntryKind) -> bool:
    """Return whether an entry of this kind may ever stand in a mail to a caller."""
    return kind not in INTERNAL_KINDS


def newest_morning(moment: datetime) -> datetime:
    """Return the last 07:00 in Brussels that has come by `moment`.

    What was kept before it is due, however late the worker looks; what was kept
    after it waits for the next one.

    >>> newest_morning(datetime.fromisoformat("2026-11-24T05:59:00+00:00")).isoformat()
    '2026-11-23T07:00:00+01:00'
    >>> newest_morning(datetime.fromisoformat("2026-11-24T06:00:00+00:00")).isoformat()
    '2026-11-24T07:00:00+01:00'
    """
    day = moment.astimezone(BRUSSELS).date()
    today = datetime.combine(day, MORNING, BRUSSELS)
    if moment >= today:
        return today
    return datetime.combine(day - timedelta(days=1), MORNING, BRUSSELS)
