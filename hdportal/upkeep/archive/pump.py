"""Run something that reads or writes a stream, beside us, over a pipe.

The encryption library pulls from one stream and pushes into another by itself, while
a backup is written and read piece by piece: a thread and a pipe join the two, and no
plain text ever lies on disk.
"""

import os
import threading
from collections.abc import Callable
from typing import IO

BUFFER_BYTES = 1 << 20


class Pump:
    """A thread that works on one end of a pipe; we hold the other, `stream`.

    With `we_write` the thread reads what we write, otherwise the other way round.
    """

    def __init__(self, work: Callable[[IO[bytes]], None], *, we_write: bool) -> None:
        reading, writing = os.pipe()
        mine, theirs = (writing, reading) if we_write else (reading, writing)
        modes = ("wb", "rb") if we_write else ("rb", "wb")
        self.stream: IO[bytes] = os.fdopen(mine, modes[0], BUFFER_BYTES)
        self._theirs: IO[bytes] = os.fdopen(theirs, modes[1], BUFFER_BYTES)
        self._work = work
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def finish(self) -> Exception | None:
        """Close our end, wait for the thread and return what went wrong in it."""
        try:
            self.stream.close()
        except BrokenPipeError as error:
            # The thread stopped before us, and knows why.
            self._error = self._error or error
        self._thread.join()
        return self._error

    def _run(self) -> None:
        try:
            self._work(self._theirs)
            self._theirs.close()
        # Whatever it is belongs to the thread that waits for us.
        except Exception as error:  # noqa: BLE001
            self._error = error
        finally:
            # Closed without flushing into a pipe that nobody reads any more.
            try:
                self._theirs.close()
            except OSError as error:
                self._error = self._error or error
