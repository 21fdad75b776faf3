"""Servers of the measurement, started as `hdportal serve` starts its web server."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.load import Target, WrongAnswer, fetch
from bench.machine import cpu_seconds, family, free_port
from hdportal.web.running.lifeline import die_with_parent

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
STOP_SECONDS = 15


@dataclass
class Server:
    """One running server and where it listens."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def cpu_seconds(self) -> float:
        """Return the processor time of the server and its children so far."""
        return cpu_seconds(family(self.process.pid))


@contextmanager
def web_server(
    name: str,
    environment: dict[str, str],
    *,
    folder: Path,
    core: int | None = None,
    workers: int = 1,
    application: str = "hdportal.config.wsgi:application",
    ready: tuple[str, int] = ("/healthz", 200),
) -> Iterator[Server]:
    """Serve an application until the block ends; `core` pins it to one core.

    `ready` is an address and the status with which it answers once all is well.
    """
    port = free_port()
    command = [sys.executable, "-m", "hdportal.web.running.webserver"]
    command += [application, "127.0.0.1", str(port), str(workers)]
    if core is not None:
        command = ["taskset", "-c", str(core), *command]
    with running(command, environment, folder / f"{name}.log", port) as server:
        wait_until_ready(server, *ready)
        yield server


@contextmanager
def running(
    command: list[str], environment: dict[str, str], log: Path, port: int
) -> Iterator[Server]:
    """Run a server until the block ends; it never outlives this process."""
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**clean_environment(), **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            preexec_fn=partial(die_with_parent, os.getpid()),
        )
    try:
        yield Server(process, port, log)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOP_SECONDS)


def clean_environment() -> dict[str, str]:
    """Return our environment without settings of a portal or of a test run."""
    strange = ("HDPORTAL_", "PYTEST", "DJANGO_SETTINGS_MODULE")
    return {k: v for k, v in os.environ.items() if not k.startswith(strange)}


def wait_until_ready(server: Server, path: str, status: int = 200) -> None:
    """Return once `path` answers with `status`.

    Raises:
        SystemExit: the server ended, or does not answer in time.
    """
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.process.poll() is None:
        try:
            fetch(Target(server.port, path, status=status))
        except (OSError, WrongAnswer):
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"A server did not start:\n{server.log.read_text()[-2000:]}")
