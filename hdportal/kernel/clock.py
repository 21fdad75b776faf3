"""What time it is; asked only by actions and entry points.

The clock of the demo can be moved: it then runs on from another moment. Sessions, rate
limits, the age of files and what belongs to the machine keep to `real_now`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


@dataclass
class _Moved:
    ahead: timedelta = timedelta()


_moved = _Moved()


def now() -> datetime:
    """Return the current moment of the portal, aware, in UTC."""
    return _standing.get() or datetime.now(UTC) + _moved.ahead


def real_now() -> datetime:
    """Return the moment that the machine's clock shows, in UTC."""
    return datetime.now(UTC)


def move(ahead: timedelta) -> None:
    """Let the clock of this process run that far ahead of real time (or behind)."""
    _moved.ahead = ahead


def is_moved() -> bool:
    """Return whether the clock of this process runs ahead of real time or behind."""
    return bool(_moved.ahead)


def read_moment(text: str) -> datetime:
    """Return a moment as a person types it: in Brussels, unless it has an offset.

    >>> read_moment("2026-12-24T16:55")
    datetime.datetime(2026, 12, 24, 15, 55, tzinfo=datetime.timezone.utc)

    Raises:
        ValueError: the text is no date, with or without a time.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=BRUSSELS)
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error


def today() -> date:
    """Return the current date in Brussels, where the desk is."""
    return now().astimezone(BRUSSELS).date()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment`, for the demo organisation and for tests."""
    token = _standing.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _standing.reset(token)
