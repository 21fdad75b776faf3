"""Time worked on an incident: how it is typed, shown, and on which days it counts."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hdportal.desk.domain.incident import State
from hdportal.desk.domain.policy import may_work_here
from hdportal.kernel.actor import Actor
from hdportal.kernel.clock import BRUSSELS
from hdportal.kernel.text import N_
from hdportal.kernel.verdict import ALLOWED, Verdict, denied

DAYS_BACK = 60
MINUTES_A_DAY = 24 * 60
# Who forgets a stopwatch is asked, before the night becomes time worked.
LONGEST_RUN = timedelta(hours=12)

# 1:30 · 1h30, 1 h 30 min · 1,5 h · 90, 90 min
_CLOCK = re.compile(r"(?P<hours>[0-9]{1,2}):(?P<minutes>[0-5][0-9])")
_UNITS = re.compile(
    r"(?:(?P<hours>[0-9]{1,2}(?:[.,][0-9]{1,2})?)(?:h|u|hours?|uur|heures?))?"
    r"(?:(?P<minutes>[0-9]{1,4})(?:m|min|minutes?)?)?"
)
_HOURS = re.compile(r"(?P<hours>[0-9]{1,2}[.,][0-9]{1,2})")


def read_minutes(text: str) -> int | None:
    """Return the minutes that somebody typed; None for what cannot be read.

    A number alone is minutes, one with a decimal sign hours. Nothing is rounded: what
    makes no whole minutes cannot be read either.

    >>> [read_minutes(text) for text in ("1:30", "90", "1h30", "1,5 h", "1 h 30 min")]
    [90, 90, 90, 90, 90]
    >>> [read_minutes(text) for text in ("", "-5", "1:75", "an hour", "0.33 h")]
    [None, None, None, None, None]
    """
    squeezed = "".join(text.lower().split())
    found = _CLOCK.fullmatch(squeezed) or _UNITS.fullmatch(squeezed)
    found = found or _HOURS.fullmatch(squeezed)
    if not squeezed or found is None:
        return None
    parts = found.groupdict()
    hours = Decimal((parts["hours"] or "0").replace(",", "."))
    minutes = hours * 60 + int(parts.get("minutes") or 0)
    return int(minutes) if minutes == int(minutes) else None


def show_minutes(minutes: int) -> str:
    """Return minutes as hours and minutes, which can be typed as well.

    >>> show_minutes(90), show_minutes(5), show_minutes(1440)
    ('1:30', '0:05', '24:00')
    """
    return f"{minutes // 60}:{minutes % 60:02}"


def minutes_by_day(start: datetime, end: datetime) -> Iterator[tuple[date, int]]:
    """Yield each day in Brussels with the minutes that passed on it.

    Only whole minutes count, over all days together.

    >>> evening = datetime(2026, 11, 23, 23, 30, 30, tzinfo=BRUSSELS)
    >>> dict(minutes_by_day(evening, evening + timedelta(minutes=45)))
    {datetime.date(2026, 11, 23): 29, datetime.date(2026, 11, 24): 16}
    """
    day, counted = start.astimezone(BRUSSELS).date(), 0
    while counted < (whole := _minutes(start, end)):
        midnight = datetime.combine(day + timedelta(days=1), time(), BRUSSELS)
        until_then = min(whole, _minutes(start, midnight))
        if until_then > counted:
            yield day, until_then - counted
        day, counted = day + timedelta(days=1), until_then


def _minutes(start: datetime, end: datetime) -> int:
    # As moments: two local times across a clock change are an hour off.
    return int((end.timestamp() - start.timestamp()) // 60)


def ran_too_long(start: datetime, now: datetime) -> bool:
    """Return whether a stopwatch was forgotten, as it seems."""
    return now - start > LONGEST_RUN


def first_day(today: date) -> date:
    """Return the oldest day for which time can be written down or corrected."""
    return today - timedelta(days=DAYS_BACK)


def may_keep(actor: Actor) -> Verdict:
    """Return whether `actor` keeps time on incidents: whoever works behind the desk."""
    return may_work_here(actor)


def may_start(actor: Actor, state: State) -> Verdict:
    """Return whether `actor` may start the stopwatch on an incident."""
    verdict = may_keep(actor)
    if verdict and state is State.CLOSED:
        sentence = N_("This incident is closed. Time worked before can be typed in.")
        return denied(sentence)
    return verdict


def may_count_on(day: date, *, today: date) -> Verdict:
    """Return whether time can be written down, changed or removed for that day."""
    if day > today:
        return denied(N_("Choose today or a day before it."))
    if day < first_day(today):
        sentence = N_("Choose a day within the last %(days)s days.")
        return denied(sentence, days=DAYS_BACK)
    return ALLOWED


def may_correct(actor: Actor, *, person_id: int, day: date, today: date) -> Verdict:
    """Return whether `actor` may change or remove a line: own ones, while recent."""
    verdict = may_keep(actor)
    if verdict and actor.person_id != person_id:
        return denied(N_("Only the person who worked can correct this."))
    if verdict and not may_count_on(day, today=today):
        sentence = N_("This is more than %(days)s days ago and stays as it is.")
        return denied(sentence, days=DAYS_BACK)
    return verdict


def may_add_up(minutes: int, *, others: int) -> Verdict:
    """Return whether a line fits into its day, beside the `others` of the person."""
    if minutes < 1:
        return denied(N_("Enter at least one minute."))
    if minutes + others > MINUTES_A_DAY:
        sentence = N_("That would be more than 24 hours on this day.")
        return denied(sentence)
    return ALLOWED
