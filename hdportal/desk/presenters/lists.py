"""Lists of incidents: their rows, and the tabs above them."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from hdportal.accounts.models import User
from hdportal.desk.domain import audience
from hdportal.desk.domain.audience import Reading
from hdportal.desk.domain.incident import (
    STATE_LABELS,
    URGENCY_LABELS,
    HoldReason,
    State,
    Urgency,
)
from hdportal.desk.presenters import searching as sayings
from hdportal.desk.presenters.labels import STATE_ICONS, STATE_TONES, category_label
from hdportal.desk.queries import COUNTED_UP_TO, ListedIncident, ListFilter
from hdportal.web.jinja import iso, show_datetime


@dataclass(frozen=True)
class IncidentRow:
    """One line of a list."""

    number: str
    href: str
    subject: str
    state: str
    tone: str
    icon: str
    about: str
    changed: str
    changed_iso: str


@dataclass(frozen=True)
class Searching:
    """What a list says of what is looked for in it."""

    text: str
    refusal: str
    shortened: str
    status: str
    back_href: str


def searching(
    asked: ListFilter, number: int, before: int | None, *, has_more: bool
) -> Searching:
    """Return what is said of a search that found so many."""
    refusal = sayings.refusal(asked.text)
    status = sayings.status(number, is_first=before is None, has_more=has_more)
    return Searching(
        text=sayings.kept(asked.text),
        refusal=refusal,
        shortened=sayings.shortened(asked.text),
        status="" if refusal else status,
        back_href=list_address(asked, text=""),
    )


def search_help(asked: ListFilter) -> str:
    """Return where the search of a list looks."""
    if asked.reading is Reading.LIFE_CYCLE:
        return _(
            "It looks in number, subject, project and application, whatever the state."
        )
    return _(
        "It looks in number, subject, description, messages, names of files, caller "
        "and project, whatever the state."
    )


def incident_rows(
    rows: Sequence[ListedIncident], asked: ListFilter
) -> list[IncidentRow]:
    """Return the rows of a list as far as its reader may read it."""
    sees_texts = asked.reading is not Reading.LIFE_CYCLE
    is_own = audience.is_caller_scope(asked.scope)
    return [incident_row(row, sees_texts=sees_texts, is_own=is_own) for row in rows]


def incident_row(
    row: ListedIncident, *, sees_texts: bool, is_own: bool = False
) -> IncidentRow:
    """Return a list's row; the life cycle alone tells nothing about the caller.

    One's own that waits for an answer says so, to be noticed.
    """
    state = State(row.state)
    waits = is_own and row.hold_reason == HoldReason.AWAITING_CALLER
    return IncidentRow(
        number=row.number,
        href=f"/incidents/{row.number}/",
        subject=row.short_description,
        state=_("Waits for you") if waits else _(STATE_LABELS[state]),
        tone=STATE_TONES[state],
        icon="hourglass" if waits else STATE_ICONS[state],
        about=" · ".join(_about(row) if sees_texts else [category_label(row.category)]),
        changed=show_datetime(row.moment),
        changed_iso=iso(row.moment),
    )


def _about(row: ListedIncident) -> list[str]:
    caller = f"{row.first_name} {row.last_name}".strip() or row.email
    urgency = _(URGENCY_LABELS[Urgency(row.urgency)])
    parts = (urgency, row.project or row.project_name, row.application, caller)
    return [part for part in parts if part]


def state_tabs(
    asked: ListFilter, open_count: int, all_count: int
) -> list[tuple[str, str, bool, str | None]]:
    """Return the tabs that filter a list by state."""
    tabs: list[tuple[str, str, str | None]] = [("", _("Open"), capped(open_count))]
    tabs += [(state, _(STATE_LABELS[state]), None) for state in State]
    tabs.append(("all", _("All"), capped(all_count)))
    return [
        (label, list_address(asked, state=state), asked.state == state, number)
        for state, label, number in tabs
    ]


def capped(number: int) -> str:
    """Return a count as it is shown: "1 000+" beyond what was counted."""
    if number > COUNTED_UP_TO:
        return f"{COUNTED_UP_TO // 1000}\N{NO-BREAK SPACE}000+"
    return str(number)


def scope_tabs(
    scopes: list[str], asked: ListFilter, reader: User
) -> list[tuple[str, str, bool, None]]:
    """Return the tabs of the lists that the reader has; none when there is but one."""
    if len(scopes) < 2:
        return []
    return [
        (
            _scope_label(scope, reader),
            list_address(asked, scope=scope),
            scope == asked.scope,
            None,
        )
        for scope in scopes
    ]


def _scope_label(scope: str, reader: User) -> str:
    if scope == audience.caller_scope(reader.pk):
        return _("My own")
    if scope.startswith("organisation:"):
        return str(reader.organisation)
    return _("Project %(name)s") % {"name": scope.partition(":")[2]}


def list_address(asked: ListFilter, **changes: str) -> str:
    """Return the address of the list with some of what it is asked for changed."""
    wanted = {"list": asked.scope, "state": asked.state, "q": asked.text}
    renamed = {"scope": "list", "text": "q"}
    wanted |= {renamed.get(name, name): value for name, value in changes.items()}
    query = urlencode({name: value for name, value in wanted.items() if value})
    address = reverse("incidents")
    return f"{address}?{query}" if query else address
