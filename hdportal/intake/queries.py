"""Drafts of a person."""

from uuid import UUID

from hdportal.accounts.models import User
from hdportal.files import queries as stored
from hdportal.intake.models import Draft
from hdportal.web.prepared import Given, Prepared

# Words taken back leave an empty draft; behind a few of them may lie a full one.
LOOKED_AT = 5


_NEWEST: Prepared[Draft] = Prepared(
    lambda: (
        Draft.objects.open()
        .filter(person=Given("person"), purpose=Given("purpose"))
        .select_related("form_version")
        .order_by("-updated_at")[:LOOKED_AT]
    )
)


def owner_of(token: UUID) -> str:
    """Return the name under which the files of a draft are stored."""
    return f"draft:{token}"


def open_draft(person: User, purpose: str) -> Draft | None:
    """Return the newest draft with something in it that `person` can go on with."""
    newest = _NEWEST(person=person.pk, purpose=purpose)
    return next((draft for draft in newest if draft.values or _has_files(draft)), None)


def _has_files(draft: Draft) -> bool:
    return stored.of(owner_of(draft.token)).exists()


def own_draft(person: User, token: UUID) -> Draft | None:
    """Return the draft of that token, if it is an open one of `person`."""
    return (
        Draft.objects.open()
        .filter(person=person, token=token)
        .select_related("form_version")
        .first()
    )
