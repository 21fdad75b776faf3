"""The two databases, as an institution would run them, kept between runs."""

import os
import pwd
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bench.machine import cpu_seconds, family
from scripts import with_postgres

# Durable, unlike the server of the test suite: these figures are about real use.
POSTGRES_SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "512MB",
    "log_min_messages": "fatal",
}


class Sqlite:
    """Files in one folder."""

    kind = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite3"

    def url(self, name: str) -> str:
        """Return the address of a database."""
        return f"sqlite:///{self._file(name)}"

    def has(self, name: str) -> bool:
        """Return whether the database is there."""
        return self._file(name).exists()

    def rename(self, name: str, new: str) -> None:
        """Give a database that nobody uses another name."""
        self._file(name).rename(self._file(new))

    def copy(self, name: str, new: str) -> None:
        """Make a copy of a database that nobody uses."""
        # Not the file alone: a part may still stand in the write-ahead log.
        with (
            closing(sqlite3.connect(self._file(name))) as source,
            closing(sqlite3.connect(self._file(new))) as target,
        ):
            source.backup(target)

    def drop(self, name: str) -> None:
        """Remove a database, if it is there."""
        for ending in ("", "-wal", "-shm"):
            Path(f"{self._file(name)}{ending}").unlink(missing_ok=True)

    def cpu_seconds(self) -> float:
        """Return the processor time outside the web server: none."""
        return 0.0


class Postgres:
    """Databases of one server that listens on a socket in a temporary folder."""

    kind = "postgresql"

    def __init__(self, home: Path, pid: int) -> None:
        self.home = home
        self.pid = pid

    def url(self, name: str) -> str:
        """Return the address of a database."""
        return f"postgres://{with_postgres.DATABASE}@/{name}?host={self.home}"

    def has(self, name: str) -> bool:
        """Return whether the database is there."""
        found = self._run("SELECT 1 FROM pg_database WHERE datname = %s", name)
        return bool(found)

    def create(self, name: str) -> None:
        """Make an empty database."""
        self._run(f'CREATE DATABASE "{name}"')

    def rename(self, name: str, new: str) -> None:
        """Give a database that nobody uses another name."""
        self._run(f'ALTER DATABASE "{name}" RENAME TO "{new}"')

    def copy(self, name: str, new: str) -> None:
        """Make a copy of a database that nobody uses."""
        self._run(f'CREATE DATABASE "{new}" TEMPLATE "{name}"')

    def drop(self, name: str) -> None:
        """Remove a database, if it is there."""
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def cpu_seconds(self) -> float:
        """Return the processor time of the server and its sessions so far."""
        return cpu_seconds(family(self.pid))

    def _run(self, statement: str, *values: str) -> list[tuple[object, ...]]:
        with closing(psycopg.connect(self.url("postgres"), autocommit=True)) as link:
            cursor = link.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []


Database = Sqlite | Postgres


def postgres_is_installed() -> bool:
    """Return whether there is a PostgreSQL to start."""
    return with_postgres.find_binaries() is not None


@contextmanager
def postgres(folder: Path) -> Iterator[Postgres]:
    """Run a server on files in `folder`, made when missing, until the block ends."""
    binaries = with_postgres.find_binaries()
    assert binaries, "ask postgres_is_installed first"
    owner = with_postgres.server_user()
    files = _reachable(folder, owner) / "data"
    # A short name: the path of a socket may hold 107 characters at most.
    with tempfile.TemporaryDirectory(prefix="hdbench-", dir="/tmp") as name:
        home = Path(name)
        home.chmod(0o711)
        if owner:
            os.chown(home, owner.pw_uid, owner.pw_gid)
        (home / "data").symlink_to(files)
        if not (files / "PG_VERSION").exists():
            files.mkdir(parents=True, exist_ok=True, mode=0o700)
            if owner:
                os.chown(files, owner.pw_uid, owner.pw_gid)
            with_postgres.initialise(binaries, home, owner)
        process = _start(binaries, home, owner)
        try:
            server = Postgres(home, process.pid)
            _wait(server, process)
            yield server
        finally:
            with_postgres.stop(process)


def _reachable(folder: Path, owner: pwd.struct_passwd | None) -> Path:
    # Where we are root the server is somebody else, who cannot enter every home.
    probe = subprocess.run(
        ["test", "-x", str(folder)],
        check=False,
        **_as(owner),
    )
    if probe.returncode == 0:
        return folder
    return Path("/var/tmp") / f"hdportal-bench-{folder.name}"


def _as(owner: pwd.struct_passwd | None) -> dict[str, Any]:
    return dict(with_postgres.as_user(owner))


def _start(
    binaries: Path, home: Path, owner: pwd.struct_passwd | None
) -> subprocess.Popen[bytes]:
    command = [str(binaries / "postgres"), "-D", str(home / "data"), "-k", str(home)]
    for name, value in POSTGRES_SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    return subprocess.Popen(
        command,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=with_postgres.stop_with_parent,
        **_as(owner),
    )


def _wait(server: Postgres, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + with_postgres.START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            psycopg.connect(server.url("postgres")).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("PostgreSQL did not start")
