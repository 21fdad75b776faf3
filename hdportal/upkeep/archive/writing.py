"""Write a backup: a gzipped tar, member by member, each with its digest."""

import fcntl
import gzip
import hashlib
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from hdportal.upkeep.archive.keys import Keys
from hdportal.upkeep.archive.locking import locked
from hdportal.upkeep.domain.manifest import Member

# Most of a backup is pictures, which do not get smaller, and text, which does at once.
COMPRESSION = 3


class ArchiveWriter:
    """Adds members to a stream; nothing is held but the list of their digests."""

    def __init__(self, tar: tarfile.TarFile, moment: datetime) -> None:
        self.members: list[Member] = []
        self._tar = tar
        self._mtime = int(moment.timestamp())

    def add(self, name: str, content: bytes) -> None:
        """Add a member that is in memory."""
        self.add_stream(name, len(content), BytesIO(content))

    def add_stream(self, name: str, size: int, source: IO[bytes]) -> str:
        """Add a member of exactly `size` bytes and return its digest.

        Raises:
            OSError: `source` ended before, or the disk is full.
        """
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime, entry.mode = size, self._mtime, 0o600
        hashing = HashingReader(source)
        self._tar.addfile(entry, hashing)
        digest = hashing.digest.hexdigest()
        self.members.append(Member(name, size, digest))
        return digest


class HashingReader:
    """Reads through and takes the digest on the way."""

    def __init__(self, source: IO[bytes]) -> None:
        self.digest = hashlib.sha256()
        self._source = source

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, b"" at the end."""
        piece = self._source.read(size)
        self.digest.update(piece)
        return piece


@contextmanager
def archive_at(
    path: Path, *, keys: Keys | None, moment: datetime
) -> Iterator[ArchiveWriter]:
    """Yield a writer; `path` appears when all of it is safely on disk, or not at all.

    With `keys` it is encrypted. Only its owner can read it.

    Raises:
        OSError: the disk is full or refuses, or another backup is writing `path`.
    """
    part = path.with_name(path.name + ".part")
    with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT, 0o600), "w+b") as file:
        _claim(file)
        try:
            with _stream(file, keys) as stream, _tar(stream) as tar:
                yield ArchiveWriter(tar, moment)
            file.flush()
            os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    _sync_folder(path.parent)


def _claim(file: IO[bytes]) -> None:
    """Take `file` for us, emptied of what a killed backup has left.

    Raises:
        BlockingIOError: another backup is writing it.
    """
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    if os.fstat(file.fileno()).st_size:
        file.truncate(0)


@contextmanager
def _stream(file: IO[bytes], keys: Keys | None) -> Iterator[IO[bytes]]:
    if keys is None:
        yield file
        return
    with locked(file, keys) as stream:
        yield stream


@contextmanager
def _tar(stream: IO[bytes]) -> Iterator[tarfile.TarFile]:
    with (
        gzip.GzipFile("", "wb", COMPRESSION, stream, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        yield tar


def _sync_folder(folder: Path) -> None:
    """Have the new name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
