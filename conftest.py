"""What every test gets: closed sockets, empty caches, English, Hypothesis."""

import os
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from hdportal.files.storage import storage_settings
from hdportal.web.remembered import Remembered, forget_everything

hypothesis.settings.register_profile(
    "house", deadline=None, max_examples=100, database=None
)
hypothesis.settings.register_profile(
    "build", deadline=None, max_examples=25, database=None, derandomize=True
)
# A build machine repeats the same few examples; a developer's finds new ones.
hypothesis.settings.load_profile("build" if os.environ.get("CI") else "house")

COMMITTING = {"transactional_db", "live_server", "django_db_reset_sequences"}
RESTORED = {"transaction": True, "serialized_rollback": True}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give tests that commit the rows of the migrations back.

    Such a test ends by emptying every table, and with it what migrations have put
    there, such as the standard forms.
    """
    for item in items:
        if commits(item):
            marker = item.get_closest_marker("django_db")
            kept = {**(marker.kwargs if marker else {}), **RESTORED}
            item.add_marker(pytest.mark.django_db(**kept), append=False)


def commits(item: Any) -> bool:
    """Return whether the test works outside a transaction of its own."""
    marker = item.get_closest_marker("django_db")
    wants = marker and (marker.kwargs.get("transaction") or True in marker.args[:1])
    return bool(wants) or not COMMITTING.isdisjoint(item.fixturenames)


class OutsideReached(AssertionError):
    """A test tried to reach another machine."""


@pytest.fixture(autouse=True, scope="session")
def only_this_machine() -> Iterator[None]:
    """Let tests connect to and look up nothing but this machine."""
    # A patch, since there is no other place that every library passes through.
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))
        yield


@pytest.fixture(autouse=True, scope="session")
def folder_of_static_files() -> None:
    """Make the folder that `hdportal serve` fills; without it WhiteNoise warns."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Read every page in English unless the test says otherwise."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def empty_cache(request: pytest.FixtureRequest) -> Iterator[None]:
    """Forget what other tests left in the cache, such as rate limits.

    The cache is a table, so most tests are cleaned by their own rollback. Tests that
    commit are not: the table has no model, and flushing does not reach it.
    """
    if not commits(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what this process remembers of the rows of the test before.

    Within a test it is kept to the end: a second look may cost a query at any moment.
    """
    monkeypatch.setattr(Remembered, "SECONDS", float("inf"))
    forget_everything()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Keep the attachments of a test in a folder of its own, and return it."""
    kept = storage_settings("file:", tmp_path)
    settings.STORAGES = {**settings.STORAGES, "attachments": kept}
    return tmp_path / "files"


def _guarded(method: Any) -> Any:
    def guarded(self: socket.socket, *args: Any) -> Any:
        if self.family != socket.AF_UNIX:
            _refuse_outside(args[-1][0])
        return method(self, *args)

    return guarded


def _guarded_lookup(method: Any) -> Any:
    def guarded(host: Any, *args: Any, **kwargs: Any) -> Any:
        _refuse_outside(host)
        return method(host, *args, **kwargs)

    return guarded


def _refuse_outside(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return
    try:
        is_here = ip_address(name).is_loopback or ip_address(name).is_unspecified
    except ValueError:
        is_here = False
    if not is_here:
        raise OutsideReached(f"tests reach only this machine, not {name}")
