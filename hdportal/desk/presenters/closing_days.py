"""What a caller should know of the closing days before writing."""

from hdportal.kernel import clock
from hdportal.schedules.presenters.now import eve_words, local_day
from hdportal.schedules.queries import desk_calendar


def eve_today() -> str:
    """Return that the desk is closed from tomorrow on, "" where it is not."""
    calendar = desk_calendar()
    return eve_words(calendar, local_day(calendar, clock.now()))
