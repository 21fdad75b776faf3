"""Drafts: the autosave, throwing one away, and its files before they are sent."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hdportal.files import queries as stored
from hdportal.files.domain.refusals import StorageRefused
from hdportal.files.models import StoredFile
from hdportal.files.presenters import as_json
from hdportal.files.serving import serve
from hdportal.intake import queries
from hdportal.intake.actions import drafts
from hdportal.intake.domain.checking import showable, unix_lines
from hdportal.intake.domain.drafts import (
    DraftSpent,
    SavedTooOften,
    is_purpose,
    without_noise,
)
from hdportal.intake.draft_presenters import draft_file_view, draft_saved
from hdportal.intake.models import Draft, FormVersion
from hdportal.intake.writing import masked_each
from hdportal.kernel.errors import Denied, DomainError
from hdportal.privacy import door
from hdportal.web.render import translated
from hdportal.web.views import safe_next

STATUS = {DraftSpent: 409, SavedTooOften: 429}


@require_POST
def draft_save(request: HttpRequest, token: UUID) -> HttpResponse:
    """Keep what is typed at this moment; answers in JSON, and says what was masked."""
    if not request.user.is_authenticated:
        return _signed_out()
    try:
        draft, is_masked = _keep(request, token)
    except Denied as error:
        raise Http404 from error
    except DomainError as error:
        return _refused(error)
    return JsonResponse(draft_saved(draft, is_masked=is_masked))


@login_required
@require_POST
def draft_discard(request: HttpRequest, token: UUID) -> HttpResponse:
    """Throw a draft away with its files, and go back to the form."""
    draft = get_object_or_404(Draft, token=token, person=request.user)
    drafts.discard(draft=draft, by=request.user)
    messages.info(request, _("The draft is discarded."))
    return redirect(safe_next(request))


@require_POST
def draft_files(request: HttpRequest, token: UUID) -> HttpResponse:
    """Add files to a draft, each by itself: what is kept, and what is refused why."""
    if not request.user.is_authenticated:
        return _signed_out()
    kept: list[StoredFile] = []
    refused: list[dict[str, str]] = []
    for upload in request.FILES.getlist("files"):
        try:
            file = drafts.attach(
                token=token,
                purpose=_purpose(request),
                version=_version(request),
                upload=upload,
                by=request.user,
            )
        except Denied as error:
            raise Http404 from error
        except StorageRefused as error:
            # Not the file's fault: it may be tried again.
            return JsonResponse({"sentence": translated(error)}, status=503)
        except DomainError as error:
            name = error.facts.get("name") or door.masked(upload.name or "")
            refused.append({"name": str(name), "sentence": translated(error)})
        else:
            kept.append(file)
    shown = [as_json(draft_file_view(file, token)) for file in kept]
    return JsonResponse({"files": shown, "refused": refused})


@login_required
@require_safe
def draft_file(request: HttpRequest, token: UUID, pk: UUID) -> HttpResponse:
    """Give an own file back before it is sent; a picture also as preview."""
    file = _own_file(request, token, pk)
    return serve(file, request=request, preview="preview" in request.GET)


@login_required
@require_POST
def draft_file_remove(request: HttpRequest, token: UUID, pk: UUID) -> HttpResponse:
    """Remove a file before it is sent; without script the words come along and stay."""
    file = _own_file(request, token, pk)
    is_script = not request.accepts("text/html")
    if not is_script:
        _purpose(request)  # what cannot be kept below must not cost the file either
    drafts.detach(token=token, file=file, by=request.user)
    if is_script:
        return JsonResponse({"removed": str(pk)})
    with suppress(DomainError):
        _keep(request, token)
    return redirect(safe_next(request))


def _keep(request: HttpRequest, token: UUID) -> tuple[Draft, bool]:
    posted = without_noise(request.POST.dict())
    typed = {key: showable(unix_lines(value)) for key, value in posted.items()}
    version = _version(request)
    if version:
        typed = {key: typed[key] for key in typed if version.schema.field(key)}
    values = masked_each(typed)
    draft = drafts.keep(
        token=token,
        purpose=_purpose(request),
        version=version,
        values=values,
        by=request.user,
    )
    return draft, values != typed


def _own_file(request: HttpRequest, token: UUID, pk: UUID) -> StoredFile:
    draft = queries.own_draft(request.user, token)
    file = stored.one(queries.owner_of(token), pk) if draft else None
    if file is None:
        raise Http404
    return file


def _purpose(request: HttpRequest) -> str:
    purpose = request.POST.get("purpose", "")
    if not is_purpose(purpose):
        raise Http404
    return purpose


def _version(request: HttpRequest) -> FormVersion | None:
    pk = request.POST.get("form_version", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 18):
        return None
    return FormVersion.objects.filter(pk=pk).first()


def _signed_out() -> JsonResponse:
    sentence = _(
        "You are signed out. Sign in in another tab: nothing is lost here, and the "
        "draft is saved as soon as you are back."
    )
    return JsonResponse({"sentence": sentence}, status=401)


def _refused(error: DomainError) -> JsonResponse:
    answer = {"sentence": translated(error), "is_spent": isinstance(error, DraftSpent)}
    return JsonResponse(answer, status=STATUS.get(type(error), 422))
