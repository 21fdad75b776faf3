"""One portal for each module, since starting one takes the longest."""

import pytest

from hdportal.web.tests.running_portal import Portal, free_port, fresh_database
from tests.faults import inside
from tests.faults.browser import Browser

CALLERS = 8


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """A portal on an empty database of its own: SQLite, or PostgreSQL if given."""
    folder = tmp_path_factory.mktemp("portal")
    settings = {"HDPORTAL_DATABASE_URL": fresh_database(folder)}
    return Portal(folder, free_port(), settings)


@pytest.fixture(scope="module")
def callers(installation: Portal) -> list[Browser]:
    """Eight people who are signed in; none of them has opened a page yet."""
    sessions = inside.ask(installation, "callers", CALLERS)
    return [Browser(installation.port, session) for session in sessions]
