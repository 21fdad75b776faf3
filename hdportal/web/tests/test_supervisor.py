import sys
import time
from collections.abc import Iterator

import pytest

from hdportal.web.running.stopping import StopRequest
from hdportal.web.running.supervisor import Child, stop_all, supervise

STAYS = [sys.executable, "-c", "import time; time.sleep(60)"]
FAILS = [sys.executable, "-c", "raise SystemExit(3)"]
DEAF = [
    *(sys.executable, "-c"),
    "import signal, sys, time; signal.signal(15, signal.SIG_IGN);"
    "print('up', flush=True); time.sleep(60)",
]


@pytest.fixture
def child() -> Iterator[Child]:
    child = Child("test", STAYS)
    yield child
    stop_all([child], grace_seconds=0)


def test_a_child_that_dies_is_started_again_after_a_growing_pause(child):
    child.command = FAILS
    pauses = []

    for _unused in range(3):
        child.look_after(child.start_at)
        child.process.wait(10)
        now = time.monotonic()
        child.look_after(now)
        pauses.append(child.start_at - now)

    assert pauses == [0.5, 1.0, 2.0]


def test_the_pause_has_an_end(child):
    child.pause_seconds = 30
    child.command = FAILS
    child.look_after(0)
    child.process.wait(10)

    child.look_after(time.monotonic())

    assert child.pause_seconds == 30


def test_a_child_that_lived_long_comes_back_soon(child):
    child.command, child.pause_seconds = FAILS, 30
    child.look_after(0)
    child.process.wait(10)
    now = child.started_at + 61

    child.look_after(now)

    assert child.start_at == now + 0.5


def test_a_stop_ends_every_child(child):
    stop = StopRequest()

    def on_turn() -> None:
        stop.is_set = True

    supervise([child], stop, on_turn)

    assert child.process.returncode == -15


def test_a_child_that_does_not_listen_is_killed(child, capfd):
    child.command = DEAF
    child.start()
    while "up" not in capfd.readouterr().out:
        time.sleep(0.05)

    stop_all([child], grace_seconds=0.2)

    assert child.process.returncode == -9
