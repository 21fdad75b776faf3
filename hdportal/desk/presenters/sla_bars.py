"""A bar for each clock of a ticket, with its stage in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from hdportal.desk.day_words import when
from hdportal.desk.domain.sla import (
    MEASURE_LABELS,
    Clock,
    ClockState,
    Hours,
    Measure,
    Target,
    counted_to,
    seconds_left,
)
from hdportal.desk.sla_words import Told, told_of
from hdportal.kernel.text import N_

# From here on the desk is warned once more before it is late.
NEARLY = 75
MINUTE, HOUR = 60, 3600

_STAGES: Mapping[str, str] = {
    "open": N_("In progress: %(percent)s%% used, due %(due)s."),
    "closed": N_(
        "Outside the support hours until %(opens)s: %(percent)s%% used, due %(due)s."
    ),
    "late": N_("Late by %(late)s of support time: it was due %(due)s."),
    "late_uncounted": N_("Late: it was due %(due)s."),
    "paused": N_("Paused: %(percent)s%% used."),
    "paused_late": N_("Paused, late by %(late)s of support time."),
    "done": N_("Completed %(done)s: %(percent)s%% used."),
    "done_late": N_("Completed %(done)s, late by %(late)s of support time."),
    "done_uncounted": N_("Completed %(done)s."),
    "unknown": N_("In progress. The support hours are not known, so nothing is due."),
    "paused_uncounted": N_("Paused. The support hours are not known."),
}
_ICONS = {
    ClockState.IN_PROGRESS: "clock",
    ClockState.OUT_OF_WINDOW: "clock",
    ClockState.PAUSED: "pause",
    ClockState.BREACHED: "circle-alert",
    ClockState.COMPLETED: "circle-check",
}


@dataclass(frozen=True)
class Bar:
    """A clock: how far it is of 100, its stage, and the time behind it.

    Without a target, or where nobody knows it, there is no `percent` and no bar.
    """

    label: str
    stage: str
    percent: int | None = None
    used: str = ""
    tone: str = "neutral"
    icon: str = "clock"


def bars(clocks: Mapping[Measure, Clock], now: datetime, hours: Hours) -> list[Bar]:
    """Return the bars of a ticket, the answer first."""
    return [
        _bar(clocks[measure], now, hours) for measure in Measure if measure in clocks
    ]


def _bar(clock: Clock, now: datetime, hours: Hours) -> Bar:
    label = _(MEASURE_LABELS[clock.measure])
    if clock.target is None:
        return Bar(label, _("No time is promised for it."))
    told = told_of(clock, now, hours)
    left = seconds_left(clock, now, hours)
    used = None if left is None else clock.target.seconds - left
    percent = None if used is None else used * 100 // clock.target.seconds
    moments = {"opens": told.opens_at, "due": told.due_at, "done": told.completed_at}
    named = {name: when(at, now) for name, at in moments.items() if at}
    named |= {"percent": str(percent), "late": amount(-(left or 0))}
    actual = counted_to(clock, now, hours).actual_seconds
    return Bar(
        label,
        _(_STAGES[_stage(told)]) % named,
        None if percent is None else min(percent, 100),
        _used(used, clock.target, actual),
        _tone(told, percent),
        "circle-alert" if told.is_late else _ICONS[told.state],
    )


def _stage(told: Told) -> str:
    match told.state:
        case ClockState.COMPLETED:
            name = "done"
        case ClockState.PAUSED:
            name = "paused"
        case _ if told.is_late:
            return "late" if told.is_counted else "late_uncounted"
        case _ if told.due_at is None:
            return "unknown"
        case _:
            return "closed" if told.opens_at else "open"
    if not told.is_counted:
        return f"{name}_uncounted"
    return f"{name}_late" if told.is_late else name


def _tone(told: Told, percent: int | None) -> str:
    """Return what helps the eye; the stage says it in words."""
    if told.is_late:
        return "danger"
    if told.state is ClockState.PAUSED:
        return "neutral"
    is_near = percent is not None and percent >= NEARLY
    return "warning" if is_near and told.completed_at is None else "success"


def _used(used: int | None, target: Target, actual: int) -> str:
    named = {"target": amount(target.seconds), "actual": amount(actual)}
    if used is None:
        return _("Target %(target)s; in all %(actual)s have passed.") % named
    named["used"] = amount(used)
    return _("%(used)s of %(target)s of support time; %(actual)s in all.") % named


def amount(seconds: int) -> str:
    """Return a stretch of time in minutes, or in hours and minutes."""
    if seconds < MINUTE:
        return _("under 1 min")
    if seconds < HOUR:
        return _("%(number)d min") % {"number": seconds // MINUTE}
    hours, minutes = divmod(seconds // MINUTE, 60)
    if not minutes:
        return _("%(number)d h") % {"number": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
