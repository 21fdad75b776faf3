"""What the pages about incidents say."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hdportal.accounts.models import User
from hdportal.desk.domain import audience, policy
from hdportal.desk.domain.incident import (
    CATEGORY_LABELS,
    STATE_LABELS,
    URGENCY_LABELS,
    Category,
    EntryKind,
    State,
    Urgency,
)
from hdportal.desk.models import Incident
from hdportal.desk.queries import (
    COUNTED_UP_TO,
    Journal,
    JournalLine,
    ListedIncident,
    ListFilter,
)
from hdportal.intake.domain.schema import RESERVED_KEYS, in_language
from hdportal.web.context import initials
from hdportal.web.jinja import iso, show_datetime
from hdportal.web.render import translated

STATE_TONES = {
    State.NEW: "info",
    State.WORK_IN_PROGRESS: "success",
    State.ON_HOLD: "warning",
    State.RESOLVED: "neutral",
    State.CLOSED: "neutral",
}
STATE_ICONS = {
    State.NEW: "circle-dot",
    State.WORK_IN_PROGRESS: "settings",
    State.ON_HOLD: "pause",
    State.RESOLVED: "circle-check",
    State.CLOSED: "lock",
}
NEWEST_SHOWN, ALL_SHOWN = 40, 100_000


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
class Entry:
    """One entry of a timeline, as the component takes it."""

    title: str
    kind: str
    icon: str
    time: str
    time_iso: str
    body: str
    initials: str
    is_own: bool
    id: str


@dataclass(frozen=True)
class Timeline:
    """The entries that are shown, with how many lie folded between them."""

    first: list[Entry]
    folded: int
    last: list[Entry]


def incident_row(row: ListedIncident, *, sees_texts: bool) -> IncidentRow:
    """Return a list's row; the life cycle alone tells nothing about the caller."""
    state = State(row.state)
    return IncidentRow(
        number=row.number,
        href=f"/incidents/{row.number}/",
        subject=row.short_description,
        state=_(STATE_LABELS[state]),
        tone=STATE_TONES[state],
        icon=STATE_ICONS[state],
        about=" · ".join(_about(row) if sees_texts else [_category(row.category)]),
        changed=show_datetime(row.moment),
        changed_iso=iso(row.moment),
    )


def _about(row: ListedIncident) -> list[str]:
    caller = f"{row.first_name} {row.last_name}".strip() or row.email
    urgency = _(URGENCY_LABELS[Urgency(row.urgency)])
    parts = (urgency, row.project or row.project_name, row.application, caller)
    return [part for part in parts if part]


def _category(category: str) -> str:
    return _(CATEGORY_LABELS[Category(category)])


def state_badge(incident: Incident) -> tuple[str, str, str]:
    """Return the text, tone and icon of an incident's state."""
    state = State(incident.state)
    return _(STATE_LABELS[state]), STATE_TONES[state], STATE_ICONS[state]


def details(incident: Incident, *, sees_texts: bool) -> list[tuple[str, str]]:
    """Return the rows of the details, as far as the reader may see them."""
    rows = [
        (_("Number"), str(incident.number)),
        (_("State"), _(STATE_LABELS[State(incident.state)])),
        (_("Type of problem"), _category(incident.category)),
    ]
    if sees_texts:
        rows += _further_details(incident)
    rows.append((_("Created"), show_datetime(incident.opened_at)))
    rows.append((_("Last change"), show_datetime(incident.updated_at)))
    return rows


def _further_details(incident: Incident) -> list[tuple[str, str]]:
    project, application = incident.project, incident.application
    return [
        (_("Urgency"), _(URGENCY_LABELS[Urgency(incident.urgency)])),
        (_("Project"), _project(incident) if project else ""),
        (_("Application"), application.name if application else ""),
        *_answers(incident),
        (_("Caller"), incident.caller.get_full_name()),
        (_("Organisation"), str(incident.organisation or "")),
    ]


def _project(incident: Incident) -> str:
    code = incident.project.code or _("HDBP number not available")
    return f"{incident.project} ({code})"


def _answers(incident: Incident) -> list[tuple[str, str]]:
    if not incident.answers:
        return []
    language = (get_language() or "en")[:2]
    asked = [
        f for f in incident.form_version.schema.fields if f.key in incident.answers
    ]
    rows = []
    for field in asked:
        if field.key in RESERVED_KEYS:
            continue
        value = incident.answers[field.key]
        chosen = next((c for c in field.choices if c.value == value), None)
        shown = in_language(chosen.label, language) if chosen else value
        rows.append((in_language(field.label, language), shown))
    return rows


def timeline(journal: Journal, reader: User, *, sees_texts: bool) -> Timeline:
    """Return what happened, in order; an unread middle is folded away.

    Whoever sees the life cycle only gets the events, without names.
    """
    first, newest = (
        [_entry(line, reader, sees_texts=sees_texts) for line in lines]
        for lines in (journal.first, journal.newest)
    )
    return Timeline(first, journal.unread, newest)


def _entry(line: JournalLine, reader: User, *, sees_texts: bool) -> Entry:
    name = _name(line) if sees_texts else ""
    is_comment = line.kind == EntryKind.COMMENT
    return Entry(
        title=name if is_comment else _created(name),
        kind="comment" if is_comment else "event",
        icon="message-square" if is_comment else "flag",
        time=show_datetime(line.at),
        time_iso=iso(line.at),
        body=line.text if sees_texts else "",
        initials=initials(name) if is_comment else "",
        is_own=is_comment and line.by == reader.pk,
        id=f"entry-{line.pk}",
    )


def _name(line: JournalLine) -> str:
    return f"{line.first_name} {line.last_name}".strip() or str(line.email)


def _created(name: str) -> str:
    if name:
        return _("Created by %(name)s") % {"name": name}
    return _("Created")


def comment_refusal(incident: Incident, reader: User) -> str:
    """Return why the reader cannot write here, "" when that is possible."""
    state = State(incident.state)
    verdict = policy.may_comment(reader.actor, people=incident.people, state=state)
    return translated(verdict)


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
    renamed = {"scope": "list"}
    wanted |= {renamed.get(name, name): value for name, value in changes.items()}
    query = urlencode({name: value for name, value in wanted.items() if value})
    address = reverse("incidents")
    return f"{address}?{query}" if query else address
