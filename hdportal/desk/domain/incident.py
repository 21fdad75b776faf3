"""The words of an incident (List of incidents, HD4RES; style 3.5)."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from hdportal.kernel.text import N_

REOPEN_DAYS = 14


class State(StrEnum):
    """Where an incident stands."""

    NEW = "new"
    WORK_IN_PROGRESS = "work_in_progress"
    ON_HOLD = "on_hold"
    RESOLVED = "resolved"
    CLOSED = "closed"


OPEN_STATES = frozenset({State.NEW, State.WORK_IN_PROGRESS, State.ON_HOLD})

STATE_LABELS: Mapping[State, str] = {
    State.NEW: N_("New"),
    State.WORK_IN_PROGRESS: N_("Work in progress"),
    State.ON_HOLD: N_("On hold"),
    State.RESOLVED: N_("Resolved"),
    State.CLOSED: N_("Closed"),
}


class Urgency(IntEnum):
    """How critical the caller's business is hit."""

    HIGH = 1
    MEDIUM = 2
    LOW = 3


URGENCY_LABELS: Mapping[Urgency, str] = {
    Urgency.HIGH: N_("1 – High"),
    Urgency.MEDIUM: N_("2 – Medium"),
    Urgency.LOW: N_("3 – Low"),
}


class Category(StrEnum):
    """The type of problem, as the caller chose it (verified by the desk at I03)."""

    DATA_TRANSFER = "data_transfer"
    INFRASTRUCTURE = "infrastructure"
    APPLICATION = "application"
    ACCOUNT = "account"
    OTHER = "other"


CATEGORY_LABELS: Mapping[Category, str] = {
    Category.DATA_TRANSFER: N_("Data transfer"),
    Category.INFRASTRUCTURE: N_("Infrastructure"),
    Category.APPLICATION: N_("Application"),
    Category.ACCOUNT: N_("Account"),
    Category.OTHER: N_("Other"),
}


class Channel(StrEnum):
    """How the desk came to know (Incident SOP, step I01)."""

    PORTAL = "portal"


class EntryKind(StrEnum):
    """What a journal entry tells; `COMMENT` is the "customer communication"."""

    CREATED = "created"
    COMMENT = "comment"
    FILES = "files"
    WITHDRAWN = "withdrawn"


def number_for(prefix: str, value: int) -> str:
    """Return a ticket's number.

    >>> number_for("INC", 42)
    'INC0000042'
    """
    return f"{prefix}{value:07d}"
