"""A restored copy is the same, row by row and file by file, on whichever database."""

import shutil
import time
from pathlib import Path

import pytest

from hdportal.web.tests.running_portal import Portal, stop, wait_until
from tests.slow.backup_places import (
    ADD_FILES,
    HAS_POSTGRES,
    files_of,
    kept_names,
    names_of,
    organisation,
    place,
    rows_of,
)

# Each pair once over the two runs of this suite, on SQLite and on PostgreSQL.
ENGINES = ["sqlite", "postgres"] if HAS_POSTGRES else ["sqlite"]
TARGETS = ["postgres"] if HAS_POSTGRES else ["sqlite"]
WRITER = (
    ADD_FILES
    + """
while True:
    owner = f"draft:{uuid.uuid4()}"
    upload = SimpleUploadedFile("log.txt", owner.encode() * 100)
    kept = files.add(owner=owner, upload=upload, by=person)
    if int(kept.sha256[0], 16) < 5:
        files.remove(file=kept, by=person)
"""
)


@pytest.fixture(scope="module", params=ENGINES)
def source(request, tmp_path_factory) -> Portal:
    return organisation(tmp_path_factory.mktemp("source"), request.param)


@pytest.fixture(scope="module")
def saved(source, tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("saved") / "all.hdbackup"
    done = source.run("backup", str(file))
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture(params=TARGETS)
def target(request, tmp_path) -> Portal:
    return place(tmp_path / "target", request.param)


def test_a_restored_copy_is_the_same(source, saved, target):
    done = target.run("restore", str(saved))

    assert done.returncode == 0, done.stderr
    theirs, ours = rows_of(target), rows_of(source)
    assert theirs.keys() == ours.keys()
    assert [name for name in ours if theirs[name] != ours[name]] == []
    assert files_of(target) == files_of(source)
    assert len(ours["desk_incident"]) == 200
    assert len(files_of(source)) == 4


def test_what_migrate_brought_gives_way(source, saved, target):
    target.run("migrate", "-v0")

    assert target.run("restore", str(saved)).returncode == 0

    assert rows_of(target) == rows_of(source)


def test_new_rows_are_numbered_after_the_old(saved, target):
    target.run("restore", str(saved))

    posted = target.run("manage", "sendtestemail", "a@b.example")
    added = target.run("manage", "createsuperuser", "--noinput", "--email=x@y.example")

    assert posted.returncode == 0, posted.stderr
    assert added.returncode == 0, added.stderr


def test_an_older_backup_is_brought_up_to_date(tmp_path, target):
    old = place(tmp_path / "old", TARGETS[0])
    old.run("migrate", "-v0", "intake", "0001_forms")
    old.run("migrate", "-v0", "portfolio", "0001_portfolio")
    assert old.run("backup", str(tmp_path / "old.hdbackup")).returncode == 0

    done = target.run("restore", str(tmp_path / "old.hdbackup"))

    assert done.returncode == 0, done.stderr
    assert target.run("manage", "migrate", "--check").returncode == 0
    assert "intake_draft" in rows_of(target)


def test_a_backup_is_of_one_moment_while_others_write(source, tmp_path, target):
    writers = [source.start("manage", "shell", "-v0", "-c", WRITER) for _ in range(2)]
    before = len(names_of(source))
    try:
        wait_until(lambda: len(names_of(source)) > before + 20)
        done = source.run("backup", str(tmp_path / "live.hdbackup"))
        time.sleep(1)
        assert all(writer.poll() is None for writer in writers), source.log
    finally:
        for writer in writers:
            stop(writer)

    assert done.returncode == 0, done.stderr
    assert target.run("restore", str(tmp_path / "live.hdbackup")).returncode == 0
    tables = rows_of(target)
    kept = kept_names(tables)
    added = sum('"file.add"' in row for row in tables["audit_auditevent"])
    removed = sum('"file.remove"' in row for row in tables["audit_auditevent"])
    # A file and its audit row come in one transaction: both are there, or neither.
    assert len(kept) == added - removed > before
    # The writers went on and removed some before their bytes were copied.
    assert set(files_of(target)) <= kept


def test_a_lost_file_is_told_and_the_rest_is_saved(source, tmp_path, target):
    # One that a row names: the writers above may have left another as they were ended.
    lost = min(kept_names(rows_of(source)))
    shutil.move(source.data_dir / "files" / lost, tmp_path / "aside")
    try:
        done = source.run("backup", str(tmp_path / "less.hdbackup"))
    finally:
        shutil.move(tmp_path / "aside", source.data_dir / "files" / lost)

    assert done.returncode == 3
    assert lost in done.stderr
    restored = target.run("restore", str(tmp_path / "less.hdbackup"))
    assert restored.returncode == 0
    assert "missing already" in restored.stdout
    assert rows_of(target) == rows_of(source)
