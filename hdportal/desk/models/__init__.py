"""Incidents, their journal, and who may see them."""

from hdportal.desk.models.audience import Audience
from hdportal.desk.models.choices import DeskChoice, PriorityCell
from hdportal.desk.models.counter import Counter
from hdportal.desk.models.group import AssignmentGroup
from hdportal.desk.models.incident import Incident
from hdportal.desk.models.journal import JournalEntry
from hdportal.desk.models.known_error import KnownError
from hdportal.desk.models.link import IncidentLink
from hdportal.desk.models.notice import PendingNotice
from hdportal.desk.models.routing import AssignmentRule, Presence, Turn
from hdportal.desk.models.search import SearchDocument
from hdportal.desk.models.sla import SlaClock, SlaDefinition
from hdportal.desk.models.staff_notice import StaffMailChoice, StaffNotice
from hdportal.desk.models.time_worked import Stopwatch, TimeWorked

__all__ = [
    "AssignmentGroup",
    "AssignmentRule",
    "Audience",
    "Counter",
    "DeskChoice",
    "Incident",
    "IncidentLink",
    "JournalEntry",
    "KnownError",
    "PendingNotice",
    "Presence",
    "PriorityCell",
    "SearchDocument",
    "SlaClock",
    "SlaDefinition",
    "Turn",
    "StaffMailChoice",
    "StaffNotice",
    "Stopwatch",
    "TimeWorked",
]
