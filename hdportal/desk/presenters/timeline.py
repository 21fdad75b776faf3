"""What happened to an incident, as its readers see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hdportal.accounts.models import User
from hdportal.desk.domain.audience import Reading
from hdportal.desk.domain.choices import Kind
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.models import Incident
from hdportal.desk.presenters.choices import name_of
from hdportal.desk.presenters.happenings import Happening, sentence
from hdportal.desk.queries import Journal, JournalLine
from hdportal.files.domain.kinds import IMAGE_TYPES
from hdportal.files.presenters import FileView, size_text
from hdportal.web.context import initials
from hdportal.web.jinja import iso, show_datetime

ENTRY_ICONS: Mapping[EntryKind, str] = {
    EntryKind.CREATED: "flag",
    EntryKind.COMMENT: "message-square",
    EntryKind.FILES: "paperclip",
    EntryKind.WITHDRAWN: "lock",
    EntryKind.WORK_NOTE: "pencil",
    EntryKind.ASSIGNED: "arrow-right",
    EntryKind.TAKEN: "user-check",
    EntryKind.HANDED_ON: "arrow-right-left",
    EntryKind.HANDED_BACK: "arrow-left",
    EntryKind.HELD: "pause",
    EntryKind.RESUMED: "play",
    EntryKind.RESOLVED: "circle-check",
    EntryKind.REOPENED: "rotate-ccw",
    EntryKind.CLOSED: "lock",
    EntryKind.CHANGED: "pencil",
    EntryKind.CHECKED: "list-checks",
    EntryKind.LINKED: "link",
    EntryKind.SLA_WARNED: "clock",
    EntryKind.SLA_BREACHED: "circle-alert",
    EntryKind.SLA_MOVED: "clock",
}
_TONES = {
    EntryKind.RESOLVED: "success",
    EntryKind.HELD: "warning",
    EntryKind.SLA_WARNED: "warning",
    EntryKind.SLA_BREACHED: "danger",
}
# Entries that hold somebody's words stand as cards; the others are a thin line.
_CARDS = {
    EntryKind.COMMENT: "comment",
    EntryKind.WORK_NOTE: "note",
    EntryKind.RESOLVED: "comment",
    EntryKind.REOPENED: "comment",
}
# Cards of which the title is a name, so that a face stands beside it.
_SAID = frozenset({EntryKind.COMMENT, EntryKind.WORK_NOTE})
NEWEST_SHOWN, ALL_SHOWN = 40, 100_000


@dataclass(frozen=True)
class Entry:
    """One entry of a timeline, as the component takes it; `lead` stands above the body.

    `badge` says from which side it comes, at the desk also to whom it goes.
    """

    title: str
    kind: str
    icon: str
    tone: str
    time: str
    time_iso: str
    lead: str
    body: str
    badge: str
    badge_icon: str
    initials: str
    is_own: bool
    id: str
    files: list[FileView]


@dataclass(frozen=True)
class Timeline:
    """The entries that are shown, with how many lie folded between them."""

    first: list[Entry]
    folded: int
    last: list[Entry]
    whole_href: str


def timeline(
    incident: Incident, journal: Journal, reader: User, *, reading: Reading
) -> Timeline:
    """Return what happened, in order; an unread middle is folded away.

    `reading` is what the journal was read for. Whoever sees the life cycle only gets
    the events, without names, texts and files.
    """
    teller = _Teller(incident, reader, reading)
    first, newest = (
        [teller.entry(line) for line in lines]
        for lines in (journal.first, journal.newest)
    )
    page = "desk-incident" if reading is Reading.DESK else "incident"
    whole = f"{reverse(page, args=[incident.number])}?all=1" if journal.unread else ""
    return Timeline(first, journal.unread, newest, whole)


class _Teller:
    """Makes the entries of one timeline; asks once what is the same for all."""

    def __init__(self, incident: Incident, reader: User, reading: Reading) -> None:
        self.incident, self.reading = incident, reading
        self.reader, self.people = reader.pk, incident.people
        self.is_readers_own = self.reader in self.people
        self.sees_texts = reading is not Reading.LIFE_CYCLE
        self.from_caller, self.from_desk = _sides(reading)

    def entry(self, line: JournalLine) -> Entry:
        kind = EntryKind(line.kind)
        name = _name(line) if self.sees_texts else ""
        is_said, is_card = kind in _SAID, kind in _CARDS and self.sees_texts
        badge, badge_icon = self.badge(line) if is_card else ("", "")
        happening = Happening(line, name, self.reading, self.is_readers_own)
        return Entry(
            title=sentence(happening),
            kind=_CARDS[kind] if is_card else "event",
            icon=ENTRY_ICONS[kind],
            tone=_TONES.get(kind, "neutral"),
            time=show_datetime(line.at),
            time_iso=iso(line.at),
            lead=_close_code(line) if self.sees_texts else "",
            body=line.text if self.sees_texts else "",
            badge=badge,
            badge_icon=badge_icon,
            initials=initials(name) if is_said else "",
            is_own=is_said and line.by == self.reader,
            id=f"entry-{line.pk}",
            files=_files(self.incident, line, self.reading) if self.sees_texts else [],
        )

    def badge(self, line: JournalLine) -> tuple[str, str]:
        if line.kind == EntryKind.WORK_NOTE:
            return _("Work note"), "lock"
        # Only its own people and the desk write to an incident (`policy`), so whoever
        # is not one of its people wrote from behind the desk, also after leaving it.
        return self.from_caller if line.by in self.people else self.from_desk


def _sides(reading: Reading) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the text and icon on what callers wrote, and on what the desk wrote."""
    if reading is Reading.DESK:
        return (_("From the caller"), "user"), (_("To the caller"), "mail")
    return ("", ""), (_("Service Desk"), "")


def _name(line: JournalLine) -> str:
    return f"{line.first_name or ''} {line.last_name or ''}".strip() or line.email or ""


def _close_code(line: JournalLine) -> str:
    return name_of(Kind.CLOSE_CODE, line.facts.get("close_code") or "")


def _files(incident: Incident, line: JournalLine, reading: Reading) -> list[FileView]:
    # The desk's address also reaches the files of work notes.
    name = "desk-file" if reading is Reading.DESK else "incident-file"
    return [_file(incident, facts, name) for facts in line.facts.get("files", [])]


def _file(incident: Incident, facts: dict[str, Any], url_name: str) -> FileView:
    address = reverse(url_name, args=[incident.number, facts["id"]])
    is_image = facts["media_type"] in IMAGE_TYPES
    return FileView(
        id=facts["id"],
        name=facts["name"],
        size=size_text(facts["size"]),
        media_type=facts["media_type"],
        is_checked=facts["is_checked"],
        icon="paperclip",
        href=address,
        preview_href=f"{address}preview/" if is_image else "",
    )
