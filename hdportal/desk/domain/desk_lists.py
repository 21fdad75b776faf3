"""Which incidents a list of the desk holds and in which order, as its address says."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlencode

from hdportal.desk.domain.incident import OPEN_STATES, State

# What can be worked on, and with it what has to wait.
TO_DO, OPEN = "", "open"
TO_DO_STATES = (State.NEW, State.WORK_IN_PROGRESS)
ME, NOBODY = "me", "nobody"
PRIORITIES = ("1", "2", "3", "4", "5")
# About to breach: due so soon, or late.
SOON = "soon"
SOON_IS_WITHIN = timedelta(hours=4)


class Sort(StrEnum):
    """In which order a list runs."""

    # By priority, the oldest of each first.
    PRESSING = "pressing"
    # What is due first; only what is due at all.
    DUE = "due"
    # Newest change first.
    CHANGED = "changed"
    # Oldest first.
    AGE = "age"


@dataclass(frozen=True)
class DeskList:
    """What a list is asked for; "" leaves that choice open.

    `state` is TO_DO, OPEN or one of the states, `person` is ME, NOBODY or somebody's
    key, `due` is SOON.
    """

    state: str = TO_DO
    group: str = ""
    person: str = ""
    priority: str = ""
    due: str = ""
    sort: Sort = Sort.PRESSING

    @property
    def is_open(self) -> bool:
        """Whether it holds open incidents only."""
        return _is_open(self.state)

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the state narrows it, or its order is not the usual."""
        return replace(self, state=TO_DO, sort=Sort.PRESSING) != DeskList() or (
            self.sort is not self.sorts[0]
        )

    @property
    def sorts(self) -> tuple[Sort, ...]:
        """The orders that it is offered in, the usual one first."""
        # What is due soon is few, and wanted by nothing but when.
        return (Sort.DUE,) if self.due else sorts_of(self.state)

    @property
    def as_usual(self) -> "DeskList":
        """The same list in its usual order."""
        return replace(self, sort=self.sorts[0])

    @property
    def query(self) -> str:
        """The list as the query of an address, without what is usual."""
        wanted = {
            "state": self.state,
            "group": self.group,
            "person": self.person,
            "priority": self.priority,
            "due": self.due,
            "sort": "" if self.sort is self.sorts[0] else str(self.sort),
        }
        return urlencode({name: value for name, value in wanted.items() if value})


def sorts_of(state: str) -> tuple[Sort, ...]:
    """Return the orders that a list is offered in, the usual one first.

    Open ones are a queue: whoever opens it wants what presses most. Those that are
    done are looked up, and what ended last is looked for most; there are too many of
    them for more than one order.
    """
    if may_be_due(state):
        return (Sort.PRESSING, Sort.DUE, Sort.CHANGED, Sort.AGE)
    if _is_open(state):
        return (Sort.PRESSING, Sort.CHANGED, Sort.AGE)
    return (Sort.CHANGED,)


def may_be_due(state: str) -> bool:
    """Return whether clocks run in such a list: on hold they stand still.

    >>> may_be_due(State.NEW), may_be_due(State.ON_HOLD), may_be_due(State.CLOSED)
    (True, False, False)
    """
    return _is_open(state) and state != State.ON_HOLD


def _is_open(state: str) -> bool:
    return state in (TO_DO, OPEN, *OPEN_STATES)


def asked_list(
    given: Mapping[str, str], *, groups: Collection[str], people: Collection[str]
) -> tuple[DeskList, list[str]]:
    """Return the list that an address asks for, and the names of what it misspelt.

    What is unknown counts as not given.
    """
    known: dict[str, Collection[str]] = {
        "state": (OPEN, *State),
        "group": groups,
        "person": (ME, NOBODY, *people),
        "priority": PRIORITIES,
        "due": (SOON,),
        "sort": tuple(Sort),
    }
    wanted = {name: given.get(name, "") for name in known}
    unknown = [
        name for name, value in wanted.items() if value not in ("", *known[name])
    ]
    wanted |= dict.fromkeys(unknown, "")
    sort = wanted.pop("sort")
    if not may_be_due(wanted["state"]):
        wanted["due"] = ""
    asked = DeskList(**wanted, sort=Sort.PRESSING).as_usual
    return replace(asked, sort=Sort(sort)) if sort in asked.sorts else asked, unknown
