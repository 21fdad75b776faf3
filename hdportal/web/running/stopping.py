"""Stop on SIGTERM or Ctrl-C at the next safe point."""

import signal
import time
from types import FrameType

SLICE_SECONDS = 0.1


class Stopped(BaseException):
    """The time to stop politely is over; raised in the midst of blocking work."""


class StopRequest:
    """Set by a signal, asked by a loop.

    With `patience_seconds`, work that still blocks that long after the signal is
    interrupted by `Stopped`.
    """

    def __init__(self, patience_seconds: float = 0) -> None:
        self.is_set = False
        self._patience_seconds = patience_seconds

    def listen(self) -> None:
        """Take over SIGTERM and SIGINT of this process."""
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)

    def wait(self, seconds: float) -> None:
        """Sleep for `seconds`, or until asked to stop."""
        # In slices: a lock or Event cannot safely be set from a signal handler.
        end = time.monotonic() + seconds
        while not self.is_set and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, SLICE_SECONDS))

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.is_set = True
        if self._patience_seconds:
            signal.signal(signal.SIGALRM, _interrupt)
            signal.setitimer(signal.ITIMER_REAL, self._patience_seconds)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise Stopped
