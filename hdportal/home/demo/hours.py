"""The hours of the demo desk: invented, and marked so wherever they are shown."""

from datetime import date

from hdportal.schedules.actions import hours
from hdportal.schedules.actions.hours import HoursWanted
from hdportal.schedules.domain.week import read_windows
from hdportal.schedules.models import CalendarEdition
from hdportal.schedules.presenters.now import DEMO_NOTE
from hdportal.schedules.queries import DESK

# Long before the oldest demo incident.
SINCE = date(2020, 1, 1)
WORKED = read_windows("09:00-12:00, 13:00-17:00")


def enter_hours() -> None:
    """Enter the demo hours, unless somebody has entered others."""
    if CalendarEdition.objects.filter(calendar__key=DESK).exists():
        return
    week = (*[WORKED] * 5, (), ())
    wanted = HoursWanted(SINCE, week, DEMO_NOTE)
    hours.enter(key=DESK, wanted=wanted, by=None)
