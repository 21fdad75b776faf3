"""The database goes away under a portal that serves, and comes back."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from hdportal.web.tests.running_portal import Portal, free_port, wait_until
from tests.faults import inside
from tests.faults.browser import Answer, Browser, Letter, some_letters
from tests.test_scripts import script

with_postgres = script("with_postgres")
BINARIES = with_postgres.find_binaries()
IS_POSTGRES = os.environ.get("HDPORTAL_DATABASE_URL", "").startswith("postgres")
on_sqlite = pytest.mark.skipif(IS_POSTGRES, reason="moves the file of SQLite")
on_postgres = pytest.mark.skipif(not IS_POSTGRES, reason="stops PostgreSQL")
OUR_FAULT = "what you sent just now may not have been saved"


def place(folder: Path, url: str) -> Portal:
    return Portal(folder, free_port(), {"HDPORTAL_DATABASE_URL": url})


def a_caller(portal: Portal) -> Browser:
    [session] = inside.ask(portal, "callers", 1)
    return Browser(portal.port, session)


def says_so(answer: Answer) -> bool:
    """Return whether a page says that it is our fault and what may be lost."""
    return answer.status in (500, 503) and OUR_FAULT in answer.text


def expect(portal: Portal, planned: list[Letter]) -> None:
    """See that each form made one incident, with its file, and nothing is left over."""
    found, left = inside.ask(portal, "incidents_and_leftovers")
    assert sorted(one["subject"] for one in found) == sorted(
        letter.subject for letter in planned
    )
    kept = sorted(file for one in found for file in one["files"])
    assert kept == sorted(upload.facts for one in planned for upload in one.uploads)
    assert left["counter"] == len(planned)
    assert left["rows_without_bytes"] == left["loose_files_in_the_end"] == 0


def takes_connections(home: Path) -> bool:
    try:
        psycopg.connect(f"postgres://portal@/postgres?host={home}").close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def postgres(home: Path) -> Iterator[None]:
    """Run a server on the files in `home`."""
    process = with_postgres.start(BINARIES, home, with_postgres.server_user())
    try:
        wait_until(lambda: takes_connections(home))
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


@on_postgres
def test_submits_go_on_when_postgresql_is_back(tmp_path, home):
    portal = place(tmp_path, f"postgres://portal@/postgres?host={home}")
    before, during, after = some_letters(3, "PostgreSQL stopped")
    with ExitStack() as serving:
        with postgres(home):
            caller = a_caller(portal)
            serving.enter_context(portal.serving())
            caller.open_form()
            assert caller.report(before).number

        assert says_so(caller.report(during))
        assert says_so(caller.ask("GET", "/incidents/"))
        assert portal.get("/readyz").status == 503
        assert portal.answers()

        with postgres(home):
            for letter in (during, after, before):
                assert caller.insist(lambda one=letter: caller.report(one)).number
            assert portal.get("/readyz").status == 200
            expect(portal, [before, during, after])


@pytest.fixture
def on_a_disk(tmp_path: Path) -> Portal:
    """A portal whose database lies in a folder of its own."""
    (tmp_path / "disk").mkdir()
    return place(tmp_path, f"sqlite:///{tmp_path}/disk/portal.sqlite3")


@on_sqlite
def test_submits_go_on_when_nobody_holds_the_database_any_more(on_a_disk):
    caller = a_caller(on_a_disk)
    locked, free = some_letters(2, "SQLite locked")[::-1]
    path = on_a_disk.data_dir / "disk" / "portal.sqlite3"
    with on_a_disk.serving():
        caller.open_form()
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            assert says_so(caller.report(locked))
            assert caller.ask("GET", "/incidents/").status == 200
            other.rollback()

        for letter in (locked, free, locked):
            assert caller.insist(lambda one=letter: caller.report(one)).number
        expect(on_a_disk, [locked, free])


@on_sqlite
def test_nothing_answered_is_lost_when_the_file_is_moved_away(on_a_disk):
    caller = a_caller(on_a_disk)
    before, during, after = some_letters(3, "SQLite moved")
    disk = on_a_disk.data_dir / "disk"
    with on_a_disk.serving():
        caller.open_form()
        assert caller.report(before).number
        disk.rename(disk.with_name("unplugged"))
        # Who holds the file open goes on with it; who does not, cannot begin.
        answers = [caller.report(during) for _unused in range(8)]
        assert all(answer.number or says_so(answer) for answer in answers)
        disk.with_name("unplugged").rename(disk)

        for letter in (during, after):
            assert caller.insist(lambda one=letter: caller.report(one)).number
        assert on_a_disk.get("/readyz").status == 200
        expect(on_a_disk, [before, during, after])
