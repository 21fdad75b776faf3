"""What somebody does in the story of one demo incident, and when."""

from dataclasses import dataclass
from enum import StrEnum, auto
from uuid import UUID, uuid5

from hdportal.home.demo.data import IncidentText

_NAMESPACE = UUID("5d0f0c3e-6f0a-4d7b-9a53-0f5c2f6f5a10")


class What(StrEnum):
    """One for each action that the stories are made through."""

    REPORT = auto()
    TAKE = auto()
    HAND_ON = auto()
    HAND_BACK = auto()
    HOLD = auto()
    RESUME = auto()
    RESOLVE = auto()
    REOPEN = auto()
    WITHDRAW = auto()
    COMMENT = auto()
    NOTE = auto()
    CHANGE = auto()
    CHECK = auto()
    KNOWN_ERROR = auto()
    RETIRE = auto()
    LINK = auto()
    REFERENCE = auto()
    TIME = auto()


@dataclass(frozen=True)
class Deed:
    """One act: `minutes` of work before now, by the account `by`.

    `detail` is a key: of a group, a reason, a close code, a channel, a step of the
    procedure; `to` is who gets the incident or writes it down, the value that a
    property gets, or what came out of the step. Beside the stories `detail` is also
    the place of a known error, what the incident `to` is to this one, the reference of
    a change, or how many minutes it took. The token makes the act unique, so that a
    load which was cut off can be repeated.
    """

    minutes: int
    incident: int
    place: int
    what: What
    by: str
    text: str = ""
    detail: str = ""
    to: str = ""

    @property
    def token(self) -> UUID:
        return uuid5(_NAMESPACE, f"{self.incident}/{self.place}")


@dataclass(frozen=True)
class Story:
    """An incident as it is reported, and what follows, in order."""

    text: IncidentText
    deeds: tuple[Deed, ...]
