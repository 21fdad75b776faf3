"""A form on its way through a page: typed, with its token, its draft and its files."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest

from hdportal.accounts.models import User
from hdportal.files import queries as stored
from hdportal.files.models import StoredFile
from hdportal.intake import forms, queries
from hdportal.intake.actions import drafts
from hdportal.intake.domain.checking import Values, showable
from hdportal.intake.domain.drafts import DraftSpent, require_fitting
from hdportal.intake.domain.schema import FILES_KEY
from hdportal.intake.forms import IntakeForm
from hdportal.intake.models import Draft, FormVersion
from hdportal.kernel.errors import Denied, DomainError
from hdportal.privacy import door
from hdportal.web.render import translated

# In the address of a form: which draft to go on with.
DRAFT_PARAMETER = "draft"


@dataclass(frozen=True)
class Writing:
    """A form that somebody writes.

    `token` is what was posted, None when it was damaged: it makes a submit happen
    once. `draft_token` names the draft and is the next page's token; it differs when
    the form was sent before, because nothing can be added to that draft any more.
    `continued` is the draft that fills the form, `offered` one that could. `is_late`:
    the wanted draft was sent or discarded; `is_unsaved`: the page holds more than it.
    """

    purpose: str
    form: IntakeForm
    token: UUID | None
    draft_token: UUID
    files: tuple[StoredFile, ...] = ()
    continued: Draft | None = None
    offered: Draft | None = None
    is_late: bool = False
    is_unsaved: bool = False

    def with_form(self, form: IntakeForm) -> "Writing":
        """Return the same with another state of its form."""
        return replace(self, form=form)

    def under_a_fresh_token(self) -> "Writing":
        """Return the same for a second submit, which must not count as the first."""
        is_fresh = self.draft_token != self.token
        return self if is_fresh else replace(self, draft_token=uuid4(), files=())


def opened(
    request: HttpRequest,
    *,
    version: FormVersion,
    purpose: str,
    kept: Values | None = None,
) -> Writing:
    """Return a form to be filled in: empty, from its draft, or as typed before.

    `kept` is what came along through signing in; it is newer than any draft.

    Raises:
        Http404: the address names a draft that is not this person's.
    """
    if kept:
        return _with_kept(request.user, version, purpose, kept)
    if wanted := _uuid(request.GET.get(DRAFT_PARAMETER, "")):
        return _continued(request.user, version, purpose, wanted)
    form = forms.blank(version)
    offered = queries.open_draft(request.user, purpose)
    return Writing(purpose, form, None, uuid4(), offered=offered)


def _with_kept(
    person: User, version: FormVersion, purpose: str, kept: Values
) -> Writing:
    token = _own(person, _uuid(kept.get("form_token", "")) or uuid4())
    files = tuple(stored.of(queries.owner_of(token)))
    form = forms.blank(version, kept).with_files(len(files))
    return Writing(purpose, form, None, token, files, is_unsaved=True)


def _continued(
    person: User, version: FormVersion, purpose: str, token: UUID
) -> Writing:
    found = Draft.objects.filter(person=person, purpose=purpose, token=token)
    draft = found.select_related("form_version__definition").first()
    if draft is None:
        raise Http404
    if draft.is_spent:
        return Writing(purpose, forms.blank(version), None, uuid4(), is_late=True)
    files = tuple(stored.of(queries.owner_of(token)))
    form = forms.blank(version, draft.values).with_files(len(files))
    return Writing(purpose, form, None, token, files, continued=draft)


def posted(request: HttpRequest, *, version: FormVersion, purpose: str) -> Writing:
    """Return a form as it was posted; files that came with it are kept in its draft.

    Files that are refused stand in the form as problems, everything else is kept.
    """
    form = forms.filled(version, request.POST)
    token = token_of(request)
    draft_token = _own(request.user, token or uuid4())
    writing = Writing(purpose, form, token, draft_token, is_unsaved=True)
    if not form.takes_files:
        return writing
    refused: list[str] = []
    for upload in request.FILES.getlist(FILES_KEY):
        writing = _with_upload(writing, upload, request.user, refused)
    files = tuple(stored.of(queries.owner_of(writing.draft_token)))
    form = form.with_files(len(files), refused)
    return replace(writing, form=form, files=files)


def _with_upload(
    writing: Writing, upload: UploadedFile, by: User, refused: list[str]
) -> Writing:
    # The second token is for a form that a twin of this request sent just now.
    for token in (writing.draft_token, uuid4()):
        tried = replace(writing, draft_token=token)
        try:
            _attach(tried, upload, by)
        except (DraftSpent, Denied):
            continue
        except DomainError as refusal:
            refused.append(translated(refusal))
        return tried
    return writing


def _attach(writing: Writing, upload: UploadedFile, by: User) -> None:
    drafts.attach(
        token=writing.draft_token,
        purpose=writing.purpose,
        version=stored_version(writing.form.version),
        upload=upload,
        by=by,
    )


def keep_words(writing: Writing, by: User) -> None:
    """Keep the words of a form that comes back, as the autosave would.

    A browser without script has no other way; what does not fit is on the page anyway.
    """
    with suppress(DomainError):
        typed = {k: v for k, v in writing.form.values.items() if k != FILES_KEY}
        drafts.keep(
            token=writing.draft_token,
            purpose=writing.purpose,
            version=stored_version(writing.form.version),
            values=masked_each(typed),
            by=by,
        )


def masked_each(values: Mapping[str, str]) -> dict[str, door.CleanText]:
    """Return the texts as a draft keeps them, with what is certain masked.

    PostgreSQL keeps no NUL, so what cannot be shown is replaced as on the page.

    Raises:
        DraftTooLong: they do not fit; looking through them would take long as well.
    """
    require_fitting(values)
    return {key: door.masked(showable(value)) for key, value in values.items()}


def token_of(request: HttpRequest) -> UUID | None:
    """Return the form's own token, which makes sending it twice harmless."""
    return _uuid(request.POST.get("form_token", ""))


def stored_version(version: FormVersion) -> FormVersion | None:
    """Return the version, or None for a form that stands in the code."""
    return version if version.pk else None


def _own(person: User, token: UUID) -> UUID:
    draft = Draft.objects.filter(token=token).first()
    is_free = draft is None or (draft.person_id == person.pk and not draft.is_spent)
    return token if is_free else uuid4()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
