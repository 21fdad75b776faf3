"""Keep child processes alive, and take them down together."""

import logging
import os
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from hdportal.web.running.lifeline import die_with_parent
from hdportal.web.running.stopping import StopRequest

logger = logging.getLogger("hdportal.serve")

LOOK_SECONDS = 0.2
GRACE_SECONDS = 10.0
SHORTEST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
# A child that lived this long starts anew with the shortest pause.
HEALTHY_SECONDS = 60.0


@dataclass
class Child:
    """One process that must be there; `command` starts it."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    pause_seconds: float = SHORTEST_PAUSE_SECONDS
    started_at: float = 0.0
    start_at: float = field(default=0.0)

    def start(self) -> None:
        """Start the process, in a session of its own so that Ctrl-C reaches us only."""
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=partial(die_with_parent, os.getpid()),
        )
        self.started_at = time.monotonic()
        logger.info("child.started name=%s pid=%s", self.name, self.process.pid)

    def look_after(self, now: float) -> None:
        """Start the process again when it ended, after a pause that grows."""
        if self.process is None:
            if now >= self.start_at:
                self.start()
        elif (code := self.process.poll()) is not None:
            self._plan_restart(code, now)

    def _plan_restart(self, code: int, now: float) -> None:
        if now - self.started_at >= HEALTHY_SECONDS:
            self.pause_seconds = SHORTEST_PAUSE_SECONDS
        logger.error(
            "child.died name=%s exit_code=%s pause_seconds=%.1f",
            *(self.name, code, self.pause_seconds),
        )
        self.process = None
        self.start_at = now + self.pause_seconds
        self.pause_seconds = min(self.pause_seconds * 2, LONGEST_PAUSE_SECONDS)


def supervise(
    children: list[Child], stop: StopRequest, on_turn: Callable[[], None]
) -> None:
    """Run `children` until asked to stop; `on_turn` is called at every look."""
    try:
        while not stop.is_set:
            for child in children:
                child.look_after(time.monotonic())
            on_turn()
            stop.wait(LOOK_SECONDS)
    finally:
        stop_all(children)


def stop_all(children: Iterable[Child], grace_seconds: float = GRACE_SECONDS) -> None:
    """Ask every child to stop; kill what is still there after the grace."""
    running = [c.process for c in children if c.process and c.process.poll() is None]
    for process in running:
        process.terminate()
    end = time.monotonic() + grace_seconds
    for process in running:
        try:
            process.wait(max(end - time.monotonic(), 0.01))
        except subprocess.TimeoutExpired:
            logger.warning("child.killed pid=%s", process.pid)
            process.kill()
            process.wait()
