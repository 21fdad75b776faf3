"""Read a backup from front to end, checking every digest."""

import gzip
import hashlib
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from hdportal.upkeep.archive.keys import Keys
from hdportal.upkeep.archive.locking import unlocked
from hdportal.upkeep.archive.writing import HashingReader
from hdportal.upkeep.domain.errors import BackupError, damaged
from hdportal.upkeep.domain.manifest import (
    ABOUT_NAME,
    FORMAT_VERSION,
    MANIFEST_NAME,
    About,
    Manifest,
    Member,
    NotUnderstood,
    read_about,
    read_manifest,
)

# What the libraries below say of a file that is not as it was made.
_BROKEN = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile)
_PIECE_BYTES = 1 << 20


class Source(Protocol):
    """The content of a member; what is not read of it is skipped."""

    def read(self, size: int = -1) -> bytes: ...


Visit = Callable[[About, str, Source], None]


@dataclass(frozen=True)
class Checked:
    """A backup that was read to its end and found whole."""

    about: About
    manifest: Manifest


def read_through(path: Path, keys: Keys, visit: Visit | None = None) -> Checked:
    """Read all of the backup `path`, giving each table part and file to `visit`.

    Raises:
        BackupError: it is no backup, of a newer format, cannot be decrypted, or is not
            as it was made.
    """
    with _members(path, keys) as members:
        about, first = _first(path, members)
        seen = [first]
        for name, size, content in members:
            if name == MANIFEST_NAME:
                manifest = _manifest(path, content.read())
                _compare(path, seen, manifest)
                # To the very end, where the checksum of the packing stands.
                for _more in members:
                    raise damaged(path, "something follows its end")
                return Checked(about, manifest)
            hashing = HashingReader(content)  # type: ignore[arg-type]
            if visit is not None:
                visit(about, name, hashing)
            while hashing.read(_PIECE_BYTES):
                pass
            seen.append(Member(name, size, hashing.digest.hexdigest()))
    raise damaged(path, "its end is missing")


Members = Iterator[tuple[str, int, Source]]


@contextmanager
def _members(path: Path, keys: Keys) -> Iterator[Members]:
    with unlocked(path, keys) as stream:
        try:
            yield _unpacked(stream)
        except _BROKEN as error:
            raise damaged(path, f"it cannot be unpacked ({error})") from error


def _unpacked(stream: IO[bytes]) -> Members:
    with (
        gzip.GzipFile(fileobj=stream, mode="rb") as packed,
        tarfile.open(fileobj=packed, mode="r|") as tar,
    ):
        for entry in tar:
            content = tar.extractfile(entry)
            if content is not None:
                yield entry.name, entry.size, content
            # The list that tarfile keeps would grow with every member.
            tar.members = []  # type: ignore[attr-defined]
        while packed.read(_PIECE_BYTES):
            pass


def _first(path: Path, members: Members) -> tuple[About, Member]:
    try:
        name, size, content = next(members, ("", 0, None))
        if name != ABOUT_NAME or content is None:
            raise NotUnderstood("another first member")
        written = content.read()
        about = read_about(written)
    except (NotUnderstood, tarfile.ReadError) as error:
        sentence = "%(path)s is not a backup of this portal, or its start is damaged."
        raise BackupError(sentence, path=path) from error
    if about.format_version > FORMAT_VERSION:
        raise BackupError(
            "%(path)s was made by the newer release %(release)s, whose backups this "
            "one cannot read. Install that release or a newer one first.",
            path=path,
            release=about.release,
        )
    return about, Member(name, size, hashlib.sha256(written).hexdigest())


def _manifest(path: Path, content: bytes) -> Manifest:
    try:
        return read_manifest(content)
    except NotUnderstood as error:
        raise damaged(path, "its list of contents cannot be read") from error


def _compare(path: Path, seen: list[Member], manifest: Manifest) -> None:
    for found, wanted in zip(seen, manifest.members, strict=False):
        if found != wanted:
            raise damaged(path, f"{wanted.name} is not as it was written")
    if len(seen) != len(manifest.members):
        raise damaged(path, "it does not hold what it lists")
