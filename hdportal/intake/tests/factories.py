"""Drafts and small files."""

from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from hdportal.accounts.models import User
from hdportal.files.models import StoredFile
from hdportal.files.tests.samples import png
from hdportal.intake.actions import drafts
from hdportal.intake.models import Draft, FormVersion
from hdportal.privacy.door import clean

WORDS = {"subject": "Upload refused", "description": "I press Upload."}


def upload(name: str = "screen.png", width: int = 1) -> SimpleUploadedFile:
    """Make a picture to upload; another width is another picture."""
    return SimpleUploadedFile(name, png(width), "image/png")


def draft(by: User, token: UUID | None = None, **values: str) -> Draft:
    """Keep a draft of an incident."""
    return drafts.keep(
        token=token or uuid4(),
        purpose="incident",
        version=FormVersion.objects.in_use("incident"),
        values={key: clean(text) for key, text in (values or WORDS).items()},
        by=by,
    )


def attached(token: UUID, by: User, name: str = "screen.png") -> StoredFile:
    """Add a picture to a draft."""
    return drafts.attach(
        token=token, purpose="incident", version=None, upload=upload(name), by=by
    )
