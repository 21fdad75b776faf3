"""Who keeps the hours, and what a calendar may not become."""

from collections.abc import Iterable
from datetime import date

from hdportal.kernel.actor import Actor, Role
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.kernel.verdict import ALLOWED, Verdict, denied
from hdportal.schedules.domain.calendar import Calendar, windows_on
from hdportal.schedules.domain.closures import ONE_DAY, Closure
from hdportal.schedules.domain.names import NAMELESS, Name

DAYS_OF_YEAR = 366
LONGEST_CLOSURE = 366
LANGUAGES = ("en", "nl", "fr")
# A date before or after these is a slip of the finger.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


class CalendarNeverOpen(DomainError):
    """The calendar would have no open hour in a year."""

    def __init__(self, first: date) -> None:
        self.first = first
        super().__init__(
            N_(
                "With this the desk would not be open for a single hour in the year "
                "from %(first)s. Leave some hours open, or say that the hours are "
                "unknown."
            ),
            first=first.isoformat(),
        )


class WrongEntry(DomainError):
    """One answer about the hours cannot be used; `what` names it as the form does."""

    def __init__(self, what: str, sentence: str, **facts: object) -> None:
        self.what = what
        super().__init__(sentence, **facts)


def may_keep_hours(actor: Actor) -> Verdict:
    """Return whether the actor may change hours and closing days."""
    if actor.holds(Role.INCIDENT_MANAGER, Role.ADMINISTRATOR):
        return ALLOWED
    return denied(
        N_("Only an incident manager or an administrator changes the support hours.")
    )


def require_open(calendar: Calendar, today: date) -> None:
    """Refuse a calendar that is closed for a year from today or from an edition.

    Raises:
        CalendarNeverOpen: with the first day of that year.
    """
    begins = {edition.in_force for edition in calendar.in_order if edition.week}
    for first in sorted(begins | {today}):
        days = (first + nth * ONE_DAY for nth in range(DAYS_OF_YEAR))
        # None: unknown, which is not closed.
        if all(windows_on(calendar, day) == () for day in days):
            raise CalendarNeverOpen(first)


def require_in_reach(what: str, day: date) -> None:
    """Refuse a day that nobody can mean.

    Raises:
        WrongEntry: it lies outside `EARLIEST` to `LATEST`.
    """
    if not EARLIEST <= day < LATEST:
        raise WrongEntry(what, N_("Enter a date of this century."))


def require_names(name: Name) -> None:
    """Refuse a name that only some readers can read.

    Raises:
        WrongEntry: there is one in some of the languages, not in all.
    """
    if name == NAMELESS:
        return
    for language in LANGUAGES:
        if not getattr(name, language):
            raise WrongEntry(
                f"name_{language}",
                N_("Enter the name in each language, or in none."),
            )


def require_closure(closure: Closure, others: Iterable[Closure]) -> None:
    """Refuse a closure that is no stretch of days, or meets another one.

    Raises:
        WrongEntry: its dates, or its names, cannot be used.
    """
    require_in_reach("first", closure.first)
    require_in_reach("last", closure.last)
    if closure.last < closure.first:
        raise WrongEntry("last", N_("Enter a last day on or after the first one."))
    if (closure.last - closure.first).days >= LONGEST_CLOSURE:
        raise WrongEntry("last", N_("Enter a stretch of at most a year."))
    require_names(closure.name)
    for other in others:
        if other.first <= closure.last and closure.first <= other.last:
            raise WrongEntry(
                "first",
                N_("Some of these days are entered already, from %(first)s."),
                first=other.first.isoformat(),
            )
