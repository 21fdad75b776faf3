"""The targets: how much support time there is for an answer, and for a solution."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from hdportal.desk.domain.priority import PRIORITY_LABELS
from hdportal.desk.domain.sla import Measure, Target
from hdportal.desk.domain.time_worked import read_minutes, show_minutes
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_

# A year of support time: 52 weeks of five days of eight hours.
MOST_MINUTES = 52 * 5 * 8 * 60
# Before there was any incident: what comes with the portal holds for older ones too.
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)

Place = tuple[Measure, int]
Minutes = Mapping[Place, int | None]

PLACES: tuple[Place, ...] = tuple(
    (measure, priority) for priority in PRIORITY_LABELS for measure in Measure
)

# The sources leave the targets open; these are for a start, until they are confirmed.
STOCK: Mapping[Place, int] = {
    **dict(
        zip(
            [(Measure.RESPONSE, priority) for priority in PRIORITY_LABELS],
            (30, 60, 240, 480, 960),
            strict=True,
        )
    ),
    **dict(
        zip(
            [(Measure.RESOLUTION, priority) for priority in PRIORITY_LABELS],
            (240, 480, 1440, 2400, 4800),
            strict=True,
        )
    ),
}


class WrongTargets(DomainError):
    """Some targets cannot be; `places` are these."""

    def __init__(self, places: list[Place]) -> None:
        self.places = places
        sentence = N_("Enter a time from one minute to %(most)s hours of support.")
        super().__init__(sentence, most=MOST_MINUTES // 60)


@dataclass(frozen=True)
class Definition:
    """One target as it was set; `project` is a key, "" for all projects.

    It counts from `since` up to `until`, None while it is in force.
    """

    key: int
    measure: Measure
    priority: int
    project: str
    minutes: int
    since: datetime
    until: datetime | None = None

    def counts_at(self, at: datetime) -> bool:
        """Return whether it is in force at a moment."""
        return self.since <= at and (self.until is None or at < self.until)


class Targets:
    """Every target that was ever set; `revision` is higher after each change."""

    def __init__(self, definitions: Iterable[Definition] = ()) -> None:
        self._by_place: dict[tuple[Measure, int, str], list[Definition]] = {}
        self.revision = 0
        moments = set()
        for one in definitions:
            place = one.measure, one.priority, one.project
            self._by_place.setdefault(place, []).append(one)
            self.revision += 1 if one.until is None else 2
            moments |= {one.since, one.until}
        # When any of them changed, in order.
        self.moments = sorted(moment for moment in moments if moment)

    def of(
        self, measure: Measure, priority: int, project: str, at: datetime
    ) -> Target | None:
        """Return what counts at a moment: the project's own target before the general.

        None: nothing is promised.
        """
        for key in dict.fromkeys((project, "")):
            for one in self._by_place.get((measure, priority, key), ()):
                if one.counts_at(at):
                    return Target(one.key, one.minutes * 60)
        return None


def require_possible(wanted: Minutes) -> None:
    """Refuse targets of nothing, and those beyond a year of support time.

    Raises:
        WrongTargets: some are.
    """
    wrong = [
        place
        for place, minutes in wanted.items()
        if minutes is not None and not 1 <= minutes <= MOST_MINUTES
    ]
    if wrong:
        raise WrongTargets(wrong)


def read_target(text: str) -> int | None:
    """Return the minutes that somebody typed, None for nothing.

    0, which no target can be, is also what cannot be read.

    >>> [read_target(text) for text in ("30", "4 h", "120 h", "", "soon", "-1")]
    [30, 240, 7200, None, 0, 0]
    """
    words = text.strip()
    if not words:
        return None
    number, _space, unit = words.partition(" ")
    if number.isascii() and number.isdigit() and len(number) < 6:
        # More than the two digits that the hours of a day have.
        if unit.strip().lower() in {"h", "hours", "uur", "heures"}:
            return int(number) * 60
        if not unit.strip():
            return int(number)
    return read_minutes(words) or 0


def show_target(minutes: int | None) -> str:
    """Return minutes as hours and minutes, which can be typed as well.

    >>> show_target(30), show_target(240), show_target(4800), show_target(None)
    ('30 min', '4 h', '80 h', '')
    """
    if minutes is None:
        return ""
    if minutes < 60:
        return f"{minutes} min"
    return show_minutes(minutes) if minutes % 60 else f"{minutes // 60} h"


def as_text(minutes: Minutes) -> str:
    """Return the targets as a form carries them, to see whether others changed them.

    >>> as_text({(Measure.RESPONSE, 1): 30})
    '30,,,,,,,,,'
    """
    numbers = (minutes.get(place) for place in PLACES)
    return ",".join("" if number is None else str(number) for number in numbers)
