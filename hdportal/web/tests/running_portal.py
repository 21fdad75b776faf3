"""A real portal in processes of its own, for tests of what operators rely on."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import psycopg

START_SECONDS = 60


@dataclass
class Portal:
    """One installation: a data directory and the commands that run on it."""

    data_dir: Path
    port: int
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The variables of this process, but not those that say a test runs."""
        theirs = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
        mine = {"HDPORTAL_DATA_DIR": str(self.data_dir), "PYTHONUNBUFFERED": "1"}
        return {**theirs, **mine, **self.settings}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one `hdportal` command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "hdportal.config", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=START_SECONDS,
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a `hdportal` command; its log goes to a file in the data directory."""
        with (self.data_dir / "log").open("a") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "hdportal.config", *words],
                env=self.environment,
                stdout=log,
                stderr=log,
                text=True,
            )

    @property
    def log(self) -> str:
        """What the commands that were started have printed."""
        return (self.data_dir / "log").read_text()

    @contextmanager
    def serving(self, *words: str) -> Iterator[subprocess.Popen[str]]:
        """Serve until the block ends, from the moment the address is announced."""
        process = self.start("serve", "--port", str(self.port), "--workers=2", *words)
        try:
            wait_until(lambda: "ready" in self.log or process.poll() is not None)
            assert process.poll() is None, self.log
            yield process
        finally:
            stop(process)

    def get(self, path: str, **headers: str) -> HTTPResponse:
        """Return the answer to a request; its body is read already as `.text`."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.body = response.read()  # type: ignore[attr-defined]
        connection.close()
        return response

    def answers(self) -> bool:
        """Return whether a page comes back."""
        try:
            return self.get("/healthz").status == 200
        except OSError:
            return False


def fresh_database(folder: Path) -> str:
    """Return the address of an empty database of the kind that the suite runs on."""
    server = os.environ.get("HDPORTAL_DATABASE_URL", "")
    if not server.startswith("postgres"):
        return f"sqlite:///{folder / 'portal.sqlite3'}"
    name = f"slow_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    start, _, options = server.partition("?")
    return f"{start.rpartition('/')[0]}/{name}?{options}"


def free_port() -> int:
    """Return a port on which nothing listens at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def stop(process: subprocess.Popen[str]) -> None:
    """End a process we started, and what it left behind."""
    family = [process.pid, *descendants(process.pid)]
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
    for pid in family:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait(5)


def wait_until(is_so: Callable[[], bool], seconds: float = START_SECONDS) -> None:
    """Return once `is_so`; fail when that takes longer than `seconds`."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def descendants(pid: int) -> list[int]:
    """Return the processes under `pid`, children before grandchildren."""
    found = [child for child, parent in _parents().items() if parent == pid]
    return found + [below for child in found for below in descendants(child)]


def is_alive(pid: int) -> bool:
    """Return whether a process is there and not merely waiting to be buried."""
    return pid in _parents()


def command_of(pid: int) -> str:
    """Return the command line of a process; "" when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def _parents() -> dict[int, int]:
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
            if state != "Z":
                parents[int(stat.parent.name)] = int(parent)
    return parents
