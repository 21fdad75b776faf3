"""One value of one row as plain JSON, the same from every database."""

from base64 import b64encode
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID


def to_plain(value: Any) -> Any:
    """Return `value` as JSON can hold it; what JSON can hold already stays.

    Moments are written in UTC with six digits, bytes in Base64, the rest as text.

    >>> to_plain(datetime(2026, 11, 24, 10, 20, tzinfo=UTC))
    '2026-11-24T10:20:00.000000Z'
    >>> to_plain(b"ab"), to_plain(Decimal("1.50")), to_plain(None)
    ('YWI=', '1.50', None)

    Raises:
        TypeError: there is no agreed form for such a value.
    """
    match value:
        case None | bool() | int() | float() | str() | list() | dict():
            return value
        case datetime():
            return _moment(value)
        case date() | time():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
        case bytes() | memoryview():
            return b64encode(bytes(value)).decode("ascii")
        case timedelta():
            return _duration(value)
    raise TypeError(f"a backup has no form for {type(value).__name__}")


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        return value.isoformat(timespec="microseconds")
    text = value.astimezone(UTC).isoformat(timespec="microseconds")
    return text.replace("+00:00", "Z")


def _duration(value: timedelta) -> str:
    # "3 04:05:06.000007", which Django reads; days may be negative, the rest is not.
    hours, rest = divmod(value.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    clock = f"{hours:02}:{minutes:02}:{seconds:02}.{value.microseconds:06}"
    return f"{value.days} {clock}"
