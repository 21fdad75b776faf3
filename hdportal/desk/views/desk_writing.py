"""The editor of the desk's page, whatever page shows it."""

from dataclasses import replace
from uuid import uuid4

from django.http import Http404, HttpRequest

from hdportal.desk import queries
from hdportal.desk.desk_forms import NOTE_FORM, WORDS
from hdportal.desk.models import Incident
from hdportal.desk.presenters.editor import Editing, EditorView, editor_view
from hdportal.desk.queries import Journal
from hdportal.files import queries as stored
from hdportal.intake import writing as writings
from hdportal.intake.domain.checking import Values
from hdportal.intake.forms import blank
from hdportal.intake.models import Draft
from hdportal.intake.queries import open_draft, owner_of
from hdportal.intake.writing import Writing


def editor(
    request: HttpRequest, incident: Incident, editing: Editing | None, journal: Journal
) -> EditorView:
    """Return the editor: empty, from its draft, or as it came back."""
    newest = (journal.newest or journal.first)[-1:]
    return editor_view(
        incident,
        request.user,
        editing or Editing(new_note(request, incident)),
        seen=newest[0].pk if newest else 0,
        came_from=request.GET.get("from", ""),
    )


def new_note(
    request: HttpRequest, incident: Incident, kept: Values | None = None
) -> Writing:
    """Return an empty note, one from its draft, or one as typed before signing in."""
    purpose = queries.note_purpose(incident)
    try:
        opened = writings.opened(request, version=NOTE_FORM, purpose=purpose, kept=kept)
    except Http404:
        # The address names the draft of another form on this page.
        offered = open_draft(request.user, purpose)
        opened = Writing(purpose, blank(NOTE_FORM), None, uuid4(), offered=offered)
    is_worth_it = opened.offered and _has_something(opened.offered)
    return opened if is_worth_it else replace(opened, offered=None)


def posted_note(request: HttpRequest, incident: Incident) -> Writing:
    """Return a note or comment as it was posted."""
    purpose = queries.note_purpose(incident)
    return writings.posted(request, version=NOTE_FORM, purpose=purpose)


def _has_something(draft: Draft) -> bool:
    # Whoever only chose between note and comment has not begun.
    return WORDS in draft.values or stored.of(owner_of(draft.token)).exists()
