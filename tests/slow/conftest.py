from pathlib import Path

import pytest

from hdportal.web.tests.running_portal import Portal, free_port, fresh_database


@pytest.fixture
def installation(tmp_path: Path) -> Portal:
    """A migrated portal on a database of its own: SQLite, or PostgreSQL if given."""
    settings = {"HDPORTAL_DATABASE_URL": fresh_database(tmp_path)}
    portal = Portal(tmp_path, free_port(), settings)
    migrated = portal.run("migrate", "-v0")
    assert migrated.returncode == 0, migrated.stderr
    return portal
