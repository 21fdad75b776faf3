"""Closing days: by hand, and by the rules that give them every year."""

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.kernel.text import N_
from hdportal.schedules.actions.calendars import HoursGone, changing
from hdportal.schedules.domain.closures import Closure, Rule
from hdportal.schedules.domain.keeping import (
    WrongEntry,
    may_keep_hours,
    require_closure,
    require_names,
)
from hdportal.schedules.models import ClosingDay, ClosingRule
from hdportal.schedules.models.calendar import as_rows
from hdportal.schedules.models.named import name_columns


@transaction.atomic
def add(*, key: str, wanted: Closure, by: User) -> ClosingDay:
    """Close a calendar for some days, or shorten their hours.

    Raises:
        Denied: `by` does not keep the hours.
        WrongEntry: the dates or names cannot be used.
        CalendarNeverOpen: it would be closed for a year.
    """
    with changing(key, by=by) as calendar:
        require_closure(wanted, [day.value for day in calendar.closing_days.all()])
        added = ClosingDay.objects.create(
            calendar=calendar,
            first=wanted.first,
            last=wanted.last,
            windows=as_rows(wanted.windows),
            **name_columns(wanted.name),
        )
        record("closing_day.add", by=by, target=calendar, **_days(added))
        return added


@transaction.atomic
def remove(*, day: ClosingDay, by: User) -> None:
    """Take days that were entered by hand away again.

    Raises:
        Denied: `by` does not keep the hours.
        HoursGone: somebody removed them already.
    """
    with changing(day.calendar.key, by=by) as calendar:
        one = ClosingDay.objects.filter(pk=day.pk).first()
        if one is None:
            raise HoursGone
        record("closing_day.remove", by=by, target=calendar, **_days(one))
        one.delete()


@transaction.atomic
def add_rule(*, key: str, wanted: Rule, by: User) -> ClosingRule:
    """Close a calendar on the same days every year.

    Raises:
        Denied: `by` does not keep the hours.
        WrongEntry: there is such a rule, or its names cannot be used.
        CalendarNeverOpen: it would be closed for a year.
    """
    with changing(key, by=by) as calendar:
        require_names(wanted.name)
        if calendar.rules.filter(rule=wanted.text).exists():
            raise WrongEntry("rule", N_("There is such a rule already."))
        added = ClosingRule.objects.create(
            calendar=calendar, rule=wanted.text, **name_columns(wanted.name)
        )
        record("closing_rule.add", by=by, target=calendar, rule=added.rule)
        return added


@transaction.atomic
def switch_rule(*, rule: ClosingRule, is_active: bool, by: User) -> None:
    """Let a rule close days, or keep it without effect; twice the same is once.

    Raises:
        Denied: `by` does not keep the hours.
        CalendarNeverOpen: it would be closed for a year.
        HoursGone: somebody removed the rule.
    """
    if _held(rule).is_active is is_active:
        may_keep_hours(by.actor).or_raise()
        return
    with changing(rule.calendar.key, by=by) as calendar:
        one = _held(rule)
        one.is_active = is_active
        one.save(update_fields=["is_active"])
        event = "closing_rule.on" if is_active else "closing_rule.off"
        record(event, by=by, target=calendar, rule=one.rule)


@transaction.atomic
def remove_rule(*, rule: ClosingRule, by: User) -> None:
    """Take a rule away; one that came with the portal can only be switched off.

    Raises:
        Denied: `by` does not keep the hours.
        WrongEntry: it came with the portal.
        HoursGone: somebody removed it already.
    """
    with changing(rule.calendar.key, by=by) as calendar:
        one = _held(rule)
        if one.is_stock:
            sentence = N_("This rule came with the portal. Switch it off instead.")
            raise WrongEntry("rule", sentence)
        record("closing_rule.remove", by=by, target=calendar, rule=one.rule)
        one.delete()


def _held(rule: ClosingRule) -> ClosingRule:
    one = ClosingRule.objects.filter(pk=rule.pk).first()
    if one is None:
        raise HoursGone
    return one


def _days(day: ClosingDay) -> dict[str, object]:
    first, last = day.first.isoformat(), day.last.isoformat()
    return {"first": first, "last": last, "windows": day.windows}
