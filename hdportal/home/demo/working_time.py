"""Count back from now in the hours in which people work: weekdays, 9 to 17 o'clock."""

from datetime import UTC, datetime, time, timedelta

from hdportal.kernel.clock import BRUSSELS

BEGIN, END = time(9), time(17)
DAY = 8 * 60  # minutes of work


def minutes_before(now: datetime, minutes: int) -> datetime:
    """Return the moment that lies so many minutes of work before `now`.

    >>> monday = datetime(2026, 11, 23, 9, 30, tzinfo=BRUSSELS)
    >>> minutes_before(monday, 60).astimezone(BRUSSELS).isoformat()
    '2026-11-20T16:30:00+01:00'
    """
    moment = _last_worked(now.astimezone(BRUSSELS))
    while True:
        begin = _at(moment, BEGIN)
        today = int((moment - begin).total_seconds()) // 60
        if minutes < today:
            return (moment - timedelta(minutes=minutes)).astimezone(UTC)
        minutes -= today
        moment = _last_worked(begin - timedelta(minutes=1))


def _last_worked(moment: datetime) -> datetime:
    """Return `moment`, or the end of the newest day of work before it."""
    moment = min(moment, _at(moment, END))
    while moment.weekday() >= 5 or moment < _at(moment, BEGIN):
        moment = _at(moment - timedelta(days=1), END)
    return moment


def _at(moment: datetime, clock_time: time) -> datetime:
    return datetime.combine(moment.date(), clock_time, BRUSSELS)
