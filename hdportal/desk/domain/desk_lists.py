"""Which incidents a list of the desk holds and in which order, as its address says."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from hdportal.desk.domain.incident import OPEN_STATES, State

# What can be worked on, and with it what has to wait.
TO_DO, OPEN = "", "open"
TO_DO_STATES = (State.NEW, State.WORK_IN_PROGRESS)
ME, NOBODY = "me", "nobody"
PRIORITIES = ("1", "2", "3", "4", "5")


class Sort(StrEnum):
    """In which order a list runs."""

    # By priority, the oldest of each first.
    PRESSING = "pressing"
    # Newest change first.
    CHANGED = "changed"
    # Oldest first.
    AGE = "age"


@dataclass(frozen=True)
class DeskList:
    """What a list is asked for; "" leaves that choice open.

    `state` is TO_DO, OPEN or one of the states, `person` is ME, NOBODY or somebody's
    key.
    """

    state: str = TO_DO
    group: str = ""
    person: str = ""
    priority: str = ""
    sort: Sort = Sort.PRESSING

    @property
    def is_open(self) -> bool:
        """Whether it holds open incidents only."""
        return _is_open(self.state)

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the state narrows it, or its order is not the usual."""
        return replace(self, state=TO_DO, sort=Sort.PRESSING) != DeskList() or (
            self.sort is not sorts_of(self.state)[0]
        )

    @property
    def query(self) -> str:
        """The list as the query of an address, without what is usual."""
        wanted = {
            "state": self.state,
            "group": self.group,
            "person": self.person,
            "priority": self.priority,
            "sort": "" if self.sort is sorts_of(self.state)[0] else str(self.sort),
        }
        return urlencode({name: value for name, value in wanted.items() if value})


def sorts_of(state: str) -> tuple[Sort, ...]:
    """Return the orders that a list is offered in, the usual one first.

    Open ones are a queue: whoever opens it wants what presses most. Those that are
    done are looked up, and what ended last is looked for most; there are too many of
    them for more than one order.
    """
    if _is_open(state):
        return (Sort.PRESSING, Sort.CHANGED, Sort.AGE)
    return (Sort.CHANGED,)


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
        "sort": tuple(Sort),
    }
    wanted = {name: given.get(name, "") for name in known}
    unknown = [
        name for name, value in wanted.items() if value not in ("", *known[name])
    ]
    wanted |= dict.fromkeys(unknown, "")
    sort = wanted.pop("sort")
    offered = sorts_of(wanted["state"])
    chosen = Sort(sort) if sort in offered else offered[0]
    return DeskList(**wanted, sort=chosen), unknown
