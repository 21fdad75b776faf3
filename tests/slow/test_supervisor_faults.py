"""Processes are killed; the portal comes back, or goes away as a whole."""

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from hdportal.web.tests.running_portal import (
    Portal,
    command_of,
    descendants,
    free_port,
    fresh_database,
    is_alive,
    wait_until,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

THREADS = 4
# The database itself, its write-ahead log and the index of that.
FILES_PER_CONNECTION = 3


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    settings = {"HDPORTAL_DATABASE_URL": fresh_database(tmp_path)}
    return Portal(tmp_path, free_port(), settings)


def child(supervisor: int, words: str) -> int | None:
    """Return the process under `supervisor` whose command line holds `words`."""
    found = [pid for pid in descendants(supervisor) if words in command_of(pid)]
    return found[0] if found else None


def open_databases(pid: int) -> int:
    """Return how many files of the database a process holds open."""
    folder = Path(f"/proc/{pid}/fd")
    return sum("portal.sqlite3" in os.readlink(fd) for fd in folder.iterdir())


@contextmanager
def silent_server() -> Iterator[int]:
    """Listen on a port and never say a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.mark.parametrize("words", ["django worker", "running.webserver"])
def test_a_killed_child_comes_back(portal, words):
    with portal.serving("--migrate") as process:
        first = child(process.pid, words)

        os.kill(first, signal.SIGKILL)
        wait_until(lambda: child(process.pid, words) not in (None, first), 20)

        wait_until(portal.answers, 20)
        assert "child.died" in portal.log


def test_a_killed_web_process_comes_back(portal):
    with portal.serving("--migrate") as process:
        web = child(process.pid, "running.webserver")
        first = descendants(web)

        os.kill(first[0], signal.SIGKILL)
        wait_until(
            lambda: len(descendants(web)) == len(first) and descendants(web) != first,
            20,
        )

        wait_until(portal.answers, 20)


def test_nobody_outlives_a_killed_supervisor(portal):
    with portal.serving("--migrate") as process:
        family = descendants(process.pid)

        process.kill()
        process.wait(5)

        wait_until(lambda: not any(is_alive(pid) for pid in family), 5)
    assert not portal.answers()


def test_the_worker_stops_within_two_seconds_of_a_silent_mail_server(portal):
    with silent_server() as port:
        portal.settings["HDPORTAL_SMTP_URL"] = f"smtp://127.0.0.1:{port}"
        portal.run("migrate", "-v0")
        portal.run("manage", "sendtestemail", "a@b.example")
        worker = portal.start("worker")
        wait_until(lambda: "worker.started" in portal.log)
        time.sleep(1)

        worker.terminate()

        assert worker.wait(2.5) == 0
    assert "worker.interrupted" in portal.log


def test_threads_keep_one_database_connection_each(portal):
    if not portal.settings["HDPORTAL_DATABASE_URL"].startswith("sqlite"):
        pytest.skip("counts the open files of SQLite")
    with portal.serving("--migrate") as process:
        web = child(process.pid, "running.webserver")
        with ThreadPoolExecutor(12) as callers:
            answers = callers.map(lambda _unused: portal.get("/readyz"), range(400))
            assert {answer.status for answer in answers} == {200}

        for pid in descendants(web):
            assert 0 < open_databases(pid) <= THREADS * FILES_PER_CONNECTION


def test_an_empty_database_is_said_and_served(portal):
    with portal.serving():
        assert "run hdportal migrate" in portal.log
        assert portal.get("/readyz").status == 503
