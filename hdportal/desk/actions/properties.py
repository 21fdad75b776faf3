"""Correct what the caller chose, and judge the impact (step I03)."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.desk.actions import audiences, changes
from hdportal.desk.actions.conflicts import require_unchanged
from hdportal.desk.domain import policy
from hdportal.desk.domain.incident import Category, EntryKind, Impact, Urgency
from hdportal.desk.domain.priority import priority_of
from hdportal.desk.domain.properties import Property
from hdportal.desk.models import Incident
from hdportal.portfolio.models import Application, Project

NamedRecord = Project | Application


@dataclass(frozen=True)
class Wanted:
    """A new value: as a form carries it (a key, "" for none), and the record named."""

    key: str
    record: NamedRecord | None = None


@transaction.atomic
def change(
    *, incident: Incident, name: Property, to: Wanted, seen: str, by: User
) -> Incident:
    """Give a property another value; the priority follows by itself.

    `seen` is the value that the page showed.

    Raises:
        Denied: `by` may not change it.
        ChangedMeanwhile: somebody else changed it since the page was made.
    """
    incident = changes.locked(incident)
    policy.may_change(by.actor, incident.facts).or_raise()
    stands = value_of(incident, name)
    require_unchanged(name, seen=seen, stands=stands, wanted=to.key)
    if stands == to.key:
        return incident
    facts: dict[str, Any] = {"property": name.value, "was": stands, "now": to.key}
    facts["was_name"] = _shown(incident, name)
    _set(incident, name, to)
    facts["now_name"] = _shown(incident, name)
    if (was := incident.priority) != _priority(incident):
        incident.priority = _priority(incident)
        facts["priority"] = [was, incident.priority]
    changes.tell(incident, EntryKind.CHANGED, by, facts=facts)
    changes.save(incident, "incident.change", by, name.value, "priority", **facts)
    if name is Property.PROJECT:
        audiences.write(incident)
    return incident


def value_of(incident: Incident, name: Property) -> str:
    """Return a property's value as forms carry it: a key, "" for none."""
    value = getattr(incident, name.value)
    if isinstance(value, NamedRecord):
        return value.key
    return "" if value is None else str(value)


def _set(incident: Incident, name: Property, to: Wanted) -> None:
    match name:
        case Property.URGENCY:
            incident.urgency = Urgency(int(to.key))
        case Property.IMPACT:
            incident.impact = Impact(int(to.key))
        case Property.CATEGORY:
            incident.category = Category(to.key)
        case Property.PROJECT | Property.APPLICATION:
            setattr(incident, name.value, to.record)


def _shown(incident: Incident, name: Property) -> str:
    value = getattr(incident, name.value)
    return str(value) if isinstance(value, NamedRecord) else ""


def _priority(incident: Incident) -> int:
    return priority_of(Impact(incident.impact), Urgency(incident.urgency))
