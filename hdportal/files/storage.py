"""Where the bytes lie; settings name these classes, `blobs` uses them.

Both raise OSError for whatever goes wrong, so that nobody needs to know which it is.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from hdportal.files.domain.storage_url import FileFolder, S3Bucket, parse_storage


def storage_settings(url: str, data_dir: Path) -> dict[str, Any]:
    """Return the entry for Django's STORAGES that `url` means.

    Raises:
        WrongStorage: the address cannot be used; says what to write.
    """
    match parse_storage(url):
        case FileFolder(path):
            location = path or str(data_dir / "files")
            backend = "hdportal.files.storage.PrivateFolder"
            return {"BACKEND": backend, "OPTIONS": {"location": location}}
        case S3Bucket() as target:
            backend = "hdportal.files.storage_s3.PrivateBucket"
            return {"BACKEND": backend, "OPTIONS": _s3_options(target)}


class PrivateFolder(FileSystemStorage):
    """A folder that only the portal reads; what was saved survives a power cut."""

    def __init__(self, location: str) -> None:
        super().__init__(
            location=location,
            base_url=None,
            file_permissions_mode=0o600,
            directory_permissions_mode=0o700,
        )

    def _save(self, name: str, content: File) -> str:
        saved = super()._save(name, content)
        path = Path(self.path(saved))
        # The folders too: a name that is not on the disk leads to no bytes.
        for place in (path, path.parent, path.parent.parent):
            _sync(place)
        with suppress(PermissionError):  # around it may be no business of ours
            _sync(Path(self.location).parent)
        return saved


def _sync(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _s3_options(target: S3Bucket) -> dict[str, Any]:
    return {
        "access_key": target.key,
        "secret_key": target.secret,
        "bucket_name": target.bucket,
        "endpoint_url": target.endpoint,
        "region_name": target.region or None,
    }
