"""Time worked: on one incident for its card, and by day for timesheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from hdportal.accounts.models import User
from hdportal.desk.models import Incident, Stopwatch, TimeWorked


@dataclass(frozen=True)
class DayOnIncident:
    """What a person worked on one incident on one day, all lines together.

    `project_key` is "" for an incident of no project.
    """

    person_id: int
    day: date
    incident: str
    subject: str
    project_key: str
    minutes: int


@dataclass(frozen=True)
class PersonTotal:
    """What one person worked on an incident, on all days together."""

    person_id: int
    name: str
    minutes: int


def time_worked(
    *, first: date, last: date, person: User | None = None
) -> list[DayOnIncident]:
    """Return what was worked from `first` to `last`, by day, person and incident.

    Of one person, or of everybody; days and people without time have no line. For
    whoever may read timesheets, never for a caller.
    """
    rows = TimeWorked.objects.filter(day__gte=first, day__lte=last)
    if person is not None:
        rows = rows.filter(person=person)
    by_incident = rows.values_list(
        "person",
        "day",
        "incident__number",
        "incident__short_description",
        "incident__project__key",
    )
    summed = by_incident.annotate(total=Sum("minutes"))
    return [
        DayOnIncident(who, day, number, subject, key or "", minutes)
        for who, day, number, subject, key, minutes in summed.order_by(
            "day", "person", "incident__number"
        )
    ]


def totals_of(incident: Incident) -> list[PersonTotal]:
    """Return who worked how long on an incident, most first; for the desk only."""
    names = ("person__first_name", "person__last_name", "person__email")
    rows = TimeWorked.objects.filter(incident=incident)
    summed = rows.values_list("person", *names).annotate(total=Sum("minutes"))
    return [
        PersonTotal(who, f"{first} {last}".strip() or email, minutes)
        for who, first, last, email, minutes in summed.order_by("-total", "person")
    ]


def own_lines(incident: Incident, person: User) -> Sequence[TimeWorked]:
    """Return the lines of one person on an incident, newest day first."""
    own = TimeWorked.objects.filter(incident=incident, person=person)
    return own.order_by("-day", "-pk")


def line(incident: Incident, pk: int) -> TimeWorked | None:
    """Return a line of this incident, whoever worked."""
    return TimeWorked.objects.filter(incident=incident, pk=pk).first()


def minutes_on(person: User, day: date, *, without: int | None = None) -> int:
    """Return what a person has for a day on all incidents, one line left out."""
    rows = TimeWorked.objects.filter(person=person, day=day).exclude(pk=without)
    total: int | None = rows.aggregate(total=Sum("minutes"))["total"]
    return total or 0


def stopwatch_of(person: User) -> Stopwatch | None:
    """Return the stopwatch that a person let run, with its incident."""
    return Stopwatch.objects.select_related("incident").filter(person=person).first()
