"""The opening hours of a week: several windows a day, none across midnight."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_

MINUTES_OF_DAY = 24 * 60
DAYS = 7

_WINDOW = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})")


@dataclass(frozen=True, order=True)
class Window:
    """From `opens` up to `closes`, in minutes of the local day (0 to 1440)."""

    opens: int
    closes: int


Windows = tuple[Window, ...]
Week = tuple[Windows, ...]
"""Seven days, Monday first; each day's windows in order."""


class Fault(StrEnum):
    """What can be wrong with the windows of a day or a week."""

    EMPTY = "empty"
    INVERTED = "inverted"
    PAST_MIDNIGHT = "past_midnight"
    OVERLAP = "overlap"
    TOUCH = "touch"
    NEVER_OPEN = "never_open"


_SENTENCES = {
    Fault.EMPTY: N_("%(window)s is empty: let it end later than it begins."),
    Fault.INVERTED: N_(
        "%(window)s ends before it begins. "
        "To go past midnight, end it at 24:00 and begin the next day at 00:00."
    ),
    Fault.PAST_MIDNIGHT: N_(
        "%(window)s goes past midnight: "
        "end it at 24:00 and begin the next day at 00:00."
    ),
    Fault.OVERLAP: N_(
        "%(window)s and %(other)s overlap: let one end before the other."
    ),
    Fault.TOUCH: N_("%(window)s and %(other)s touch: join them."),
    Fault.NEVER_OPEN: N_("Enter at least one opening hour in the week."),
}


class WrongHours(DomainError):
    """A text is no list of windows; `text` is the part that is not understood."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            N_("%(text)s is not understood: write it as 09:00-12:00, 13:00-17:00."),
            text=text,
        )


class WrongWeek(DomainError):
    """The windows cannot be used; `weekday` is 0 (Monday) to 6, None for the week."""

    def __init__(self, fault: Fault, weekday: int | None, *windows: Window) -> None:
        self.fault = fault
        self.weekday = weekday
        texts = [say_windows([window]) for window in windows]
        facts = dict(zip(("window", "other"), texts, strict=False))
        super().__init__(_SENTENCES[fault], **facts)


def checked_week(days: Sequence[Sequence[Window]]) -> Week:
    """Return the week with each day's windows in order.

    Raises:
        WrongWeek: the windows of a day cannot be used, or no day has any.
    """
    if len(days) != DAYS:
        raise ValueError(f"A week has {DAYS} days, not {len(days)}.")
    week = tuple(checked_day(day, weekday) for weekday, day in enumerate(days))
    if not any(week):
        raise WrongWeek(Fault.NEVER_OPEN, None)
    return week


def checked_day(windows: Sequence[Window], weekday: int) -> Windows:
    """Return the windows of one day in order; none at all is a closed day.

    Raises:
        WrongWeek: a window is empty, inverted or past midnight, or two of them
            overlap or touch.
    """
    for window in windows:
        if (fault := _fault_of(window)) is not None:
            raise WrongWeek(fault, weekday, window)
    in_order = tuple(sorted(windows))
    for one, other in pairwise(in_order):
        if other.opens < one.closes:
            raise WrongWeek(Fault.OVERLAP, weekday, one, other)
        if other.opens == one.closes:
            raise WrongWeek(Fault.TOUCH, weekday, one, other)
    return in_order


def _fault_of(window: Window) -> Fault | None:
    if window.closes == window.opens:
        return Fault.EMPTY
    if window.closes < window.opens:
        return Fault.INVERTED
    if window.opens < 0 or window.closes > MINUTES_OF_DAY:
        return Fault.PAST_MIDNIGHT
    return None


def read_windows(text: str) -> Windows:
    """Return the windows a person typed; nothing typed means closed.

    >>> read_windows("09:00-12:00, 13:00-17:00")
    (Window(opens=540, closes=720), Window(opens=780, closes=1020))

    Raises:
        WrongHours: a part is no window of two times of the day.
    """
    parts = [part.strip() for part in re.split(r"[,;\n]", text)]
    return tuple(_read_window(part) for part in parts if part)


def _read_window(part: str) -> Window:
    found = _WINDOW.fullmatch(part)
    if found is None:
        raise WrongHours(part)
    opens_hour, opens_minute, closes_hour, closes_minute = map(int, found.groups())
    window = Window(
        opens=opens_hour * 60 + opens_minute, closes=closes_hour * 60 + closes_minute
    )
    is_time = opens_minute < 60 and closes_minute < 60
    if not is_time or max(window.opens, window.closes) > MINUTES_OF_DAY:
        raise WrongHours(part)
    return window


def say_windows(windows: Sequence[Window]) -> str:
    """Return the windows as `read_windows` reads them; closed is an empty text.

    >>> say_windows([Window(540, 720), Window(780, 1440)])
    '09:00-12:00, 13:00-24:00'
    """
    return ", ".join(
        f"{say_minute(window.opens)}-{say_minute(window.closes)}" for window in windows
    )


def say_minute(minute: int) -> str:
    """Return a minute of the day as a clock shows it; the day ends at 24:00.

    >>> say_minute(545)
    '09:05'
    """
    return f"{minute // 60:02d}:{minute % 60:02d}"


def minutes_of(week: Week) -> int:
    """Return how many minutes of support time an ordinary week has."""
    return sum(window.closes - window.opens for day in week for window in day)


def common_part(some: Windows, others: Windows) -> Windows:
    """Return the windows in which both are open.

    >>> common_part((Window(540, 720), Window(780, 1020)), (Window(600, 900),))
    (Window(opens=600, closes=720), Window(opens=780, closes=900))
    """
    both = (
        Window(max(one.opens, other.opens), min(one.closes, other.closes))
        for one in some
        for other in others
    )
    return tuple(sorted(window for window in both if window.opens < window.closes))
