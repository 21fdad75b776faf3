"""Find the files of a record."""

from uuid import UUID

from django.db.models import QuerySet, Sum

from hdportal.files.models import StoredFile


def of(owner: str) -> QuerySet[StoredFile]:
    """Return the files of `owner`, in the order in which they came."""
    return StoredFile.objects.filter(owner=owner)


def one(owner: str, pk: UUID) -> StoredFile | None:
    """Return this file, if it belongs to `owner`."""
    return of(owner).filter(pk=pk).first()


def total_bytes(owner: str) -> int:
    """Return how much the files of `owner` take together."""
    return of(owner).aggregate(total=Sum("size_bytes"))["total"] or 0
