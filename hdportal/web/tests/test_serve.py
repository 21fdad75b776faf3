"""`hdportal serve` as operators meet it: real processes on a free port."""

import json
import sys
from collections.abc import Iterator

import pytest

from hdportal.web.tests.running_portal import (
    Portal,
    descendants,
    free_port,
    fresh_database,
    is_alive,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    data_dir = tmp_path_factory.mktemp("portal")
    settings = {"HDPORTAL_DATABASE_URL": fresh_database(data_dir)}
    portal = Portal(data_dir, free_port(), settings)
    with portal.serving("--migrate"):
        yield portal


def test_the_portal_answers_and_is_ready(portal):
    ready = portal.get("/readyz")

    assert portal.get("/healthz").status == 200
    assert json.loads(ready.body) == {"database": "ok", "migrations_pending": 0}


def test_the_address_is_announced(portal):
    assert f"http://127.0.0.1:{portal.port}/" in portal.log


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_static_files_are_compressed_and_kept_for_ever(portal, encoding):
    manifest = json.loads((portal.data_dir / "static/staticfiles.json").read_text())
    name = manifest["paths"]["vendor/htmx.min.js"]

    response = portal.get(f"/static/{name}", **{"Accept-Encoding": encoding})

    assert name != "vendor/htmx.min.js"
    assert response.status == 200
    assert response.headers["Content-Encoding"] == encoding
    assert "immutable" in response.headers["Cache-Control"]


def test_a_port_in_use_is_said_in_a_sentence(portal):
    second = portal.run("serve", "--port", str(portal.port))

    assert second.returncode == 1
    assert f"Port {portal.port} on 127.0.0.1 cannot be used" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_stop_leaves_nobody_behind(tmp_path):
    settings = {"HDPORTAL_DATABASE_URL": fresh_database(tmp_path)}
    portal = Portal(tmp_path, free_port(), settings)
    with portal.serving("--migrate") as process:
        family = descendants(process.pid)
        process.terminate()
        code = process.wait(10)

    assert code == 0
    assert len(family) == 4  # web with two processes, worker
    assert not any(is_alive(pid) for pid in family)
