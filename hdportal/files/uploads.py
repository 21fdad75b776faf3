"""Take uploads into memory within bounds: nothing of a file touches the disk here."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParserError

from hdportal.files.domain.limits import Limits
from hdportal.files.domain.refusals import FileRefused


class DroppedFile(InMemoryUploadedFile):
    """A file that was too much to hold: its name and size are known, nothing else."""

    def __init__(self, *, why: str, **facts: Any) -> None:
        self.why = why
        super().__init__(file=BytesIO(), **facts)

    def refusal(self, name: str, limits: Limits) -> FileRefused:
        """Return the refusal of this file."""
        match self.why:
            case "count":
                return limits.too_many(name)
            case "total":
                return limits.too_much(name)
            case _large:
                return limits.too_large(name)


class BoundedMemoryHandler(FileUploadHandler):
    """Hold each file up to the limits; read the rest of it and drop it.

    The whole request is read, so that its form comes back with everything typed and a
    sentence for each file. At no moment more is held than all files of one record may
    be. The only upload handler: a temporary file could keep patient data on the disk.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.files_seen = 0
        self.bytes_held = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.buffer = BytesIO()
        self.files_seen += 1
        self.why = "count" if self.files_seen > settings.FILES_MAX_COUNT else ""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not self.why:
            self.why = self._too_much(start + len(raw_data), len(raw_data))
            if self.why:
                self._drop()
        if self.why:
            return
        self.buffer.write(raw_data)
        self.bytes_held += len(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        facts = {
            "field_name": self.field_name,
            "name": self.file_name,
            "content_type": self.content_type,
            "size": file_size,
            "charset": self.charset,
            "content_type_extra": self.content_type_extra,
        }
        if self.why:
            return DroppedFile(why=self.why, **facts)
        self.buffer.seek(0)
        return InMemoryUploadedFile(file=self.buffer, **facts)

    def upload_interrupted(self) -> None:
        """Refuse a request that ends in the middle of a file, with all that is in it.

        Raises:
            MultiPartParserError: always; the page says that it could not be read.
        """
        raise MultiPartParserError("The request ends in the middle of a file.")

    def _too_much(self, file_bytes: int, more: int) -> str:
        if file_bytes > settings.FILE_MAX_BYTES:
            return "large"
        if self.bytes_held + more > settings.FILES_MAX_TOTAL_BYTES:
            return "total"
        return ""

    def _drop(self) -> None:
        self.bytes_held -= self.buffer.tell()
        self.buffer = BytesIO()
