"""A few rows that many pages need and that seldom change, kept by this process."""

from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")

_every: list["Remembered"] = []


class Remembered(Generic[T]):
    """What `read` gives, asked again when it is older than `SECONDS`.

    Another process that changes it is noticed by then; whoever changes it here calls
    `forget`. Threads may read it twice at once, which does no harm.
    """

    SECONDS = 5.0

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._kept: tuple[float, T] | None = None
        _every.append(self)

    def __call__(self) -> T:
        """Return it as it was some seconds ago at most."""
        kept, now = self._kept, monotonic()
        if kept is None or now - kept[0] > self.SECONDS:
            self._kept = kept = (now, self._read())
        return kept[1]

    def forget(self) -> None:
        """Ask anew next time."""
        self._kept = None


def forget_everything() -> None:
    """Ask for everything anew: the database is another one, as after each test."""
    for one in _every:
        one.forget()
