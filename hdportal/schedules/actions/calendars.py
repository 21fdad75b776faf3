"""Calendars as a whole: the standard ones, their time zone, and how each changes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from zoneinfo import available_timezones

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.kernel import clock
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.schedules import queries
from hdportal.schedules.domain.closures import Rule
from hdportal.schedules.domain.keeping import WrongEntry, may_keep_hours, require_open
from hdportal.schedules.domain.names import Name
from hdportal.schedules.models import ClosingRule, SupportCalendar
from hdportal.schedules.models.named import name_columns


@dataclass(frozen=True)
class Stock:
    """A calendar that comes with the portal; its hours are unknown."""

    name: Name
    rules: tuple[Rule, ...]
    zone: str = "Europe/Brussels"


class HoursChanged(DomainError):
    """Somebody changed the calendar since the page was made."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "Somebody changed this calendar since you opened the page. "
                "Look at it as it stands, then save again."
            )
        )


class HoursGone(DomainError):
    """Somebody removed what was to be changed."""

    def __init__(self) -> None:
        super().__init__(N_("Somebody removed this since you opened the page."))


@transaction.atomic
def add_missing(stock: Mapping[str, Stock]) -> None:
    """Add the calendars that come with the portal and are not there yet."""
    known = set(SupportCalendar.objects.values_list("key", flat=True))
    for key, one in stock.items():
        if key in known:
            continue
        calendar = SupportCalendar.objects.create(
            key=key, zone=one.zone, changed_at=clock.now(), **name_columns(one.name)
        )
        ClosingRule.objects.bulk_create(
            ClosingRule(
                calendar=calendar,
                rule=rule.text,
                is_stock=True,
                **name_columns(rule.name),
            )
            for rule in one.rules
        )
    queries.forget()


@transaction.atomic
def set_zone(*, key: str, zone: str, revision: int, by: User) -> None:
    """Say in which time zone the hours of a calendar are meant.

    Raises:
        Denied: `by` does not keep the hours.
        WrongEntry: there is no such zone.
        HoursChanged: somebody changed the calendar since `revision`.
    """
    if zone not in available_timezones():
        raise WrongEntry("zone", N_("Choose a time zone from the list."))
    with changing(key, by=by, revision=revision) as calendar:
        was, calendar.zone = calendar.zone, zone
        calendar.save(update_fields=["zone"])
        record("calendar.zone", by=by, target=calendar, zone=[was, zone])


@contextmanager
def changing(
    key: str, *, by: User | None, revision: int | None = None
) -> Iterator[SupportCalendar]:
    """Hold a calendar while it is changed; then it is another revision.

    `by=None` is the portal itself; `revision` is the one that the page showed.

    Raises:
        Denied: `by` does not keep the hours.
        HoursChanged: somebody changed the calendar since `revision`.
        CalendarNeverOpen: it would be closed for a year.
    """
    if by:
        may_keep_hours(by.actor).or_raise()
    calendar = SupportCalendar.objects.select_for_update().get(key=key)
    if revision is not None and revision != calendar.revision:
        raise HoursChanged
    yield calendar
    after = queries.every_calendar().get(pk=calendar.pk)
    require_open(queries.calendar_of(after), clock.today())
    after.revision += 1
    after.changed_at = clock.now()
    after.save(update_fields=["revision", "changed_at"])
    # Now for this request, and again when others can see what was written.
    queries.forget()
    transaction.on_commit(queries.forget)
