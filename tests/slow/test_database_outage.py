"""The worker outlives its database."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from hdportal.web.tests.running_portal import Portal, free_port, stop, wait_until
from tests.test_scripts import script

with_postgres = script("with_postgres")
BINARIES = with_postgres.find_binaries()


@contextmanager
def working(portal: Portal) -> Iterator[None]:
    worker = portal.start("worker")
    try:
        yield
        assert worker.poll() is None, portal.log
    finally:
        stop(worker)


def post_mail(portal: Portal) -> bool:
    """Put a mail in the outbox; return whether the database took it."""
    return portal.run("manage", "sendtestemail", "a@b.example").returncode == 0


def letters(portal: Portal) -> int:
    return len(list((portal.data_dir / "mail").glob("*.eml")))


def test_the_worker_waits_for_a_database_that_is_not_there(tmp_path):
    disk = tmp_path / "disk"
    url = f"sqlite:///{disk}/portal.sqlite3"
    portal = Portal(tmp_path, free_port(), {"HDPORTAL_DATABASE_URL": url})
    with working(portal):
        wait_until(lambda: "worker.database_away" in portal.log)

        disk.mkdir()
        portal.run("migrate", "-v0")

        wait_until(lambda: "job.done" in portal.log)


def test_the_worker_waits_for_a_database_that_is_locked(tmp_path):
    url = f"sqlite:///{tmp_path}/portal.sqlite3"
    portal = Portal(tmp_path, free_port(), {"HDPORTAL_DATABASE_URL": url})
    portal.run("migrate", "-v0")
    post_mail(portal)
    other = sqlite3.connect(tmp_path / "portal.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with working(portal):
        wait_until(lambda: "worker.database_away" in portal.log)

        other.rollback()

        wait_until(lambda: letters(portal) == 1)
    other.close()


@contextmanager
def postgres(home: Path) -> Iterator[None]:
    """Run a server on the files in `home`."""
    owner = with_postgres.server_user()
    process = with_postgres.start(BINARIES, home, owner)
    try:
        wait_until(lambda: (home / ".s.PGSQL.5432").exists())
        yield
    finally:
        with_postgres.stop(process)


@pytest.fixture
def home() -> Iterator[Path]:
    """The files of an empty PostgreSQL server."""
    owner = with_postgres.server_user()
    folder = Path(tempfile.mkdtemp(prefix="hdpg-", dir="/tmp"))
    if owner is not None:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    with_postgres.initialise(BINARIES, folder, owner)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(BINARIES is None, reason="PostgreSQL is not installed")
def test_the_worker_comes_back_with_postgresql(tmp_path, home):
    settings = {"HDPORTAL_DATABASE_URL": f"postgres://portal@/postgres?host={home}"}
    portal = Portal(tmp_path, free_port(), settings)
    with ExitStack() as worker:
        with postgres(home):
            wait_until(lambda: portal.run("migrate", "-v0").returncode == 0)
            worker.enter_context(working(portal))
            wait_until(lambda: "job.done" in portal.log)
        wait_until(lambda: "worker.database_away" in portal.log)

        with postgres(home):
            wait_until(lambda: post_mail(portal))

            wait_until(lambda: letters(portal) == 1)
