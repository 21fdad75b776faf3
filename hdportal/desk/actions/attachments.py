"""Bring the files of a draft to an incident, inside the transaction of the submit."""

from collections.abc import Sequence
from uuid import UUID

from hdportal.accounts.models import User
from hdportal.desk.actions import changes
from hdportal.desk.domain.incident import INTERNAL_KINDS, EntryKind, State
from hdportal.desk.models import Incident
from hdportal.desk.queries import files_owner
from hdportal.files import queries as stored
from hdportal.files.actions import files
from hdportal.files.models import StoredFile
from hdportal.intake.actions import drafts


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


def spend(
    *,
    incident: Incident,
    draft: UUID,
    purpose: str,
    by: User,
    kind: EntryKind = EntryKind.COMMENT,
) -> list[StoredFile]:
    """Use a draft up and return its files, which are the incident's from now on."""
    owner = drafts.spend(token=draft, purpose=purpose, by=by)
    if not owner:
        return []
    to_owner = files_owner(incident, kind)
    return list(files.move(from_owner=owner, to_owner=to_owner, by=by))


def add_late(
    *,
    incident: Incident,
    draft: UUID,
    purpose: str,
    by: User,
    kind: EntryKind = EntryKind.FILES,
) -> None:
    """Bring files that came with a repeated submit to the incident of the first.

    Those that are there already stay away, so a form that was sent twice brings its
    files once. A closed incident takes none: they stay in the draft.
    """
    incident = changes.locked(incident)
    if incident.state == State.CLOSED:
        return
    owner = drafts.spend(token=draft, purpose=purpose, by=by)
    if not owner:
        return
    to_owner = files_owner(incident, kind)
    known = set(stored.of(to_owner).values_list("sha256", flat=True))
    for file in stored.of(owner).filter(sha256__in=known):
        files.remove(file=file, by=by)
    moved = files.move(from_owner=owner, to_owner=to_owner, by=by)
    if moved:
        changes.tell(incident, kind, by, facts=facts_of(moved))
        save = changes.save_internally if kind in INTERNAL_KINDS else changes.save
        save(incident, "incident.attach", by, files=len(moved))
