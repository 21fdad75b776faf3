"""What the pages say about drafts and the files in them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hdportal.files import queries as stored
from hdportal.files.models import StoredFile
from hdportal.files.presenters import FileView, file_view
from hdportal.intake.domain.schema import FREE_TEXT, Field, in_language
from hdportal.intake.models import Draft, FormVersion
from hdportal.intake.presenters import FormView, form_view
from hdportal.intake.queries import owner_of
from hdportal.intake.writing import DRAFT_PARAMETER, Writing
from hdportal.kernel import clock
from hdportal.web.jinja import iso, show_datetime

BEGINS_WITH = 120


@dataclass(frozen=True)
class OfferedDraft:
    """A draft that could be gone on with."""

    when: str
    begins: str
    continue_url: str
    discard_url: str


@dataclass(frozen=True)
class WritingView:
    """A form with its draft, ready for `intake/_form.html` and `intake/_draft.html`.

    `mark` says what is kept at this moment; `gone` are answers to questions that the
    form does not ask any more, as label and answer.
    """

    form: FormView
    token: UUID
    purpose: str
    save_url: str
    files_url: str
    upload_fields: dict[str, str]
    form_url: str
    here_url: str
    discard_url: str
    mark: str
    is_unsaved: bool
    files: list[FileView]
    offered: OfferedDraft | None
    has_changed: bool
    gone: list[tuple[str, str]]


def writing_view(writing: Writing, *, here: str) -> WritingView:
    """Return what a page needs of `writing`; `here` is the address of the form."""
    token, draft = writing.draft_token, writing.continued
    return WritingView(
        form=form_view(writing.form),
        token=token,
        purpose=writing.purpose,
        save_url=reverse("draft-save", args=[token]),
        files_url=reverse("draft-files", args=[token]),
        upload_fields={
            "purpose": writing.purpose,
            "form_version": str(writing.form.version.pk or ""),
        },
        form_url=here,
        here_url=_continue_url(here, token),
        discard_url=reverse("draft-discard", args=[token]),
        mark=_kept_since(draft.updated_at) if draft else "",
        is_unsaved=writing.is_unsaved,
        files=[draft_file_view(file, token) for file in writing.files],
        offered=_offered(writing, here),
        has_changed=bool(draft and draft.form_version_id != writing.form.version.pk),
        gone=_gone(writing) if draft else [],
    )


def draft_saved(draft: Draft, *, is_masked: bool) -> dict[str, object]:
    """Return what the autosave answers."""
    if not draft.values:
        return {"sentence": "", "is_masked": False}
    time = f"{timezone.localtime(draft.updated_at):%H:%M}"
    text = _("Draft saved %(time)s")
    if is_masked:
        text = _("Draft saved %(time)s, a number was masked in it")
    return {
        "sentence": text % {"time": time},
        "is_masked": is_masked,
        "saved_at": iso(draft.updated_at),
    }


def draft_file_view(file: StoredFile, token: UUID) -> FileView:
    """Return a file of a draft, which its writer may see and remove."""
    address = reverse("draft-file", args=[token, file.pk])
    return file_view(
        file,
        href=lambda _file: address,
        preview_href=lambda _file: f"{address}?preview=1",
        remove_href=lambda _file: f"{address}remove/",
    )


def when(moment: datetime) -> str:
    """Return a moment as one speaks of it: today 10:20, else the date and time."""
    local = timezone.localtime(moment)
    days = (timezone.localtime(clock.now()).date() - local.date()).days
    text = {0: _("today %(time)s"), 1: _("yesterday %(time)s")}.get(days)
    return text % {"time": f"{local:%H:%M}"} if text else show_datetime(moment)


def _kept_since(moment: datetime) -> str:
    return _("Draft of %(when)s") % {"when": when(moment)}


def _offered(writing: Writing, here: str) -> OfferedDraft | None:
    draft = writing.offered
    if draft is None:
        return None
    return OfferedDraft(
        when=when(draft.updated_at),
        begins=_beginning(draft, draft.form_version or writing.form.version),
        continue_url=_continue_url(here, draft.token),
        discard_url=reverse("draft-discard", args=[draft.token]),
    )


def _beginning(draft: Draft, version: FormVersion) -> str:
    texts = [f.key for f in version.schema.fields if f.kind in FREE_TEXT]
    keys = texts or list(draft.values)
    first = next((draft.values[key] for key in keys if draft.values.get(key)), "")
    names = [] if first else stored.of(owner_of(draft.token)).values_list("name")
    words = " ".join(first.split()) or ", ".join(name for (name,) in names)
    return words if len(words) <= BEGINS_WITH else f"{words[:BEGINS_WITH].rstrip()}…"


def _continue_url(here: str, token: UUID) -> str:
    return f"{here}?{DRAFT_PARAMETER}={token}"


def _gone(writing: Writing) -> list[tuple[str, str]]:
    draft, language = writing.continued, (get_language() or "en")[:2]
    if draft is None or draft.form_version is None:
        return []
    asked = {field.key for field in writing.form.schema.fields}
    return [
        (in_language(field.label, language), _answer(field, draft, language))
        for field in draft.form_version.schema.fields
        if field.key not in asked and draft.values.get(field.key)
    ]


def _answer(field: Field, draft: Draft, language: str) -> str:
    value = draft.values[field.key]
    chosen = next((c for c in field.choices if c.value == value), None)
    return in_language(chosen.label, language) if chosen else str(value)
