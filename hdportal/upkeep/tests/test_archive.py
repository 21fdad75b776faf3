import subprocess
import tarfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pyrage import passphrase, x25519

from hdportal.upkeep.archive.keys import Keys, WrongKey
from hdportal.upkeep.archive.reading import read_through
from hdportal.upkeep.archive.writing import archive_at
from hdportal.upkeep.domain.errors import BackupError
from hdportal.upkeep.domain.manifest import (
    ABOUT_NAME,
    MANIFEST_NAME,
    About,
    Manifest,
)

MOMENT = datetime(2026, 11, 24, tzinfo=UTC)
ABOUT = About("0.1.0", MOMENT, "sqlite", (), ())
SECRET = x25519.Identity.generate()
FOR_KEY = Keys(recipient=str(SECRET.to_public()), identity=f"# a key\n{SECRET}\n")
WITH_WORDS = Keys(passphrase="correct horse")


def write(
    path: Path, keys: Keys | None, size: int = 300_000, cut: bool = False
) -> None:
    content = bytes(range(256)) * size
    with archive_at(path, keys=keys, moment=MOMENT) as archive:
        archive.add(ABOUT_NAME, ABOUT.to_json())
        archive.add_stream("files/one", size, BytesIO(content[: size - cut]))
        archive.add(MANIFEST_NAME, Manifest({}, tuple(archive.members)).to_json())


@pytest.mark.parametrize("keys", [None, FOR_KEY, WITH_WORDS])
def test_what_was_written_is_read(tmp_path, keys):
    write(tmp_path / "a", keys)
    seen = {}

    checked = read_through(
        tmp_path / "a",
        keys or Keys(),
        lambda _about, name, content: seen.update({name: content.read()}),
    )

    assert checked.about == ABOUT
    assert len(seen["files/one"]) == 300_000


def test_what_is_not_read_of_a_member_is_checked_all_the_same(tmp_path):
    write(tmp_path / "a", None)

    checked = read_through(tmp_path / "a", Keys(), lambda *_: None)

    assert checked.manifest.files == 1


def test_a_plain_backup_is_a_tar_that_any_tool_opens(tmp_path):
    write(tmp_path / "a", None)

    listed = subprocess.run(
        ["tar", "tzf", tmp_path / "a"], capture_output=True, text=True, check=True
    )

    assert listed.stdout.split() == ["about.json", "files/one", "manifest.json"]


def test_a_passphrase_backup_opens_in_two_steps_with_other_tools(tmp_path):
    write(tmp_path / "a", WITH_WORDS)

    with tarfile.open(tmp_path / "a") as tar:
        key = passphrase.decrypt(tar.extractfile("key.age").read(), "correct horse")
        inner = tar.extractfile("backup.age").read()

    assert key.startswith(b"AGE-SECRET-KEY-1")
    assert inner.startswith(b"age-encryption.org/v1")


@pytest.mark.parametrize("keys", [None, FOR_KEY, WITH_WORDS])
def test_only_its_owner_can_read_a_backup(tmp_path, keys):
    write(tmp_path / "a", keys, size=10)

    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("keys", [None, FOR_KEY, WITH_WORDS])
def test_a_backup_that_fails_leaves_nothing(tmp_path, keys):
    with pytest.raises(OSError, match="unexpected end"):
        write(tmp_path / "a", keys, cut=True)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("keys", [None, FOR_KEY])
def test_a_full_disk_is_an_error_of_the_system(tmp_path, keys):
    full = tmp_path / "full"
    full.with_name("full.part").symlink_to("/dev/full")

    with pytest.raises(OSError, match="No space"):
        write(full, keys)


def test_two_at_once_do_not_write_into_each_other(tmp_path):
    with archive_at(tmp_path / "a", keys=None, moment=MOMENT) as archive:
        with pytest.raises(BlockingIOError):
            write(tmp_path / "a", None)

        archive.add(ABOUT_NAME, ABOUT.to_json())
        archive.add(MANIFEST_NAME, Manifest({}, tuple(archive.members)).to_json())

    assert read_through(tmp_path / "a", Keys()).about == ABOUT


@pytest.mark.parametrize("keys", [None, FOR_KEY, WITH_WORDS])
def test_a_backup_without_its_end_is_refused(tmp_path, keys):
    with archive_at(tmp_path / "a", keys=keys, moment=MOMENT) as archive:
        archive.add(ABOUT_NAME, ABOUT.to_json())

    with pytest.raises(BackupError, match="its end is missing"):
        read_through(tmp_path / "a", keys or Keys())


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\x1f\x8b", b"key.age\0", b"age-encryption.org/v1\n"]
)
def test_something_else_is_refused_in_words(tmp_path, content):
    (tmp_path / "a").write_bytes(content)

    with pytest.raises(BackupError, match=r"not a backup|damaged"):
        read_through(tmp_path / "a", Keys("words", "", FOR_KEY.identity))


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(BackupError, match="cannot be read: No such file"):
        read_through(tmp_path / "a", Keys())


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (Keys(recipient="age1nonsense"), "recipient"),
        (Keys(identity="# only a comment"), "identity"),
        (Keys(identity="AGE-SECRET-KEY-1NONSENSE"), "identity"),
    ],
)
def test_a_key_that_is_none_is_named(keys, name):
    with pytest.raises(WrongKey) as caught:
        keys.check()

    assert caught.value.name == name
