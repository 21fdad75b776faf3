"""Somebody who kills processes of a portal while others work with it."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from random import Random
from threading import Event, Thread

from hdportal.web.tests.running_portal import command_of, descendants

# The supervisor waits twice as long after each death of its own children, so most
# deaths are those of web processes, which come back at once.
ORDER = [*["web"] * 3, "worker", *["web"] * 3, "server", *["web"] * 2]
LOOK_SECONDS = 0.01


@dataclass
class Killer:
    """Kills one process each time that `progress` went on by a few.

    Counting by progress keeps faults and work in proportion on any machine.
    """

    supervisor: int
    progress: Callable[[], int]
    dice: Random
    between: tuple[int, int]
    killed: Counter[str] = field(default_factory=Counter)
    is_over: Event = field(default_factory=Event)

    def work(self) -> None:
        """Go on until told that it is over."""
        due, planned = self.dice.randint(*self.between), cycle(ORDER)
        while not self.is_over.wait(LOOK_SECONDS):
            if self.progress() >= due:
                time.sleep(self.dice.uniform(0, 0.2))
                if self._kill(next(planned)):
                    due = self.progress() + self.dice.randint(*self.between)

    def _kill(self, what: str) -> bool:
        if (pid := self._victim(what)) is None:
            return False
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            self.killed[what] += 1
        return True

    def _victim(self, what: str) -> int | None:
        if what == "worker":
            return first([p for p in self._children if "worker" in command_of(p)])
        servers = [p for p in self._children if "webserver" in command_of(p)]
        if what == "server" or not servers:
            return first(servers)
        # The oldest: the web server gives up on one that dies again and again.
        return first(sorted(web_processes(servers[0]), key=started_at))

    @property
    def _children(self) -> list[int]:
        return descendants(self.supervisor)


def first(pids: list[int]) -> int | None:
    """Return the first of them, None when there is none."""
    return pids[0] if pids else None


def web_processes(server: int) -> list[int]:
    """Return the processes that answer requests."""
    return [p for p in descendants(server) if "resource_tracker" not in command_of(p)]


def started_at(pid: int) -> int:
    """Return when a process started, in ticks; 0 when it is gone."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return int(stat.read().rpartition(")")[2].split()[19])
    except OSError:
        return 0


@contextmanager
def killing(killer: Killer) -> Iterator[Killer]:
    """Let `killer` work until the block ends."""
    thread = Thread(target=killer.work)
    thread.start()
    try:
        yield killer
    finally:
        killer.is_over.set()
        thread.join(10)
