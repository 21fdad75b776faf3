"""Keep what somebody is writing, with its files, until it is sent or discarded."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.files import queries as stored
from hdportal.files.actions import files
from hdportal.files.models import StoredFile
from hdportal.intake.domain import drafts as rules
from hdportal.intake.domain import policy
from hdportal.intake.domain.drafts import DraftSpent
from hdportal.intake.models import Draft, FormVersion
from hdportal.intake.queries import owner_of
from hdportal.kernel import clock
from hdportal.privacy.door import CleanText, require_clean

DRAFT_DAYS = 30
# A file between its arrival and its draft; what stays there was cut off by a crash.
ARRIVING = "arriving:"
ARRIVES_WITHIN = timedelta(days=1)
BATCH = 200


@transaction.atomic
def keep(
    *,
    token: UUID,
    purpose: str,
    version: FormVersion | None,
    values: Mapping[str, CleanText],
    by: User,
) -> Draft:
    """Keep `values` as the draft of a form, in place of what was kept before.

    A form in which nothing was typed yet gets no draft. No audit row: people type.

    Raises:
        Denied: the draft of this token is another person's.
        DraftSpent: its form was sent or discarded.
        DraftTooLong, SavedTooOften: it does not fit.
    """
    for text in values.values():
        require_clean(text)
    rules.require_fitting(values)
    draft = _locked(token, by)
    if draft is None and not values:
        return Draft(token=token, person=by, purpose=purpose, form_version=version)
    draft = draft or _begin(token, purpose, version, by)
    now = clock.now()
    draft.paced_until = rules.paced(draft.paced_until, now)
    draft.values = {key: str(text) for key, text in values.items()}
    draft.form_version = version
    draft.updated_at = now
    draft.save(update_fields=["paced_until", "values", "form_version", "updated_at"])
    return draft


def attach(
    *,
    token: UUID,
    purpose: str,
    version: FormVersion | None,
    upload: UploadedFile,
    by: User,
) -> StoredFile:
    """Keep one file with the draft of a form; the same file twice is kept once.

    The bytes travel without a lock on the draft; only when they are there does the
    file become part of it, if the form was not sent meanwhile.

    Raises:
        Denied, DraftSpent: as in `keep`.
        FileRefused: its sentence names the file and says why.
    """
    with transaction.atomic():
        _locked(token, by) or _begin(token, purpose, version, by)
    arriving = f"{ARRIVING}{uuid4()}"
    file = files.add(owner=arriving, upload=upload, by=by)
    try:
        return _accept(file, arriving, token, by)
    except BaseException:
        files.remove(file=file, by=by)
        raise


@transaction.atomic
def _accept(file: StoredFile, arriving: str, token: UUID, by: User) -> StoredFile:
    if (draft := _locked(token, by)) is None:
        raise DraftSpent
    owner = owner_of(token)
    here = list(stored.of(owner))
    for twin in here:
        if (twin.sha256, twin.name) == (file.sha256, file.name):
            files.remove(file=file, by=by)
            return twin
    total = sum(one.size_bytes for one in here)
    files.limits().room(file.name, file.size_bytes, count=len(here), total=total)
    [moved] = files.move(from_owner=arriving, to_owner=owner, by=by)
    draft.updated_at = clock.now()
    draft.save(update_fields=["updated_at"])
    return moved


@transaction.atomic
def detach(*, token: UUID, file: StoredFile, by: User) -> None:
    """Remove one file from a draft.

    Raises:
        Denied: the draft is another person's.
        DraftSpent: its form was sent, and the file with it.
    """
    draft = _locked(token, by)
    if draft is None or file.owner != owner_of(token):
        raise DraftSpent
    files.remove(file=file, by=by)
    draft.updated_at = clock.now()
    draft.save(update_fields=["updated_at"])


@transaction.atomic
def discard(*, draft: Draft, by: User) -> None:
    """Throw a draft away with its files; doing so twice changes nothing more.

    Raises:
        Denied: it is another person's.
    """
    try:
        locked = _locked(draft.token, by)
    except DraftSpent:
        return
    if locked is None:
        return
    files.remove_all(owner=owner_of(draft.token), by=by)
    _spend(locked)
    record("draft.discard", by=by, target=locked, purpose=locked.purpose)


def spend(*, token: UUID, purpose: str, by: User) -> str:
    """Empty the draft of a form that is being sent, and name the owner of its files.

    Belongs into the transaction of the submit. Whoever calls it moves the files away.
    A token that was spent before, or that belongs to another person's draft, has no
    files to give: the answer is "".

    Raises:
        RuntimeError: called outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("drafts.spend needs the transaction of the submit")
    now = clock.now()
    draft, is_new = Draft.objects.select_for_update(of=("self",)).get_or_create(
        token=token,
        defaults={"person": by, "purpose": purpose, "updated_at": now},
    )
    if draft.person_id != by.pk or draft.is_spent:
        return ""
    _spend(draft)
    if not is_new:
        record("draft.send", by=by, target=draft, purpose=purpose)
    return owner_of(token)


def remove_old(*, now: datetime) -> int:
    """Remove drafts that nobody touched for `DRAFT_DAYS`, with their files."""
    days = getattr(settings, "DRAFT_DAYS", DRAFT_DAYS)
    old = Draft.objects.filter(updated_at__lt=now - timedelta(days=days))
    removed = 0
    while batch := list(
        old.order_by("updated_at").values_list("token", flat=True)[:BATCH]
    ):
        removed += sum(_remove(token, now - timedelta(days=days)) for token in batch)
    return removed + _remove_never_arrived(now)


@transaction.atomic
def _remove(token: UUID, before: datetime) -> int:
    # Asked again under the lock: somebody may have gone on with it just now.
    locked = Draft.objects.select_for_update(of=("self",))
    draft = locked.filter(token=token, updated_at__lt=before).first()
    if draft is None:
        return 0
    files.remove_all(owner=owner_of(token), by=None)
    if not draft.is_spent:
        record("draft.expire", by=None, target=draft, purpose=draft.purpose)
    draft.delete()
    return 1


def _remove_never_arrived(now: datetime) -> int:
    cut_off = StoredFile.objects.filter(
        owner__startswith=ARRIVING, uploaded_at__lt=now - ARRIVES_WITHIN
    )
    found = list(cut_off)
    for file in found:
        files.remove(file=file, by=None)
    return len(found)


def _locked(token: UUID, by: User) -> Draft | None:
    locked = Draft.objects.select_for_update(of=("self",))
    draft = locked.filter(token=token).first()
    if draft is None:
        return None
    policy.may_write_draft(by.actor, person_id=draft.person_id).or_raise()
    if draft.is_spent:
        raise DraftSpent
    return draft


def _make_room(by: User) -> None:
    """Discard the oldest drafts beyond what one person can have.

    Only the newest of a form is ever offered, so nobody misses the oldest of thirty.
    """
    newest_first = Draft.objects.open().filter(person=by).order_by("-updated_at")
    for oldest in newest_first[rules.MAX_OPEN - 1 :]:
        discard(draft=oldest, by=by)


def _begin(token: UUID, purpose: str, version: FormVersion | None, by: User) -> Draft:
    _make_room(by)
    draft, is_new = Draft.objects.get_or_create(
        token=token,
        defaults={
            "person": by,
            "purpose": purpose,
            "form_version": version,
            "updated_at": clock.now(),
        },
    )
    # Another request of the same form was quicker: ask it everything again.
    return draft if is_new else _locked(token, by) or draft


def _spend(draft: Draft) -> None:
    draft.values = {}
    draft.spent_at = draft.updated_at = clock.now()
    draft.save(update_fields=["values", "spent_at", "updated_at"])
