"""How many files, and how large."""

from dataclasses import dataclass

from hdportal.files.domain.refusals import FileRefused
from hdportal.kernel.text import N_

MEGABYTE = 1024 * 1024
# Looking for patient data in a text of numbers takes up to a second per megabyte.
TEXT_BYTES = 5 * MEGABYTE


@dataclass(frozen=True)
class Limits:
    """What one file may take, and all files of one record together."""

    file_bytes: int
    count: int
    total_bytes: int

    @property
    def file_megabytes(self) -> int:
        return self.file_bytes // MEGABYTE

    @property
    def total_megabytes(self) -> int:
        return self.total_bytes // MEGABYTE

    def size(self, name: str, size_bytes: int) -> None:
        """Accept the size of one file.

        Raises:
            FileRefused: it is larger than one file may be.
        """
        if size_bytes > self.file_bytes:
            raise self.too_large(name)

    def text(self, name: str, size_bytes: int) -> None:
        """Accept the size of a text, every line of which is checked.

        Raises:
            FileRefused: it is too long for that.
        """
        if size_bytes > TEXT_BYTES:
            raise FileRefused(
                N_(
                    "“%(name)s” is too long to be checked for patient data: a text "
                    "may be at most %(max)s MB. Attach the part that matters."
                ),
                name=name,
                max=TEXT_BYTES // MEGABYTE,
            )

    def room(self, name: str, size_bytes: int, *, count: int, total: int) -> None:
        """Accept one more file beside `count` files of `total` bytes.

        Raises:
            FileRefused: there are too many, or they are too large together.
        """
        if count >= self.count:
            raise self.too_many(name)
        if total + size_bytes > self.total_bytes:
            raise self.too_much(name)

    def too_large(self, name: str) -> FileRefused:
        """Return the refusal of a file that is too large by itself."""
        return FileRefused(
            N_(
                "“%(name)s” is too large: a file may be at most %(max)s MB. "
                "Attach a smaller part of it."
            ),
            name=name,
            max=self.file_megabytes,
        )

    def too_many(self, name: str) -> FileRefused:
        """Return the refusal of a file beyond the greatest number."""
        return FileRefused(
            N_(
                "“%(name)s” was not added: there may be at most %(max)s files. "
                "Remove one first."
            ),
            name=name,
            max=self.count,
        )

    def too_much(self, name: str) -> FileRefused:
        """Return the refusal of a file that makes all files together too large."""
        return FileRefused(
            N_(
                "“%(name)s” was not added: all files together may be at most "
                "%(max)s MB. Remove one first."
            ),
            name=name,
            max=self.total_megabytes,
        )
