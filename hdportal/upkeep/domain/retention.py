"""Which scheduled backups are kept: some days, some weeks, some months."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Retention:
    """How many days, weeks and months back there is a backup of each."""

    days: int = 7
    weeks: int = 4
    months: int = 12


STANDARD = Retention()

_NAME = "scheduled-%Y-%m-%dT%H%M%SZ.hdbackup"


def name_at(moment: datetime) -> str:
    """Return the name of the scheduled backup of `moment`.

    >>> name_at(datetime(2026, 11, 24, 2, 15, tzinfo=UTC))
    'scheduled-2026-11-24T021500Z.hdbackup'
    """
    return moment.astimezone(UTC).strftime(_NAME)


def moment_of(name: str) -> datetime | None:
    """Return when the scheduled backup `name` was made; None for any other file.

    >>> moment_of("scheduled-2026-11-24T021500Z.hdbackup").day
    24
    >>> moment_of("before-the-move.hdbackup") is None
    True
    """
    try:
        moment = datetime.strptime(name, _NAME).replace(tzinfo=UTC)
    except ValueError:
        return None
    # strptime also takes numbers without their zeros: such a name is not ours.
    return moment if name_at(moment) == name else None


def to_keep(
    moments: Iterable[datetime], retention: Retention = STANDARD
) -> set[datetime]:
    """Return which backups stay: the newest of each of the last days, weeks, months.

    Only days, weeks (Monday to Sunday) and months that have a backup count, in UTC:
    after a silent summer the older ones are still there. The newest always stays.
    """
    newest_first = sorted(moments, reverse=True)
    kept = set(newest_first[:1])
    kept |= _newest_of_each(newest_first, _day, retention.days)
    kept |= _newest_of_each(newest_first, _week, retention.weeks)
    return kept | _newest_of_each(newest_first, _month, retention.months)


def _newest_of_each(
    newest_first: list[datetime], period: Callable[[datetime], object], count: int
) -> set[datetime]:
    found: dict[object, datetime] = {}
    for moment in newest_first:
        found.setdefault(period(moment.astimezone(UTC)), moment)
    return set(list(found.values())[:count])


def _day(moment: datetime) -> object:
    return moment.date()


def _week(moment: datetime) -> object:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> object:
    return moment.year, moment.month
