"""The rows of the desk's lists."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from hdportal.desk.domain.incident import STATE_LABELS
from hdportal.desk.domain.priority import PRIORITY_LABELS
from hdportal.desk.presenters.labels import STATE_ICONS, STATE_TONES
from hdportal.desk.queries.desk_lists import DeskRow
from hdportal.web.jinja import show_date

# The label says it in words; these only help the eye.
PRIORITY_TONES = {1: "danger", 2: "warning", 3: "info", 4: "neutral", 5: "neutral"}
PRIORITY_ICONS = {1: "circle-alert", 2: "triangle-alert"}

# Text, tone and icon.
Badge = tuple[str, str, str]
PriorityBadge = tuple[str, str, str | None]


@dataclass(frozen=True)
class ListedOnDesk:
    """One row, as its template takes it."""

    number: str
    href: str
    subject: str
    priority: PriorityBadge
    state: Badge
    is_answered: bool
    person: str
    group: str
    caller: str
    organisation: str
    project: str
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
    priorities, states = priority_badges(), state_badges()
    query = _query(came_from)
    return [
        _listed(
            row,
            href=f"/desk/incidents/{row.number}/{query}",
            priority=priorities[row.priority],
            state=states[row.state],
            is_answered=row.id in answered,
            now=now,
        )
        for row in rows
    ]


def _listed(
    row: DeskRow,
    *,
    href: str,
    priority: PriorityBadge,
    state: Badge,
    is_answered: bool,
    now: datetime,
) -> ListedOnDesk:
    opened, changed = map(timezone.localtime, (row.opened_at, row.updated_at))
    return ListedOnDesk(
        number=row.number,
        href=href,
        subject=row.short_description,
        priority=priority,
        state=state,
        is_answered=is_answered,
        person=full_name(row.person_first, row.person_last, row.person_email),
        group=row.group or "",
        caller=full_name(row.caller_first, row.caller_last, row.caller_email),
        organisation=row.organisation or "",
        project=row.project or row.project_name or "",
        age=age(now - row.opened_at),
        opened=f"{show_date(opened.date())}, {opened:%H:%M}",
        opened_iso=opened.isoformat(timespec="seconds"),
        changed_on=show_date(changed.date()),
        changed_at=f"{changed:%H:%M}",
        changed_iso=changed.isoformat(timespec="seconds"),
    )


# What many rows share is put into words once a page.


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


def incident_address(number: str, came_from: str) -> str:
    """Return the address of an incident on the desk, opened from a list."""
    # By hand, here and above: reversing it costs more than the rest of a row.
    return f"/desk/incidents/{number}/{_query(came_from)}"


def _query(came_from: str) -> str:
    return f"?{urlencode({'from': came_from})}" if came_from else ""


def full_name(first: str | None, last: str | None, email: str | None) -> str:
    """Return a person's name, or the address of one without; "" for nobody."""
    return f"{first or ''} {last or ''}".strip() or email or ""


def age(past: timedelta) -> str:
    """Return how long ago something was, in whole hours or days: 5 h, 3 d."""
    hours = past // timedelta(hours=1)
    if hours < 1:
        return _("under 1 h")
    if hours < 24:
        return _("%(number)d h") % {"number": hours}
    return _("%(number)d d") % {"number": hours // 24}
