"""A week, day by day, and what hours do, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from hdportal.schedules.domain.calendar import Calendar, week_on
from hdportal.schedules.domain.closures import Rule
from hdportal.schedules.domain.week import Week, minutes_of
from hdportal.schedules.domain.year import closing_days_in
from hdportal.schedules.presenters.words import (
    capital,
    grouped,
    hours_of_day,
    show_day,
    show_windows,
    week_total,
    weekday,
)
from hdportal.web.jinja import show_date


@dataclass(frozen=True)
class DayRow:
    """One weekday and its hours."""

    day: str
    hours: list[str]
    is_today: bool


def week_rows(week: Week | None, today: int) -> list[DayRow]:
    """Return the seven days; none at all where the hours are unknown."""
    return [
        DayRow(
            capital(weekday(number)),
            [show_windows((one,)) for one in windows] or [pgettext("hours", "Closed")],
            number == today,
        )
        for number, windows in enumerate(week or ())
    ]


def week_words(week: Week | None) -> list[str]:
    """Return a week in a few lines, days of the same hours taken together."""
    if week is None:
        return [_("Hours unknown")]
    words = [(label, hours_of_day(windows)) for label, windows in grouped(week)]
    text = _("%(days)s: %(hours)s")
    return [text % {"days": days, "hours": hours} for days, hours in words]


def what_it_does(calendar: Calendar, day: date, today: date) -> list[str]:
    """Return what a calendar is from `day` on, before somebody saves it."""
    week = week_on(calendar, day)
    sentences = [_from_day(week, day), *closing_counts(calendar, today)]
    if day <= today:
        sentences.append(
            _("It counts for days that have passed too: deadlines are worked out anew.")
        )
    return sentences


def closing_counts(calendar: Calendar, today: date) -> list[str]:
    """Return how many closing days this year and the next one have."""
    return [
        _closing_count(closing_days_in(calendar, year), year)
        for year in (today.year, today.year + 1)
    ]


def days_of_rule(rule: Rule, today: date) -> str:
    """Return on which days a rule closes, this year and the next."""
    days = [day for n in (0, 1) for day in rule.days(today.year + n)]
    shown = [show_day(day) for day in days[:4]]
    more = len(days) - len(shown)
    text = "; ".join(shown)
    if not more:
        return text
    words = {"days": text, "number": more}
    return (
        ngettext(
            "%(days)s; and %(number)s more day",
            "%(days)s; and %(number)s more days",
            more,
        )
        % words
    )


def _from_day(week: Week | None, day: date) -> str:
    if week is None:
        words = {"date": show_date(day)}
        return _("Hours unknown from %(date)s: due moments cannot be told.") % words
    words = {"hours": week_total(minutes_of(week)), "date": show_date(day)}
    return _("Open %(hours)s from %(date)s.") % words


def _closing_count(number: int, year: int) -> str:
    text = ngettext(
        "%(number)s closing day in %(year)s.",
        "%(number)s closing days in %(year)s.",
        number,
    )
    return text % {"number": number, "year": year}
