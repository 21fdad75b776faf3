"""The stopwatch of a person: it runs on one incident, and books what it shows."""

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.desk.actions.time_worked import Worked, added, one_at_a_time
from hdportal.desk.domain import time_worked as rules
from hdportal.desk.domain.incident import State
from hdportal.desk.models import Incident, Stopwatch, TimeWorked
from hdportal.desk.queries.worked import minutes_on, stopwatch_of
from hdportal.kernel import clock
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_

_TOO_LONG = N_(
    "Your stopwatch on %(number)s has run for more than 12 hours. "
    "Say how long you worked."
)
_NO_ROOM = N_(
    "With your stopwatch on %(number)s the day would have more than 24 hours. "
    "Say how long you worked."
)


class SayHowLong(DomainError):
    """What a stopwatch shows cannot be true: its owner has to say how long it was."""

    def __init__(self, stopwatch: Stopwatch, sentence: str) -> None:
        self.stopwatch = stopwatch
        super().__init__(sentence, number=stopwatch.incident.number)


@transaction.atomic
def start(*, incident: Incident, by: User) -> list[TimeWorked]:
    """Let the stopwatch of `by` run on an incident; return what was booked for that.

    One that runs on another incident is stopped first, one that runs here goes on.

    Raises:
        Denied: `by` does not work behind the desk, or the incident is closed.
        SayHowLong: of the one on the other incident; it goes on.
    """
    rules.may_start(by.actor, State(incident.state)).or_raise()
    one_at_a_time(by)
    running = stopwatch_of(by)
    if running is not None and running.incident_id == incident.pk:
        return []
    booked = _stopped(running, by) if running else []
    Stopwatch.objects.create(person=by, incident=incident, started_at=clock.now())
    record("time.start", by=by, target=incident)
    return booked


@transaction.atomic
def stop(
    *, incident: Incident, by: User, worked: Worked | None = None
) -> list[TimeWorked]:
    """Stop the stopwatch of `by` and book what it shows, a line for each day.

    `worked` says it instead; no minutes book nothing. Where none runs on this
    incident, nothing happens: it was stopped before.

    Raises:
        Denied: `by` does not work behind the desk.
        SayHowLong: it ran for more than 12 hours, or its day has no room.
        WrongDay, DoesNotFit: what was said cannot be booked.
    """
    rules.may_keep(by.actor).or_raise()
    one_at_a_time(by)
    running = stopwatch_of(by)
    if running is None or running.incident_id != incident.pk:
        return []
    if worked is None:
        return _stopped(running, by)
    booked = [added(incident, worked, by)] if worked.minutes else []
    _end(running, by)
    return booked


def _stopped(running: Stopwatch, by: User) -> list[TimeWorked]:
    now = clock.now()
    if rules.ran_too_long(running.started_at, now):
        raise SayHowLong(running, _TOO_LONG)
    days = list(rules.minutes_by_day(running.started_at, now))
    # Beside hours typed for the same day it may not fit: then it is asked for.
    if any(not _fits(Worked(*one), by) for one in days):
        raise SayHowLong(running, _NO_ROOM)
    booked = [added(running.incident, Worked(*one), by) for one in days]
    _end(running, by)
    return booked


def _end(running: Stopwatch, by: User) -> None:
    record("time.stop", by=by, target=running.incident)
    running.delete()


def _fits(worked: Worked, by: User) -> bool:
    others = minutes_on(by, worked.day)
    return bool(rules.may_add_up(worked.minutes, others=others))
