"""Encrypt and decrypt a backup on the way, in the age format.

With a public key the file is what `age` makes. With a passphrase it is a tar file of
two: `key.age`, a fresh secret key under the passphrase, and `backup.age`, which that
key opens; the library takes a passphrase only for what fits in memory.
"""

import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO

import pyrage
from pyrage import DecryptError, x25519

from hdportal.upkeep.archive.keys import Keys
from hdportal.upkeep.archive.pump import Pump
from hdportal.upkeep.domain.errors import BackupError, damaged

AGE_START = b"age-encryption.org/"
GZIP_START = b"\x1f\x8b"
KEY_NAME = "key.age"
INNER_NAME = "backup.age"
_TRIES = 8
_LONGEST_KEY_BYTES = 4096


@contextmanager
def locked(out: IO[bytes], keys: Keys) -> Iterator[IO[bytes]]:
    """Yield where to write; what is written reaches `out` encrypted.

    `out` must be able to seek. A public key goes before a passphrase.
    """
    if (public_key := keys.public_key()) is not None:
        with _encrypting(out, public_key) as stream:
            yield stream
        return
    key = x25519.Identity.generate()
    wrapped = pyrage.passphrase.encrypt(str(key).encode(), keys.passphrase)
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
        tar.addfile(_entry(KEY_NAME, len(wrapped)), BytesIO(wrapped))
        header_at = out.tell()
        # Written again below: how long it becomes is known only at the end.
        out.write(bytes(tarfile.BLOCKSIZE))
        with _encrypting(out, key.to_public()) as stream:
            yield stream
        size = out.tell() - header_at - tarfile.BLOCKSIZE
        out.write(bytes(-size % tarfile.BLOCKSIZE))
        end = out.tell()
        out.seek(header_at)
        out.write(_entry(INNER_NAME, size).tobuf(tarfile.GNU_FORMAT))
        out.seek(end)
        tar.offset = end


@contextmanager
def unlocked(path: Path, keys: Keys) -> Iterator[IO[bytes]]:
    """Yield the plain content of the backup `path`, encrypted or not.

    Raises:
        BackupError: it is no backup, the key is missing or wrong, or it is damaged.
    """
    with _opened(path) as file:
        start = file.read(tarfile.BLOCKSIZE)
        file.seek(0)
        if start.startswith(GZIP_START):
            yield file
        elif start.startswith(AGE_START):
            with _decrypting(path, file, _identity(path, keys)) as stream:
                yield stream
        elif start.startswith(KEY_NAME.encode() + b"\0"):
            with _unlocked_by_passphrase(path, file, keys) as stream:
                yield stream
        else:
            raise BackupError("%(path)s is not a backup of this portal.", path=path)


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise BackupError(
            "%(path)s cannot be read: %(problem)s.",
            path=path,
            problem=error.strerror,
        ) from error


@contextmanager
def _encrypting(out: IO[bytes], public_key: x25519.Recipient) -> Iterator[IO[bytes]]:
    pump = Pump(
        lambda source: pyrage.encrypt_io(source, out, [public_key]), we_write=True
    )
    try:
        yield pump.stream
    finally:
        problem = pump.finish()
    if problem is not None:
        raise OSError(f"encryption stopped: {problem}") from problem


@contextmanager
def _decrypting(
    path: Path, source: IO[bytes], key: x25519.Identity
) -> Iterator[IO[bytes]]:
    pump = Pump(lambda sink: pyrage.decrypt_io(source, sink, [key]), we_write=False)
    problem: Exception | None = None
    try:
        yield pump.stream
    except BackupError as error:
        problem = pump.finish()
        raise _why(path, problem) or error from problem
    finally:
        problem = problem or pump.finish()
    if (refusal := _why(path, problem)) is not None:
        raise refusal from problem


def _why(path: Path, problem: Exception | None) -> BackupError | None:
    """Return what an error of the library means; None when we stopped it ourselves."""
    if problem is None or isinstance(problem, BrokenPipeError):
        return None
    if isinstance(problem, DecryptError) and "matching keys" in str(problem):
        return BackupError(
            "%(path)s was encrypted for another key. Set HDPORTAL_BACKUP_IDENTITY_FILE "
            "to the secret key that belongs to it.",
            path=path,
        )
    if "roken pipe" in str(problem):
        return None
    return damaged(path, "it cannot be decrypted to its end")


def _identity(path: Path, keys: Keys) -> x25519.Identity:
    if (key := keys.secret_key()) is None:
        raise BackupError(
            "%(path)s is encrypted for a key. Set HDPORTAL_BACKUP_IDENTITY_FILE to the "
            "file of the secret key.",
            path=path,
        )
    return key


@contextmanager
def _unlocked_by_passphrase(
    path: Path, file: IO[bytes], keys: Keys
) -> Iterator[IO[bytes]]:
    if not keys.passphrase:
        raise BackupError(
            "%(path)s is encrypted with a passphrase. Set HDPORTAL_BACKUP_PASSPHRASE "
            "or HDPORTAL_BACKUP_PASSPHRASE_FILE.",
            path=path,
        )
    try:
        with tarfile.open(fileobj=file, mode="r:") as tar:
            wrapped = _content(tar.extractfile(KEY_NAME))
            inner = tar.extractfile(INNER_NAME)
            key = _unwrapped(path, wrapped, keys.passphrase)
            with _decrypting(path, inner, key) as stream:  # type: ignore[arg-type]
                yield stream
    except (tarfile.TarError, KeyError) as error:
        raise damaged(path, "its second part is missing") from error


def _content(part: object) -> bytes:
    read = getattr(part, "read", None)
    return bytes(read(_LONGEST_KEY_BYTES)) if read else b""


def _unwrapped(path: Path, wrapped: bytes, passphrase: str) -> x25519.Identity:
    for tries_left in reversed(range(_TRIES)):
        try:
            plain = pyrage.passphrase.decrypt(wrapped, passphrase)
        except DecryptError as error:
            # Before it begins, the library times this machine, and refuses what looks
            # like too much work. A busy moment makes it think so.
            if tries_left and "work" in str(error).lower():
                continue
            raise BackupError(
                "The passphrase does not open %(path)s (%(error)s).",
                path=path,
                error=" ".join(str(error).split()),
            ) from error
        return x25519.Identity.from_str(plain.decode())
    raise AssertionError("the last try returns or raises")


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size = size
    entry.mode = 0o600
    return entry
