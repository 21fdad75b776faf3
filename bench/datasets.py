"""Filled databases, made once and kept until migrations or contents change."""

import fcntl
import functools
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.databases import Database, Postgres, Sqlite, postgres
from bench.servers import ROOT, clean_environment

CACHE = ROOT / "var" / "bench"
FILL_SECONDS = 3600
CONTENTS = (
    "hdportal/*/migrations/*.py",
    "hdportal/desk/standard_forms_data/*.json",
    "bench/rows.py",
    "bench/search_rows.py",
    "bench/vocabulary.py",
    "bench/management/commands/bench_fill.py",
    "bench/reference/models.py",
    "bench/reference/management/commands/*.py",
)


def fingerprint(*patterns: str) -> str:
    """Return a digest of files of the repository, by name and contents."""
    digest = hashlib.sha256()
    for path in sorted(p for pattern in patterns for p in ROOT.glob(pattern)):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@functools.cache
def cache_folder() -> Path:
    """Return the folder of the contents as they are now; older ones are removed.

    Raises:
        SystemExit: another measurement runs, and each would disturb the other.
    """
    folder = CACHE / fingerprint(*CONTENTS)
    folder.mkdir(parents=True, exist_ok=True)
    # The server of the databases is another user.
    folder.chmod(0o755)
    if not _lock(folder):
        raise SystemExit("Another measurement is running; wait for its end.")
    for other in CACHE.iterdir():
        if other.is_dir() and other != folder and _lock(other):
            shutil.rmtree(other, ignore_errors=True)
    return folder


def _lock(folder: Path) -> bool:
    # Held until this process ends, however it ends.
    handle = os.open(folder / "lock", os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return False
    return True


@contextmanager
def database(kind: str) -> Iterator[Database]:
    """Open the cached databases of a kind until the block ends."""
    folder = cache_folder()
    if kind == "sqlite":
        yield Sqlite(folder)
    else:
        with postgres(folder) as server:
            yield server


@dataclass(frozen=True)
class Portal:
    """A portal filled with so many incidents."""

    database: Database
    name: str

    @property
    def environment(self) -> dict[str, str]:
        """The settings with which its processes run."""
        return {
            "HDPORTAL_DATABASE_URL": self.database.url(self.name),
            "HDPORTAL_DATA_DIR": str(cache_folder()),
            "HDPORTAL_LOG_LEVEL": "WARNING",
        }

    def visits(self, what: str) -> list[dict[str, Any]]:
        """Return the measured pages, or the writers, each signed in."""
        found: list[dict[str, Any]] = json.loads(self.django("bench_visits", what))
        return found

    def django(self, *words: str) -> str:
        """Run a Django command on it and return what it prints."""
        return _django("bench.portal_settings", self.environment, *words)


@dataclass(frozen=True)
class Reference:
    """The reference's database with so many tickets."""

    database: Database
    name: str

    @property
    def environment(self) -> dict[str, str]:
        """The settings with which its processes run."""
        return {
            "DJANGO_SETTINGS_MODULE": "bench.reference.settings",
            "BENCH_DATABASE_URL": self.database.url(self.name),
        }

    def page(self, count: int) -> dict[str, str]:
        """Fill it where it is empty, and return path and cookie of its page."""
        words = ("reference_fill", str(count))
        text = _django("bench.reference.settings", self.environment, *words)
        found: dict[str, str] = json.loads(text)
        return found


def collect_static(portal: Portal) -> None:
    """Collect the static files where `hdportal serve` would."""
    portal.django("bench_static")


def portal(database: Database, count: int) -> Portal:
    """Return the portal with `count` incidents, filled now where it is missing."""
    name = f"portal_{count}"
    if not database.has(name):
        print(f"filling {database.kind} with {count} incidents …", file=sys.stderr)
        half = f"{name}_part"
        database.drop(half)
        if isinstance(database, Postgres):
            database.create(half)
        Portal(database, half).django("bench_fill", str(count))
        database.rename(half, name)
    return Portal(database, name)


def reference(database: Database, count: int) -> Reference:
    """Return the reference's database for `count` tickets; `page` fills it."""
    name = f"reference_{count}"
    if isinstance(database, Postgres) and not database.has(name):
        database.create(name)
    return Reference(database, name)


def _django(settings: str, environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "django", *words],
        cwd=ROOT,
        env={**clean_environment(), **environment, "DJANGO_SETTINGS_MODULE": settings},
        stdout=subprocess.PIPE,
        text=True,
        timeout=FILL_SECONDS,
        check=True,
    )
    return done.stdout
