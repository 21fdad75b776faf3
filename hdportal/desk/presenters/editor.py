"""What somebody behind the desk writes, as the page shows it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.accounts.models import User
from hdportal.desk.desk_forms import KIND, USUAL_KIND, WORDS
from hdportal.desk.domain import policy
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.domain.notices import Occasion
from hdportal.desk.domain.notices import is_told as is_told_of
from hdportal.desk.models import Incident
from hdportal.desk.presenters.addresses import desk_address
from hdportal.intake.domain.schema import FILES_KEY
from hdportal.intake.draft_presenters import WritingView, writing_view
from hdportal.intake.presenters import FieldView
from hdportal.intake.writing import Writing
from hdportal.web.render import translated


@dataclass(frozen=True)
class Editing:
    """A text on its way through the page, and what to say about it.

    `is_held`: a comment that waits until its writer has read what came meanwhile.
    """

    writing: Writing
    notice: str = ""
    is_held: bool = False


@dataclass(frozen=True)
class KindView:
    """One of the two ways to write, with who reads it and its own button."""

    value: str
    label: str
    readers: str
    icon: str
    is_chosen: bool
    key: str
    key_name: str
    button: str
    button_icon: str
    url: str


@dataclass(frozen=True)
class EditorView:
    """The editor, ready for `desk/_desk_editor.html`.

    `refusal` says why nothing can be written, and `unsent` gives back what was.
    `seen` is the newest entry on the page. `limit` says why there is no way to write
    to the caller.
    """

    kinds: list[KindView]
    words: FieldView
    files: FieldView
    writing: WritingView
    mask_url: str
    seen: int
    notice: str
    refusal: str
    unsent: str
    limit: str


def editor_view(
    incident: Incident,
    reader: User,
    editing: Editing,
    *,
    seen: int,
    came_from: str = "",
) -> EditorView:
    """Return the editor of an incident with what is being written in it."""
    view = writing_view(editing.writing, here=desk_address("desk-incident", incident))
    by_key = {field.key: field for field in view.form.fields}
    refusal = policy.may_write_note(reader.actor, incident.facts)
    return EditorView(
        kinds=_kinds(incident, reader, editing, came_from),
        words=by_key[WORDS],
        files=by_key[FILES_KEY],
        writing=view,
        mask_url=desk_address("desk-note-mask", incident, came_from),
        seen=seen,
        notice=editing.notice,
        refusal=translated(refusal),
        unsent=_unsent(editing.writing) if not refusal else "",
        limit=translated(policy.may_comment(reader.actor, incident.facts)),
    )


def _kinds(
    incident: Incident, reader: User, editing: Editing, came_from: str
) -> list[KindView]:
    may_comment = bool(policy.may_comment(reader.actor, incident.facts))
    chosen = editing.writing.form.values.get(KIND) or USUAL_KIND
    chosen = chosen if may_comment else EntryKind.WORK_NOTE
    send = _("Send all the same") if editing.is_held else _("Send to the caller")
    kinds = [
        KindView(
            value=EntryKind.WORK_NOTE,
            label=_("Work note"),
            readers=_("Only the Service Desk sees this"),
            icon="lock",
            is_chosen=chosen != EntryKind.COMMENT,
            key="w",
            key_name=_("Write a work note"),
            button=_("Add work note"),
            button_icon="lock",
            url=desk_address("desk-note", incident, came_from),
        ),
        KindView(
            value=EntryKind.COMMENT,
            label=_("Comment to the caller"),
            readers=_read_by(incident.caller, reader),
            icon="mail",
            is_chosen=chosen == EntryKind.COMMENT,
            key="c",
            key_name=_("Write to the caller"),
            button=send,
            button_icon="send",
            url=desk_address("desk-comment", incident, came_from),
        ),
    ]
    return kinds if may_comment else kinds[:1]


def _read_by(caller: User, reader: User) -> str:
    name = {"name": caller.get_full_name() or caller.email}
    people = {"caller_id": caller.pk, "by_id": reader.pk}
    is_told = is_told_of(Occasion.COMMENTED, **people, is_active=caller.is_active)
    match MailChoice(caller.mail_choice):
        case MailChoice.NOW if is_told:
            return _("%(name)s reads this, and gets it by mail") % name
        case MailChoice.DAILY if is_told:
            return _("%(name)s reads this, and gets it by mail in the morning") % name
        case _none:
            return _("%(name)s reads this in the portal; no mail goes out") % name


def _unsent(writing: Writing) -> str:
    draft = writing.continued or writing.offered
    kept = draft.values if draft else {}
    return writing.form.values.get(WORDS) or kept.get(WORDS, "")
