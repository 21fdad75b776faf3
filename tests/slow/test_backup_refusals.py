"""What cannot be restored is refused in words, and leaves the place empty."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyrage import x25519

from hdportal.upkeep.archive.keys import Keys
from hdportal.upkeep.archive.reading import read_through
from hdportal.upkeep.archive.writing import archive_at
from hdportal.upkeep.domain.manifest import ABOUT_NAME, MANIFEST_NAME, Manifest
from hdportal.web.tests.running_portal import Portal
from tests.slow.backup_places import (
    HAS_POSTGRES,
    files_of,
    place,
    rows_of,
    small_organisation,
)

ENGINE = "postgres" if HAS_POSTGRES else "sqlite"
PASSPHRASE = "correct horse battery staple"
MOMENT = datetime(2026, 11, 24, tzinfo=UTC)
Change = Callable[[str, bytes], bytes]


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Portal:
    return small_organisation(tmp_path_factory.mktemp("source"), ENGINE)


@pytest.fixture(scope="module")
def saved(source, tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("saved") / "all.hdbackup"
    assert source.run("backup", str(file)).returncode == 0
    return file


@pytest.fixture
def target(tmp_path) -> Portal:
    return place(tmp_path / "target", ENGINE)


def remade(
    path: Path, at: Path, change: Change, added: dict[str, bytes] | None = None
) -> Path:
    """Write the backup again, each member as `change` returns it, and more members."""
    members = {}
    checked = read_through(
        path,
        Keys(),
        lambda _about, name, content: members.update({name: content.read()}),
    )
    with archive_at(at, keys=None, moment=MOMENT) as archive:
        archive.add(ABOUT_NAME, change(ABOUT_NAME, checked.about.to_json()))
        for name, content in {**members, **(added or {})}.items():
            archive.add(name, change(name, content))
        rows = checked.manifest.rows
        archive.add(MANIFEST_NAME, Manifest(rows, tuple(archive.members)).to_json())
    return at


def refused(target: Portal, file: Path) -> str:
    """Restore what cannot be, and return the sentence; nothing may be left."""
    done = target.run("restore", str(file))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert files_of(target) == {}
    tables = rows_of(target)
    assert tables.get("accounts_user", []) == []
    assert tables.get("desk_incident", []) == []
    return done.stderr


def test_a_backup_cut_off(saved, target, tmp_path):
    cut = tmp_path / "cut.hdbackup"
    whole = saved.read_bytes()
    for size in (0, 1000, len(whole) // 2, len(whole) - 10):
        cut.write_bytes(whole[:size])

        said = refused(target, cut)

        assert "damaged or cut off" in said or "not a backup" in said


def test_a_backup_with_one_bit_turned(saved, target, tmp_path):
    bent = tmp_path / "bent.hdbackup"
    content = bytearray(saved.read_bytes())
    for place_of_damage in (200, len(content) // 3, len(content) - 2000):
        turned = content.copy()
        turned[place_of_damage] ^= 1
        bent.write_bytes(turned)

        # At the very start it can be "not a backup, or its start is damaged".
        assert "damaged" in refused(target, bent)


def test_a_backup_of_a_newer_release(saved, target, tmp_path):
    def newer(name: str, content: bytes) -> bytes:
        if name != ABOUT_NAME:
            return content
        about = json.loads(content)
        about["migrations"].append(["desk", "0099_tomorrow"])
        return json.dumps({**about, "release": "9.1"}).encode()

    said = refused(target, remade(saved, tmp_path / "newer.hdbackup", newer))

    assert "release 9.1" in said
    assert "desk.0099_tomorrow" in said


def test_a_backup_of_a_newer_format(saved, target, tmp_path):
    def newer(name: str, content: bytes) -> bytes:
        return content.replace(b'"format_version": 1', b'"format_version": 2')

    said = refused(target, remade(saved, tmp_path / "newer.hdbackup", newer))

    assert "newer release" in said


def test_a_row_that_fits_nowhere_takes_everything_back(saved, target, tmp_path):
    def orphaned(name: str, content: bytes) -> bytes:
        if "portfolio.projectmembership" not in name:
            return content
        return b"".join(
            json.dumps([*json.loads(line)[:-1], 987654]).encode() + b"\n"
            for line in content.splitlines()
        )

    said = refused(target, remade(saved, tmp_path / "orphan.hdbackup", orphaned))

    assert "Nothing was restored" in said
    assert target.run("restore", str(saved)).returncode == 0


def test_a_file_name_that_climbs_out(saved, target, tmp_path):
    outside = {"files/../../outside": b"x"}
    climbing = remade(saved, tmp_path / "up", lambda _name, same: same, outside)

    said = refused(target, climbing)

    assert "Nothing was restored" in said
    assert not list(tmp_path.rglob("outside"))


def test_a_place_that_is_not_empty(saved, source):
    before = rows_of(source)

    done = source.run("restore", str(saved))

    assert done.returncode == 1
    assert "This place is not empty: there are users in it" in done.stderr
    assert rows_of(source) == before


def test_a_storage_that_is_not_empty(saved, target):
    kept = target.data_dir / "files" / "ab" / ("0" * 62)
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"of somebody else")

    done = target.run("restore", str(saved))

    assert done.returncode == 1
    assert "The file storage is not empty" in done.stderr
    assert kept.read_bytes() == b"of somebody else"


def test_a_passphrase_opens_only_with_itself(source, target, tmp_path):
    file = tmp_path / "locked.hdbackup"
    source.settings["HDPORTAL_BACKUP_PASSPHRASE"] = PASSPHRASE
    try:
        assert source.run("backup", "--encrypt", str(file)).returncode == 0
    finally:
        del source.settings["HDPORTAL_BACKUP_PASSPHRASE"]
    assert b"about.json" not in file.read_bytes()

    assert "Set HDPORTAL_BACKUP_PASSPHRASE" in refused(target, file)
    target.settings["HDPORTAL_BACKUP_PASSPHRASE"] = "wrong"
    assert "The passphrase does not open" in refused(target, file)

    target.settings["HDPORTAL_BACKUP_PASSPHRASE"] = PASSPHRASE
    assert target.run("restore", str(file)).returncode == 0
    assert rows_of(target) == rows_of(source)


def test_a_backup_for_a_key_opens_only_with_it(source, target, tmp_path):
    file = tmp_path / "locked.hdbackup"
    right, wrong = x25519.Identity.generate(), x25519.Identity.generate()
    source.settings["HDPORTAL_BACKUP_RECIPIENT"] = str(right.to_public())
    try:
        assert source.run("backup", "--encrypt", str(file)).returncode == 0
    finally:
        del source.settings["HDPORTAL_BACKUP_RECIPIENT"]

    assert "Set HDPORTAL_BACKUP_IDENTITY_FILE" in refused(target, file)
    target.settings["HDPORTAL_BACKUP_IDENTITY"] = str(wrong)
    assert "encrypted for another key" in refused(target, file)

    target.settings["HDPORTAL_BACKUP_IDENTITY"] = str(right)
    assert target.run("restore", str(file)).returncode == 0


def test_a_backup_never_writes_over_a_file(source, saved):
    before = saved.read_bytes()

    done = source.run("backup", str(saved))

    assert done.returncode == 1
    assert "is there already" in done.stderr
    assert saved.read_bytes() == before
