"""Work that the worker does by the clock; apps register theirs when they start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EACH_POLL = timedelta(0)
DAILY = timedelta(days=1)


@dataclass(frozen=True)
class Job:
    """Something to run every so often.

    With `EACH_POLL` it runs at every turn of every worker and must itself keep two
    workers apart; otherwise it runs once per period, in one worker. `run` returns how
    much it did: a worker that did something looks again at once.
    """

    name: str
    every: timedelta
    run: Callable[[], object]

    def slot(self, moment: datetime) -> int:
        """Return the number of the period that `moment` lies in.

        >>> daily = Job("sweep", DAILY, lambda: None)
        >>> daily.slot(datetime(1970, 1, 3, 12, tzinfo=UTC))
        2
        """
        return int(moment.astimezone(UTC).timestamp() // self.every.total_seconds())


_registered: dict[str, Job] = {}


def register(job: Job) -> None:
    """Add `job`; call this from an app's `ready()`.

    Raises:
        ValueError: another job has this name.
    """
    if job.name in _registered:
        raise ValueError(f"there are two jobs named {job.name!r}")
    _registered[job.name] = job


def registered() -> list[Job]:
    """Return every job, in the order in which they were registered."""
    return list(_registered.values())
