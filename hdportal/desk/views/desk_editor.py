"""Add a work note, or a comment to the caller: never the one for the other."""

from collections.abc import Callable, Mapping
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hdportal.accounts.kept import take_kept
from hdportal.desk import queries
from hdportal.desk.actions import comments, notes
from hdportal.desk.actions.changes import AlreadyWritten
from hdportal.desk.desk_forms import KIND, WORDS
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.models import Incident, JournalEntry
from hdportal.desk.presenters.addresses import desk_address
from hdportal.desk.presenters.editor import Editing
from hdportal.desk.queries.meanwhile import newer_than, was_sent
from hdportal.desk.views.desk_writing import new_note, posted_note
from hdportal.desk.views.ticket import ticket_or_404, ticket_page
from hdportal.desk.views.typed import first_of_each, sign_in_first, welcome_back
from hdportal.intake import writing as writings
from hdportal.intake.writing import Writing
from hdportal.kernel.errors import Denied
from hdportal.web.render import translated

METHODS = ["GET", "HEAD", "POST"]
# The newest entry on the page; no key of an answer, so that no draft keeps it.
SEEN = "seen-entry"


@require_http_methods(METHODS)
def desk_note(request: HttpRequest, number: str) -> HttpResponse:
    """Add a work note; GET shows what was typed before signing in."""
    return _answer(request, number, EntryKind.WORK_NOTE)


@require_http_methods(METHODS)
def desk_comment(request: HttpRequest, number: str) -> HttpResponse:
    """Write to the caller; GET shows what was typed before signing in."""
    return _answer(request, number, EntryKind.COMMENT)


@require_http_methods(METHODS)
def desk_note_mask(request: HttpRequest, number: str) -> HttpResponse:
    """Show the text again with its national numbers masked; nothing is added."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    incident = ticket_or_404(request, number)
    if request.method != "POST":
        return _opened(request, incident)
    writing = posted_note(request, incident)
    masked = Editing(writing.with_form(writing.form.masked()))
    return ticket_page(request, incident, writing=masked)


def _answer(request: HttpRequest, number: str, kind: EntryKind) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_first(request)
    incident = ticket_or_404(request, number)
    if request.method != "POST":
        return _opened(request, incident)
    writing = posted_note(request, incident)
    if writing.form.values.get(KIND) != kind:
        return wrong_kind(request, incident, writing)
    writing = writing.with_form(writing.form.checked())
    if not writing.form.is_valid:
        return _back(request, incident, Editing(writing), status=422)
    meanwhile = _meanwhile(request, incident)
    is_sent = was_sent(request.user, writing.token)
    if meanwhile and kind is EntryKind.COMMENT and not is_sent:
        return _held_back(request, incident, writing, meanwhile)
    return _added(request, incident, writing, kind, meanwhile)


def refusal_of(kind: str) -> str:
    """Return why something written as `kind` was not taken at another's address."""
    match kind:
        case EntryKind.WORK_NOTE:
            return _("This was written as a work note. Nothing was sent to the caller.")
        case EntryKind.COMMENT:
            return _("This was written as a comment to the caller. Nothing was added.")
        case _unknown:
            return _("Choose who is to read this. Nothing was added or sent.")


def wrong_kind(
    request: HttpRequest, incident: Incident, writing: Writing
) -> HttpResponse:
    """Refuse what came to the address of the other kind, and keep its words."""
    notice = refusal_of(writing.form.values.get(KIND, ""))
    editing = Editing(writing, notice=notice)
    return _back(request, incident, editing, status=400)


def _added(
    request: HttpRequest,
    incident: Incident,
    writing: Writing,
    kind: EntryKind,
    meanwhile: int,
) -> HttpResponse:
    try:
        entry = _ADD[kind](incident, writing, request)
    except AlreadyWritten as error:
        fresh = writing.under_a_fresh_token()
        editing = Editing(fresh, notice=translated(error))
        return _back(request, incident, editing, status=409)
    except Denied as error:
        # Closed meanwhile: the page gives the words back.
        editing = Editing(writing, notice=translated(error))
        return ticket_page(request, incident, writing=editing, status=403)
    if meanwhile:
        messages.info(request, _added_meanwhile(meanwhile))
    address = desk_address("desk-incident", incident, request.GET.get("from", ""))
    return redirect(f"{address}#entry-{entry.pk}")


def _add_note(
    incident: Incident, writing: Writing, request: HttpRequest
) -> JournalEntry:
    return notes.add(
        incident=incident,
        text=writing.form.answers().text(WORDS),
        form_token=_token(writing),
        draft_token=writing.draft_token,
        by=request.user,
    )


def _add_comment(
    incident: Incident, writing: Writing, request: HttpRequest
) -> JournalEntry:
    return comments.add(
        incident=incident,
        text=writing.form.answers().text(WORDS),
        form_token=_token(writing),
        draft_token=writing.draft_token,
        purpose=queries.note_purpose(incident),
        by=request.user,
    )


_ADD: Mapping[EntryKind, Callable[[Incident, Writing, HttpRequest], JournalEntry]] = {
    EntryKind.WORK_NOTE: _add_note,
    EntryKind.COMMENT: _add_comment,
}


def _token(writing: Writing) -> UUID:
    return writing.token or uuid4()


def _held_back(
    request: HttpRequest, incident: Incident, writing: Writing, count: int
) -> HttpResponse:
    text = ngettext(
        "%(count)s entry was added meanwhile: read it above. Nothing was sent yet.",
        "%(count)s entries were added meanwhile: read them above. Nothing was sent "
        "yet.",
        count,
    )
    held = Editing(writing, notice=text % {"count": count}, is_held=True)
    return _back(request, incident, held, status=409)


def _added_meanwhile(count: int) -> str:
    text = ngettext(
        "%(count)s entry was added meanwhile: read it above.",
        "%(count)s entries were added meanwhile: read them above.",
        count,
    )
    return text % {"count": count}


def _meanwhile(request: HttpRequest, incident: Incident) -> int:
    seen = request.POST.get(SEEN, "")
    # A damaged key counts as nothing seen: rather read once more than miss something.
    key = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 18 else 0
    return newer_than(incident, seen=key, by_others_than=request.user)


def _back(
    request: HttpRequest, incident: Incident, editing: Editing, *, status: int
) -> HttpResponse:
    writings.keep_words(editing.writing, request.user)
    return ticket_page(request, incident, writing=editing, status=status)


def _opened(request: HttpRequest, incident: Incident) -> HttpResponse:
    kept = first_of_each(take_kept(request))
    editing = Editing(new_note(request, incident, kept), notice=welcome_back(kept))
    return ticket_page(request, incident, writing=editing)
