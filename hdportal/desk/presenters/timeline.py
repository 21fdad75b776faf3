"""What happened to an incident, as its readers see it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hdportal.accounts.models import User
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.models import Incident
from hdportal.desk.queries import Journal, JournalLine
from hdportal.files.domain.kinds import IMAGE_TYPES
from hdportal.files.presenters import FileView, size_text
from hdportal.web.context import initials
from hdportal.web.jinja import iso, show_datetime

ENTRY_ICONS = {
    EntryKind.CREATED: "flag",
    EntryKind.COMMENT: "message-square",
    EntryKind.FILES: "paperclip",
    EntryKind.WITHDRAWN: "lock",
}
NEWEST_SHOWN, ALL_SHOWN = 40, 100_000


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
    files: list[FileView]


@dataclass(frozen=True)
class Timeline:
    """The entries that are shown, with how many lie folded between them."""

    first: list[Entry]
    folded: int
    last: list[Entry]


def timeline(
    incident: Incident, journal: Journal, reader: User, *, sees_texts: bool
) -> Timeline:
    """Return what happened, in order; an unread middle is folded away.

    Whoever sees the life cycle only gets the events, without names and files.
    """
    first, newest = (
        [_entry(incident, line, reader, sees_texts=sees_texts) for line in lines]
        for lines in (journal.first, journal.newest)
    )
    return Timeline(first, journal.unread, newest)


def _entry(
    incident: Incident, line: JournalLine, reader: User, *, sees_texts: bool
) -> Entry:
    name = _name(line) if sees_texts else ""
    kind = EntryKind(line.kind)
    is_comment = kind is EntryKind.COMMENT
    return Entry(
        title=name if is_comment else _event(kind, name),
        kind="comment" if is_comment else "event",
        icon=ENTRY_ICONS[kind],
        time=show_datetime(line.at),
        time_iso=iso(line.at),
        body=line.text if sees_texts else "",
        initials=initials(name) if is_comment else "",
        is_own=is_comment and line.by == reader.pk,
        id=f"entry-{line.pk}",
        files=_files(incident, line) if sees_texts else [],
    )


def _name(line: JournalLine) -> str:
    return f"{line.first_name} {line.last_name}".strip() or str(line.email)


def _event(kind: EntryKind, name: str) -> str:
    if kind is EntryKind.FILES:
        return _("Files added by %(name)s") % {"name": name}
    if kind is EntryKind.WITHDRAWN:
        return _("Withdrawn by %(name)s") % {"name": name} if name else _("Withdrawn")
    return _("Created by %(name)s") % {"name": name} if name else _("Created")


def _files(incident: Incident, line: JournalLine) -> list[FileView]:
    return [_file(incident, facts) for facts in line.facts.get("files", [])]


def _file(incident: Incident, facts: dict[str, Any]) -> FileView:
    address = reverse("incident-file", args=[incident.number, facts["id"]])
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
