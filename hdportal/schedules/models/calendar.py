"""A calendar of hours: its weeks by date of force, and its closing days."""

from django.db import models
from django.db.models import F, Q

from hdportal.schedules.domain.calendar import Edition
from hdportal.schedules.domain.closures import Closure, Rule, read_rule
from hdportal.schedules.domain.week import Week, Window, Windows
from hdportal.schedules.models.named import Named

LONGEST_NOTE = 200


class SupportCalendar(Named):
    """The hours of one office; `key` never changes.

    Every change of it or of what belongs to it raises `revision` in the same
    transaction, so that whoever reckoned with it sees that it is another one.
    """

    key = models.SlugField(max_length=40, unique=True)
    zone = models.CharField(max_length=60)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key

    @property
    def audit_name(self) -> str:
        return f"calendar:{self.key}"


class CalendarEdition(models.Model):
    """The week from one day on; `week` is null where the hours are unknown.

    `week` holds seven lists, Monday first, of [opens, closes] in minutes of the day.
    """

    calendar = models.ForeignKey(
        SupportCalendar, models.CASCADE, related_name="editions"
    )
    in_force = models.DateField()
    week = models.JSONField(null=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True, default="")

    class Meta:
        ordering = ["in_force"]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "in_force"], name="one_edition_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.calendar_id} from {self.in_force}"

    @property
    def value(self) -> Edition:
        """The edition as the arithmetic takes it."""
        return Edition(self.in_force, week_of(self.week))


class ClosingRule(Named):
    """Closing days that come back each year; `rule` as `read_rule` reads it."""

    calendar = models.ForeignKey(SupportCalendar, models.CASCADE, related_name="rules")
    rule = models.CharField(max_length=20)
    is_stock = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "rule"], name="closing_rule_once"
            )
        ]

    def __str__(self) -> str:
        return self.rule

    @property
    def value(self) -> Rule:
        """The rule as the arithmetic takes it."""
        return read_rule(self.rule, self.name)


class ClosingDay(Named):
    """Days entered by hand: closed, or with `windows` shorter hours."""

    calendar = models.ForeignKey(
        SupportCalendar, models.CASCADE, related_name="closing_days"
    )
    first = models.DateField()
    last = models.DateField()
    windows = models.JSONField(default=list)

    class Meta:
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="closing_day_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"

    @property
    def value(self) -> Closure:
        """The closure as the arithmetic takes it."""
        return Closure(self.first, self.last, windows_of(self.windows), self.name)


def windows_of(rows: list[list[int]]) -> Windows:
    """Return windows from the lists that a column holds."""
    return tuple(Window(opens, closes) for opens, closes in rows)


def as_rows(windows: Windows) -> list[list[int]]:
    """Return windows as lists that a column can hold."""
    return [[window.opens, window.closes] for window in windows]


def week_of(rows: list[list[list[int]]] | None) -> Week | None:
    """Return the week that a column holds; None: unknown."""
    return None if rows is None else tuple(windows_of(day) for day in rows)


def week_rows(week: Week | None) -> list[list[list[int]]] | None:
    """Return a week as a column can hold it."""
    return None if week is None else [as_rows(day) for day in week]
