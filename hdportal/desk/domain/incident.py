"""The words of an incident (List of incidents, HD4RES; style 3.5)."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from hdportal.kernel.text import N_

REOPEN_DAYS = 14
# The key of the group that a new incident goes to unless a rule says otherwise: the
# Service Desk itself.
FIRST_LINE = "service-desk"


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


class Impact(IntEnum):
    """How widely it is felt; the desk judges it."""

    HIGH = 1
    MEDIUM = 2
    LOW = 3


IMPACT_LABELS: Mapping[Impact, str] = {
    Impact.HIGH: N_("1 – Several organisations"),
    Impact.MEDIUM: N_("2 – One organisation"),
    Impact.LOW: N_("3 – One person"),
}


class HoldReason(StrEnum):
    """What the desk waits for; rules name these, the desk may have more."""

    AWAITING_CALLER = "awaiting_caller"
    AWAITING_CHANGE = "awaiting_change"
    AWAITING_PROBLEM = "awaiting_problem"
    AWAITING_VENDOR = "awaiting_vendor"


class CloseCode(StrEnum):
    """How an incident came to its end; the desk may have more."""

    SOLUTION_PROVIDED = "solution_provided"
    WORKAROUND_PROVIDED = "workaround_provided"
    KNOWN_ERROR = "known_error"
    RESOLVED_BY_CALLER = "resolved_by_caller"
    RESOLVED_BY_CHANGE = "resolved_by_change"
    DUPLICATE = "duplicate"
    USER_ERROR = "user_error"
    NO_RESOLUTION = "no_resolution"


class Category(StrEnum):
    """The type of problem, as callers choose it; the desk may have more."""

    DATA_TRANSFER = "data_transfer"
    INFRASTRUCTURE = "infrastructure"
    APPLICATION = "application"
    ACCOUNT = "account"
    OTHER = "other"


class Channel(StrEnum):
    """How the desk came to know (Incident SOP, step I01)."""

    PORTAL = "portal"
    EMAIL = "email"
    PHONE = "phone"
    WALK_IN = "walk_in"
    EVENT = "event"


CHANNEL_LABELS: Mapping[Channel, str] = {
    Channel.PORTAL: N_("Portal"),
    Channel.EMAIL: N_("E-mail"),
    Channel.PHONE: N_("Telephone"),
    Channel.WALK_IN: N_("Walk-in"),
    Channel.EVENT: N_("Monitoring event"),
}


class EntryKind(StrEnum):
    """What a journal entry tells; `COMMENT` is the "customer communication"."""

    CREATED = "created"
    COMMENT = "comment"
    FILES = "files"
    WITHDRAWN = "withdrawn"
    WORK_NOTE = "work_note"
    # By an assignment rule, or in turn: nobody did it.
    ASSIGNED = "assigned"
    TAKEN = "taken"
    HANDED_ON = "handed_on"
    HANDED_BACK = "handed_back"
    HELD = "held"
    RESUMED = "resumed"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CLOSED = "closed"
    CHANGED = "changed"
    # A step of the procedure that somebody ticks, for no code can see it.
    CHECKED = "checked"
    # Tied to another incident, a known error or a change, or parted from it.
    LINKED = "linked"
    # By a clock: half or three quarters of the time are used, or all of it.
    SLA_WARNED = "sla_warned"
    SLA_BREACHED = "sla_breached"
    # What is due is due at another moment, since hours or targets changed.
    SLA_MOVED = "sla_moved"


class LinkTarget(StrEnum):
    """What an incident can be tied to; an incident may be tied to many others."""

    KNOWN_ERROR = "known_error"
    CHANGE = "change"
    RELATED = "related"
    PARENT = "parent"
    CHILD = "child"


# Never for a caller: not on a page, in a mail, in a search or in an export.
INTERNAL_KINDS = frozenset(
    {
        EntryKind.WORK_NOTE,
        EntryKind.CHECKED,
        EntryKind.LINKED,
        EntryKind.SLA_WARNED,
        EntryKind.SLA_BREACHED,
    }
)
# What the clocks write; nobody did it.
SLA_KINDS = frozenset(
    {EntryKind.SLA_WARNED, EntryKind.SLA_BREACHED, EntryKind.SLA_MOVED}
)
# Given to somebody else by whoever had it: what counts as a reassignment.
ASSIGNING_KINDS = frozenset({EntryKind.HANDED_ON, EntryKind.HANDED_BACK})
# What was said, as against what happened: not for whoever follows the life cycle only.
SAID_KINDS = frozenset({EntryKind.COMMENT, EntryKind.FILES})


def number_for(prefix: str, value: int) -> str:
    """Return a ticket's number.

    >>> number_for("INC", 42)
    'INC0000042'
    """
    return f"{prefix}{value:07d}"
