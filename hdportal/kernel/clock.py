"""What time it is; asked only by actions and entry points."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """Return the current moment, aware, in UTC."""
    return _standing.get() or datetime.now(UTC)


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
