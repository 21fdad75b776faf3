"""The web server process: granian with one child per core.

Run by the supervisor as `python -m hdportal.web.running.webserver`. Django is loaded
in the children only.
"""

import multiprocessing
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from hdportal.web.running.lifeline import die_with_parent

# Four, so that a slow upload does not stop the site.
THREADS = 4
# Each thread keeps its own database connection. That of a thread which ended stays open
# until the garbage is collected, so threads live as long as granian allows.
IDLE_SECONDS = 600
KILL_AFTER_SECONDS = 6


def main(words: list[str]) -> None:
    """Serve `target` on `host` and `port` with so many processes."""
    target, host, port, workers = words
    Granian(
        target,
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=IDLE_SECONDS,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_AFTER_SECONDS,
    ).serve(target_loader=load_in_child)


def load_in_child(target: str) -> Callable[..., Any]:
    """Return the application; the process ends when the web server's main one does."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        die_with_parent(parent.pid)
    module, _, name = target.partition(":")
    application: Callable[..., Any] = getattr(import_module(module), name)
    return application


if __name__ == "__main__":
    main(sys.argv[1:])
