"""The weekly hours, by the day from which they are in force."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.kernel import clock
from hdportal.kernel.text import N_
from hdportal.schedules.actions.calendars import HoursGone, changing
from hdportal.schedules.domain.keeping import WrongEntry, require_in_reach
from hdportal.schedules.domain.week import Week
from hdportal.schedules.models import CalendarEdition, SupportCalendar
from hdportal.schedules.models.calendar import week_rows


@dataclass(frozen=True)
class HoursWanted:
    """The week from `in_force` on; None: the hours are unknown from there."""

    in_force: date
    week: Week | None
    note: str = ""

    @property
    def columns(self) -> dict[str, object]:
        """The values by column."""
        rows = week_rows(self.week)
        return {"in_force": self.in_force, "week": rows, "note": self.note}


@transaction.atomic
def enter(
    *, key: str, wanted: HoursWanted, by: User | None, revision: int | None = None
) -> CalendarEdition:
    """Enter the hours of a calendar from a day on; `by=None` is the portal itself.

    `revision` is the one that the page showed.

    Raises:
        Denied: `by` does not keep the hours.
        WrongEntry: other hours are in force from that day.
        CalendarNeverOpen: it would be closed for a year.
        HoursChanged: somebody changed the calendar since the page was made.
    """
    with changing(key, by=by, revision=revision) as calendar:
        _require_free(calendar, wanted.in_force)
        entered = CalendarEdition.objects.create(calendar=calendar, **wanted.columns)
        _note("hours.enter", entered, calendar, by)
        return entered


@transaction.atomic
def change(
    *, edition: CalendarEdition, wanted: HoursWanted, revision: int, by: User
) -> None:
    """Put other hours in the place of these, for instance to mend a slip.

    Raises:
        Denied, WrongEntry, CalendarNeverOpen, HoursChanged: as in `enter`.
        HoursGone: somebody removed them.
    """
    with changing(edition.calendar.key, by=by, revision=revision) as calendar:
        one = _held(edition)
        _require_free(calendar, wanted.in_force, but=one)
        for column, value in wanted.columns.items():
            setattr(one, column, value)
        one.save(update_fields=list(wanted.columns))
        _note("hours.change", one, calendar, by)


@transaction.atomic
def remove(*, edition: CalendarEdition, by: User) -> None:
    """Take hours away that are not in force yet.

    Raises:
        Denied: `by` does not keep the hours.
        WrongEntry: they are in force, or were.
        CalendarNeverOpen: what is left would be closed for a year.
        HoursGone: somebody removed them already.
    """
    with changing(edition.calendar.key, by=by) as calendar:
        one = _held(edition)
        if one.in_force <= clock.today():
            raise WrongEntry(
                "in_force", N_("Hours that are in force, or were, stay: change them.")
            )
        _note("hours.remove", one, calendar, by)
        one.delete()


def _require_free(
    calendar: SupportCalendar, day: date, *, but: CalendarEdition | None = None
) -> None:
    require_in_reach("in_force", day)
    same = calendar.editions.filter(in_force=day)
    if same.exclude(pk=but.pk if but else None).exists():
        raise WrongEntry(
            "in_force",
            N_(
                "Other hours are in force from this day. Change those, or choose a day."
            ),
        )


def _held(edition: CalendarEdition) -> CalendarEdition:
    one = CalendarEdition.objects.filter(pk=edition.pk).first()
    if one is None:
        raise HoursGone
    return one


def _note(
    event: str, one: CalendarEdition, calendar: SupportCalendar, by: User | None
) -> None:
    day = one.in_force.isoformat()
    record(event, by=by, target=calendar, in_force=day, week=one.week)
