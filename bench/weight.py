"""What the portal weighs: memory when idle, bytes of the first pages."""

import re
import sys
import time
from collections.abc import Iterator
from typing import Any

from bench import datasets
from bench.databases import Database
from bench.load import Target, fetch
from bench.machine import family, free_port, memory_bytes
from bench.servers import Server, running, wait_until_ready

WORKERS = 2
SETTLE_SECONDS = 3
SIGNED_IN = ("my incidents", "desk, most pressing first", "ticket")
STATIC = re.compile(r'(?:href|src)="(/static/[^"#]+)')


def measure(database: Database, size: int) -> Iterator[dict[str, Any]]:
    """Yield the memory of `hdportal serve` and the bytes of first visits."""
    portal = datasets.portal(database, size)
    port = free_port()
    command = [sys.executable, "-m", "hdportal.config", "serve", "--port", str(port)]
    command += ["--workers", str(WORKERS)]
    log = datasets.cache_folder() / "serve.log"
    visits = {visit["page"]: visit for visit in portal.visits("pages")}
    with running(command, portal.environment, log, port) as server:
        wait_until_ready(server, "/healthz")
        pages = {
            "sign-in": Target(port, "/accounts/login/"),
            "public home": Target(port, "/"),
            **{page: _visited(port, visits[page]) for page in SIGNED_IN},
        }
        lines = [_bytes(name, target) for name, target in pages.items()]
        time.sleep(SETTLE_SECONDS)
        yield _memory(server)
    yield from lines


def _visited(port: int, visit: dict[str, Any]) -> Target:
    return Target(port, visit["path"], {"Cookie": visit["cookie"]})


def _memory(server: Server) -> dict[str, Any]:
    processes = family(server.process.pid)
    return {
        "what": "memory",
        "workers": WORKERS,
        "processes": len(processes),
        "megabytes": round(memory_bytes(processes) / 1e6),
    }


def _bytes(name: str, page: Target) -> dict[str, Any]:
    headers = {**page.headers, "Accept-Encoding": "gzip, br"}
    _response, body = fetch(Target(page.port, page.path, headers))
    files = sorted(set(STATIC.findall(body.decode())))
    sizes = [len(fetch(Target(page.port, path, headers))[1]) for path in files]
    return {
        "what": "bytes",
        "page": name,
        "page_bytes": len(body),
        "files": len(files),
        "files_bytes": sum(sizes),
        "first_visit_bytes": len(body) + sum(sizes),
    }
