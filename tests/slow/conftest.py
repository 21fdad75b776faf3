import os
import secrets
from pathlib import Path

import psycopg
import pytest

from hdportal.web.tests.running_portal import Portal, free_port


@pytest.fixture
def installation(tmp_path: Path) -> Portal:
    """A migrated portal on a database of its own: SQLite, or PostgreSQL if given."""
    settings = {"HDPORTAL_DATABASE_URL": fresh_database(tmp_path)}
    portal = Portal(tmp_path, free_port(), settings)
    migrated = portal.run("migrate", "-v0")
    assert migrated.returncode == 0, migrated.stderr
    return portal


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
