"""Hours for tests of clocks: Monday to Friday, 9 to 12 and 13 to 17 in Brussels."""

from datetime import date, datetime
from itertools import chain

from hdportal.kernel.clock import BRUSSELS
from hdportal.schedules.domain.calendar import Calendar, Edition
from hdportal.schedules.domain.support_hours import SupportHours
from hdportal.schedules.domain.week import Window

WINDOWS = (Window(9 * 60, 12 * 60), Window(13 * 60, 17 * 60))
WEEK = tuple(chain([WINDOWS] * 5, [()] * 2))
EDITION = Edition(date(2020, 1, 1), WEEK)
OFFICE_HOURS = SupportHours(Calendar("Europe/Brussels", (EDITION,)))
# Known from a day on only.
LATER_HOURS = SupportHours(
    Calendar("Europe/Brussels", (Edition(date(2026, 11, 26), WEEK),))
)


def at(text: str) -> datetime:
    """Return a moment in November 2026 in Brussels: "24 18:20" is a Tuesday evening."""
    return datetime.strptime(f"2026-11-{text}", "%Y-%m-%d %H:%M").replace(
        tzinfo=BRUSSELS
    )
