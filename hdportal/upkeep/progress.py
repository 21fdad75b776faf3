"""Tell how far long work is, not more than once a second."""

import time
from collections.abc import Callable

Say = Callable[[str], None]


class Progress:
    """Says lines to somebody; `silent()` says them to nobody."""

    def __init__(self, say: Say, every_seconds: float = 1.0) -> None:
        self._say = say
        self._every = every_seconds
        self._said_at = time.monotonic()

    def now(self, line: str) -> None:
        """Say `line`."""
        self._said_at = time.monotonic()
        self._say(line)

    def sometimes(self, line: str) -> None:
        """Say `line`, unless something was said just now."""
        if time.monotonic() - self._said_at >= self._every:
            self.now(line)


def silent() -> Progress:
    """Return a progress that nobody hears."""
    return Progress(lambda _line: None)
