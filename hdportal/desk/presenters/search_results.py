"""The incidents that the desk's search found, with the found words marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from markupsafe import Markup

from hdportal.desk.domain.incident import INTERNAL_KINDS, EntryKind
from hdportal.desk.domain.marking import Parts, excerpt, marked
from hdportal.desk.domain.searching import Query, Word, number_token
from hdportal.desk.presenters.desk_rows import (
    Badge,
    PriorityBadge,
    full_name,
    incident_address,
    priority_badges,
    state_badges,
)
from hdportal.desk.queries.search_results import FoundRow, FoundText
from hdportal.kernel.text import N_
from hdportal.web.jinja import fixed_url, iso, show_datetime

_SAID_AS: Mapping[str, str] = {
    EntryKind.COMMENT: N_("Comment"),
    EntryKind.WORK_NOTE: N_("Work note"),
    EntryKind.CHECKED: N_("Remark in the procedure"),
    EntryKind.RESOLVED: N_("Close notes"),
    EntryKind.REOPENED: N_("Reason for reopening"),
}


@dataclass(frozen=True)
class Place:
    """Where in an incident a word was found, and the text around it."""

    label: str
    text: Markup
    is_note: bool = False


@dataclass(frozen=True)
class Found:
    """One result."""

    number: str
    href: str
    subject: Markup
    priority: PriorityBadge
    state: Badge
    about: list[Markup]
    opened: str
    opened_iso: str
    place: Place


def results(
    rows: Sequence[FoundRow],
    texts: Sequence[FoundText],
    words: Query,
    *,
    came_from: str,
) -> list[Found]:
    """Return results in the order of `rows`; their links remember the search."""
    said = {key: list(some) for key, some in groupby(texts, lambda one: one.incident)}
    priorities, states = priority_badges(), state_badges()
    return [
        Found(
            number=row.number,
            href=incident_address(row.number, came_from),
            subject=_shown(marked(row.short_description, words.texts)),
            priority=priorities[row.priority],
            state=states[row.state],
            about=_about(row, words),
            opened=show_datetime(row.opened_at),
            opened_iso=iso(row.opened_at),
            place=_place(row, said.get(row.id, []), words),
        )
        for row in rows
    ]


def _about(row: FoundRow, words: Query) -> list[Markup]:
    caller = full_name(row.caller_first, row.caller_last, row.caller_email)
    project = row.project or row.project_name
    parts = [part for part in (caller, row.organisation, project) if part]
    return [_shown(marked(part, words.texts)) for part in parts]


def _place(row: FoundRow, texts: Sequence[FoundText], words: Query) -> Place:
    """Return the first place with a word that the subject lacks."""
    own = number_token(row.number)
    lacking = [
        word
        for word in words.words
        if not word.is_in(row.short_description) and number_token(word.text) != own
    ]
    for label, text, is_note in _places(row, texts):
        if found := [word for word in lacking if word.is_in(text)]:
            return Place(label, _around(text, found, words), is_note)
    return Place(_("Description"), _around(row.description, words.words, words))


def _places(
    row: FoundRow, texts: Sequence[FoundText]
) -> Iterator[tuple[str, str, bool]]:
    yield _("Description"), row.description, False
    for one in texts:
        is_note = one.kind in INTERNAL_KINDS
        yield _(_SAID_AS.get(one.kind, N_("History"))), one.text, is_note
        names = ", ".join(file["name"] for file in one.facts.get("files", []))
        yield _("File of a work note") if is_note else _("File"), names, is_note
    name = f"{row.caller_first} {row.caller_last}".strip()
    yield _("Caller"), ", ".join(filter(None, (name, row.caller_email))), False
    yield _("Organisation"), row.organisation or "", False
    project = filter(None, (row.project, row.project_name, row.project_code))
    yield _("Project"), ", ".join(project), False
    yield _("Application"), row.application or "", False
    yield _("Form"), ", ".join(map(str, row.answers.values())), False


def _around(text: str, found: Sequence[Word], words: Query) -> Markup:
    # Placed about the words found here, yet all that the reader asked for are marked.
    parts = excerpt(text, [word.text for word in found])
    return _shown(marked("".join(part for part, _found in parts), words.texts))


def _shown(parts: Parts) -> Markup:
    shown = (
        Markup("<mark>{}</mark>").format(part) if is_found else Markup.escape(part)
        for part, is_found in parts
    )
    return Markup().join(shown)


def search_address(text: str, before: int | None = None) -> str:
    """Return the address of a search in all texts, or of what follows a key there."""
    # Said where, a number alone does not lead straight to its incident.
    wanted = {"q": text, "where": "texts"} | ({"before": before} if before else {})
    return f"{fixed_url('desk-search')}?{urlencode(wanted)}"


def opened_instead(text: str) -> SafeString:
    """Return what is said where a number led straight to its incident."""
    return format_html(
        '{} <a href="{}">{}</a>',
        _("You searched for a number, and this is its incident."),
        search_address(text),
        _("Search for “%(text)s” in all texts") % {"text": text},
    )
