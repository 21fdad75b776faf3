"""The rows of the desk's lists."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta, tzinfo
from functools import cache, partial
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from hdportal.desk.day_words import DAYS_BY_NAME, on_day
from hdportal.desk.domain.incident import STATE_LABELS
from hdportal.desk.domain.priority import PRIORITY_LABELS
from hdportal.desk.presenters.labels import STATE_ICONS, STATE_TONES
from hdportal.desk.queries.desk_lists import DeskRow
from hdportal.web.jinja import show_date

# The label says it in words; these only help the eye.
PRIORITY_TONES = {1: "danger", 2: "warning", 3: "info", 4: "neutral", 5: "neutral"}
PRIORITY_ICONS = {1: "circle-alert", 2: "triangle-alert"}

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)

# Text, tone and icon.
Badge = tuple[str, str, str]
PriorityBadge = tuple[str, str, str | None]


class DueWords(NamedTuple):
    """When something is due: how long until then or since, and the moment.

    `brief` says the first within a line about other things.
    """

    left: str
    brief: str
    moment: str
    iso: str
    is_late: bool


class ListedOnDesk(NamedTuple):
    """One row, as its template takes it; a tuple is quick to make and to read.

    `due` is None where nothing is due.
    """

    number: str
    href: str
    subject: str
    about: str
    priority: PriorityBadge
    state: Badge
    is_answered: bool
    person: str
    group: str
    caller: str
    organisation: str
    project: str
    due: DueWords | None
    age: str
    opened: str
    opened_iso: str
    changed_on: str
    changed_at: str
    changed_iso: str


def listed(
    rows: Sequence[DeskRow],
    *,
    answered: Collection[int],
    came_from: str,
    now: datetime,
) -> list[ListedOnDesk]:
    """Return rows whose links remember the list that they stand in.

    `answered` holds the keys of those whose caller spoke last.
    """
    shared = _Shared(came_from, now)
    return [_listed(row, shared, is_answered=row.id in answered) for row in rows]


class _Shared:
    """What the rows of one page have in common, put into words once."""

    def __init__(self, came_from: str, now: datetime) -> None:
        self.now = now
        self.query = _query(came_from)
        self.priorities = priority_badges()
        self.states = state_badges()
        self.zone = timezone.get_current_timezone()
        self.day = cache(show_date)
        self.age = Ages().shown
        self.due = Dues(now, self.zone).shown


def _listed(row: DeskRow, shared: _Shared, *, is_answered: bool) -> ListedOnDesk:
    opened = row.opened_at.astimezone(shared.zone)
    changed = row.updated_at.astimezone(shared.zone)
    opened_iso = opened.isoformat("T", "seconds")
    changed_iso = changed.isoformat("T", "seconds")
    priority = shared.priorities[row.priority]
    caller = full_name(row.caller_first, row.caller_last, row.caller_email)
    organisation = row.organisation or ""
    age = shared.age(shared.now - row.opened_at)
    due = shared.due(row.due_at) if row.due_at else None
    who = f"{caller}, {organisation}" if organisation else caller
    return ListedOnDesk(
        number=row.number,
        href=f"/desk/incidents/{row.number}/{shared.query}",
        subject=row.short_description,
        about=" · ".join([priority[0], who, age, *([due.brief] if due else ())]),
        priority=priority,
        state=shared.states[row.state],
        is_answered=is_answered,
        person=full_name(row.person_first, row.person_last, row.person_email),
        group=row.group or "",
        caller=caller,
        organisation=organisation,
        project=row.project or row.project_name or "",
        due=due,
        age=age,
        # Hours and minutes stand in every ISO moment: 2026-11-24T10:20:00+01:00.
        opened=f"{shared.day(opened.date())}, {opened_iso[11:16]}",
        opened_iso=opened_iso,
        changed_on=shared.day(changed.date()),
        changed_at=changed_iso[11:16],
        changed_iso=changed_iso,
    )


def priority_badges() -> dict[int, PriorityBadge]:
    """Return how each priority is shown."""
    return {
        priority: (_(label), PRIORITY_TONES[priority], PRIORITY_ICONS.get(priority))
        for priority, label in PRIORITY_LABELS.items()
    }


def state_badges() -> dict[str, Badge]:
    """Return how each state is shown."""
    return {
        str(state): (_(label), STATE_TONES[state], STATE_ICONS[state])
        for state, label in STATE_LABELS.items()
    }


class Ages:
    """How long ago things were; one reader's words for it are looked up once."""

    def __init__(self) -> None:
        self._shortest = _("under 1 h")
        self._hours = _("%(number)d h")
        self._days = _("%(number)d d")

    def shown(self, past: timedelta) -> str:
        """Return it in whole hours or days: 5 h, 3 d."""
        hours = past // HOUR
        if hours < 1:
            return self._shortest
        if hours < 24:
            return self._hours % {"number": hours}
        return self._days % {"number": hours // 24}


class Dues:
    """When things are due, seen from now; the words for it are looked up once."""

    def __init__(self, now: datetime, zone: tzinfo) -> None:
        self._now, self._zone = now, zone
        today = now.astimezone(zone).date()
        self._day = cache(partial(_due_day, today=today))
        self._coming = (
            _("in under 1 min"),
            _("in %(number)d min"),
            _("in %(number)d h"),
            _("in %(number)d d"),
        )
        self._brief = (
            _("due in under 1 min"),
            _("due in %(number)d min"),
            _("due in %(number)d h"),
            _("due in %(number)d d"),
        )
        self._late = (
            _("under 1 min late"),
            _("%(number)d min late"),
            _("%(number)d h late"),
            _("%(number)d d late"),
        )

    def shown(self, due_at: datetime) -> DueWords:
        """Return it in whole minutes, hours or days of all time, and the moment."""
        left = due_at - self._now
        is_late = left < timedelta()
        local = due_at.astimezone(self._zone)
        iso = local.isoformat("T", "seconds")
        day = self._day(local.date(), is_over=is_late)
        return DueWords(
            left=_span(self._late if is_late else self._coming, abs(left)),
            brief=_span(self._late if is_late else self._brief, abs(left)),
            moment=day % {"time": iso[11:16]},
            iso=iso,
            is_late=is_late,
        )


def _due_day(day: date, *, today: date, is_over: bool) -> str:
    # Far from today the date as the other columns have it: there is little room.
    if abs((day - today).days) > DAYS_BY_NAME:
        return f"{show_date(day)}, %(time)s"
    return on_day(day, today, is_over=is_over)


def _span(words: tuple[str, str, str, str], span: timedelta) -> str:
    shortest, minutes, hours, days = words
    if span < MINUTE:
        return shortest
    if span < HOUR:
        return minutes % {"number": span // MINUTE}
    if span < 24 * HOUR:
        return hours % {"number": span // HOUR}
    return days % {"number": span.days}


def incident_address(number: str, came_from: str) -> str:
    """Return the address of an incident on the desk, opened from a list."""
    # By hand, here and above: reversing it costs more than the rest of a row.
    return f"/desk/incidents/{number}/{_query(came_from)}"


def _query(came_from: str) -> str:
    return f"?{urlencode({'from': came_from})}" if came_from else ""


def full_name(first: str | None, last: str | None, email: str | None) -> str:
    """Return a person's name, or the address of one without; "" for nobody."""
    return f"{first or ''} {last or ''}".strip() or email or ""
