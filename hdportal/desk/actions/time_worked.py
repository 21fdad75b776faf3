"""Keep the time worked on incidents, as typed. Only the desk ever learns of it.

None of this touches the incident: for its caller nothing has happened.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.desk.actions.changes import AlreadyDone
from hdportal.desk.domain import time_worked as rules
from hdportal.desk.models import Incident, TimeWorked
from hdportal.desk.queries.worked import minutes_on
from hdportal.kernel import clock
from hdportal.kernel.errors import DomainError
from hdportal.kernel.verdict import Verdict
from hdportal.privacy.door import CleanText, require_clean


class DoesNotFit(DomainError):
    """The minutes do not fit into their day."""


class WrongDay(DomainError):
    """Nothing can be written down for that day."""


@dataclass(frozen=True)
class Worked:
    """How long somebody worked on which day, and a word on what."""

    day: date
    minutes: int
    note: CleanText | None = None


@transaction.atomic
def add(
    *, incident: Incident, worked: Worked, by: User, form_token: UUID
) -> TimeWorked:
    """Write down how long `by` worked; the same form twice writes once.

    Raises:
        Denied: `by` does not work behind the desk.
        WrongDay: it lies ahead, or too long ago.
        DoesNotFit: the day would have more than 24 hours.
        AlreadyDone: the form wrote something else.
    """
    rules.may_keep(by.actor).or_raise()
    one_at_a_time(by)
    sent = TimeWorked.objects.filter(by=by, form_token=form_token).first()
    if sent is None:
        return added(incident, worked, by, form_token)
    written = (sent.incident_id, sent.day, sent.minutes, sent.note)
    if written != (incident.pk, worked.day, worked.minutes, worked.note or ""):
        raise AlreadyDone
    return sent


@transaction.atomic
def change(*, line: TimeWorked, worked: Worked, by: User) -> TimeWorked:
    """Correct a line of one's own.

    Raises:
        Denied: it is somebody else's, or older than can be corrected.
        WrongDay, DoesNotFit: as in `add`.
        TimeWorked.DoesNotExist: it was removed meanwhile.
    """
    one_at_a_time(by)
    line = TimeWorked.objects.select_for_update().get(pk=line.pk)
    may_correct(line, by).or_raise()
    _require_possible(worked, by, without=line.pk)
    was, is_now = (line.day, line.minutes), (worked.day, worked.minutes)
    note = worked.note or ""
    if (was, line.note) == (is_now, note):
        return line
    (line.day, line.minutes), line.note = is_now, note
    line.changed_at = clock.now()
    line.save(update_fields=["day", "minutes", "note", "changed_at"])
    record(
        "time.change",
        by=by,
        target=line.incident,
        line=line.pk,
        day=[str(was[0]), str(line.day)],
        minutes=[was[1], line.minutes],
    )
    return line


@transaction.atomic
def remove(*, line: TimeWorked, by: User) -> None:
    """Remove a line of one's own; the audit keeps what it said.

    Raises:
        Denied: it is somebody else's, or older than can be corrected.
    """
    one_at_a_time(by)
    stands = TimeWorked.objects.select_for_update().filter(pk=line.pk).first()
    if stands is None:
        return
    may_correct(stands, by).or_raise()
    facts = {"line": line.pk, "day": str(stands.day), "minutes": stands.minutes}
    record("time.remove", by=by, target=stands.incident, **facts)
    stands.delete()


def one_at_a_time(by: User) -> None:
    """Hold others of the same person back: a day has 24 hours, a person one watch."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)


def added(
    incident: Incident, worked: Worked, by: User, form_token: UUID | None = None
) -> TimeWorked:
    """Write a line, as part of another change that holds the person.

    Raises:
        WrongDay, DoesNotFit: as in `add`.
    """
    _require_possible(worked, by)
    now = clock.now()
    line = TimeWorked.objects.create(
        incident=incident,
        person=by,
        day=worked.day,
        minutes=worked.minutes,
        note=worked.note or "",
        by=by,
        created_at=now,
        changed_at=now,
        form_token=form_token,
    )
    facts = {"line": line.pk, "day": str(line.day), "minutes": line.minutes}
    record("time.add", by=by, target=incident, **facts)
    return line


def may_correct(line: TimeWorked, by: User) -> Verdict:
    """Return whether `by` may change or remove a line today."""
    today, person = clock.today(), line.person_id
    return rules.may_correct(by.actor, person_id=person, day=line.day, today=today)


def _require_possible(worked: Worked, by: User, *, without: int | None = None) -> None:
    if worked.note:
        require_clean(worked.note)
    day = rules.may_count_on(worked.day, today=clock.today())
    if not day:
        raise WrongDay(day.reason, **day.facts)
    others = minutes_on(by, worked.day, without=without)
    if not (fits := rules.may_add_up(worked.minutes, others=others)):
        raise DoesNotFit(fits.reason, **fits.facts)
