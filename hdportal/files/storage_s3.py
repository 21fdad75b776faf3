"""A bucket of an S3-compatible storage; loaded only where one is named."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile, File
from storages.backends.s3 import S3Storage

# Somebody waits for the answer, and retries help over a short stumble only.
_PATIENCE = Config(
    connect_timeout=5,
    read_timeout=30,
    retries={"total_max_attempts": 3, "mode": "standard"},
    signature_version="s3v4",
    s3={"addressing_style": "path"},
)


class PrivateBucket(S3Storage):
    """A bucket that nobody reads but the portal; every trouble is an OSError."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            client_config=_PATIENCE,
            default_acl=None,
            querystring_auth=True,
            # Names are random, so nobody needs to ask first whether one is taken.
            file_overwrite=True,
            **options,
        )

    def _save(self, name: str, content: File) -> str:
        with _as_os_error():
            saved: str = super()._save(name, content)
            return saved

    def _open(self, name: str, mode: str = "rb") -> File:
        # Whole and at once: a failure halfway would be a download cut off in silence.
        # Bounded by the limit of one file, and never a temporary file.
        with _as_os_error(), super()._open(name, mode) as stored:
            return ContentFile(stored.read(), name=name)

    def delete(self, name: str) -> None:
        with _as_os_error():
            super().delete(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _as_os_error():
            found: tuple[list[str], list[str]] = super().listdir(name)
            return found

    def get_modified_time(self, name: str) -> datetime:
        with _as_os_error():
            moment: datetime = super().get_modified_time(name)
            return moment


@contextmanager
def _as_os_error() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        # Its code alone: the whole answer may name keys and addresses.
        code = error.response.get("Error", {}).get("Code", "unknown")
        raise OSError(f"the storage answered {code}") from error
    except (BotoCoreError, Boto3Error) as error:
        raise OSError(f"the storage failed: {type(error).__name__}") from error
