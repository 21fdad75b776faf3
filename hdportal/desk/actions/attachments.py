"""Bring the files of a draft to an incident, inside the transaction of the submit."""

from collections.abc import Sequence
from uuid import UUID

from hdportal.accounts.models import User
from hdportal.audit.record import record
from hdportal.desk.actions import audiences
from hdportal.desk.domain.incident import EntryKind, State
from hdportal.desk.models import Incident, JournalEntry
from hdportal.desk.queries import files_owner
from hdportal.files import queries as stored
from hdportal.files.actions import files
from hdportal.files.models import StoredFile
from hdportal.intake.actions import drafts
from hdportal.kernel import clock


def facts_of(attached: Sequence[StoredFile]) -> dict[str, object]:
    """Return the facts of a journal entry that came with these files."""
    if not attached:
        return {}
    return {
        "files": [
            {
                "id": str(file.pk),
                "name": file.name,
                "size": file.size_bytes,
                "media_type": file.media_type,
                "is_checked": file.is_checked,
            }
            for file in attached
        ]
    }


def add_late(*, incident: Incident, draft: UUID, purpose: str, by: User) -> None:
    """Bring files that came with a repeated submit to the incident of the first.

    Those that are there already stay away, so a form that was sent twice brings its
    files once. A closed incident takes none: they stay in the draft.
    """
    incident = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    if incident.state == State.CLOSED:
        return
    owner = drafts.spend(token=draft, purpose=purpose, by=by)
    if not owner:
        return
    known = set(stored.of(files_owner(incident)).values_list("sha256", flat=True))
    for file in stored.of(owner).filter(sha256__in=known):
        files.remove(file=file, by=by)
    moved = files.move(from_owner=owner, to_owner=files_owner(incident), by=by)
    if moved:
        _tell(incident, moved, by)


def _tell(incident: Incident, moved: Sequence[StoredFile], by: User) -> None:
    incident.updated_at = clock.now()
    JournalEntry.objects.create(
        incident=incident,
        kind=EntryKind.FILES,
        at=incident.updated_at,
        by=by,
        facts=facts_of(moved),
    )
    incident.save(update_fields=["updated_at"])
    audiences.touch(incident)
    record("incident.attach", by=by, target=incident, files=len(moved))
