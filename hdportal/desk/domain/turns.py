"""Who is at the desk, and whose turn it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from hdportal.desk.domain.incident import FIRST_LINE
from hdportal.kernel.actor import EVERYWHERE

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Candidate:
    """Somebody of a group who is at the desk; `got_at` is None before the first one."""

    person: int
    got_at: datetime | None = None


def next_in_turn(present: Iterable[Candidate]) -> int | None:
    """Return who got an incident of the group longest ago; None: nobody is there.

    Whoever never got one comes first. Of two alike it is the one known here longer.
    """
    waiting = sorted(present, key=lambda one: (one.got_at or _NEVER, one.person))
    return waiting[0].person if waiting else None


def scopes_in_turn(group: str) -> frozenset[str]:
    """Return the scopes of the roles with which somebody takes turns in a group.

    A role without a group counts in each, but its holders sit at the Service Desk: an
    incident for the second line would be given to somebody who does not know it.

    >>> sorted(scopes_in_turn("iat"))
    ['group:iat']
    """
    own = f"group:{group}"
    return frozenset({own, EVERYWHERE} if group == FIRST_LINE else {own})


def end_of_day(now: datetime, zone: tzinfo) -> datetime:
    """Return the moment at which the day of `now` is over where the desk is."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), tzinfo=zone)
