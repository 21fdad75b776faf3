"""Incidents, their journal, and who may see them."""

from hdportal.desk.models.audience import Audience
from hdportal.desk.models.counter import Counter
from hdportal.desk.models.incident import Incident
from hdportal.desk.models.journal import JournalEntry

__all__ = ["Audience", "Counter", "Incident", "JournalEntry"]
