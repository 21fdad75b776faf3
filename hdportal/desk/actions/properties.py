"""Correct what the caller chose, and judge the impact (step I03)."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.desk.actions import audiences, changes
from hdportal.desk.actions.choices import require_offered
from hdportal.desk.actions.conflicts import require_unchanged
from hdportal.desk.domain import policy
from hdportal.desk.domain.choices import Kind
from hdportal.desk.domain.incident import EntryKind, Impact, Urgency
from hdportal.desk.domain.priority import priority_of
from hdportal.desk.domain.properties import Property
from hdportal.desk.models import Incident
from hdportal.desk.queries.choices import matrix
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
        NotOffered: the value is not, or no longer, in the desk's list.
    """
    incident = changes.locked(incident)
    policy.may_change(by.actor, incident.facts).or_raise()
    stands = value_of(incident, name)
    require_unchanged(name, seen=seen, stands=stands, wanted=to.key)
    if stands == to.key:
        return incident
    fields = [name.value, "priority", *_in_step(incident, name, to, by)]
    facts: dict[str, Any] = {"property": name.value, "was": stands, "now": to.key}
    facts["was_name"] = _shown(incident, name)
    _set(incident, name, to)
    facts["now_name"] = _shown(incident, name)
    if was := _reprioritised(incident, name):
        facts["priority"] = [was, incident.priority]
    changes.tell(incident, EntryKind.CHANGED, by, facts=facts)
    changes.save(incident, "incident.change", by, *fields, **facts)
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
            incident.category = to.key
        case Property.SUBCATEGORY:
            incident.subcategory = to.key
        case Property.PROJECT | Property.APPLICATION:
            setattr(incident, name.value, to.record)


def _shown(incident: Incident, name: Property) -> str:
    value = getattr(incident, name.value)
    return str(value) if isinstance(value, NamedRecord) else ""


def _in_step(incident: Incident, name: Property, to: Wanted, by: User) -> list[str]:
    """Ask the desk's lists; a category takes the subcategory of another one away."""
    if name is Property.SUBCATEGORY and to.key:
        require_offered(Kind.SUBCATEGORY, to.key, parent=incident.category)
    if name is not Property.CATEGORY:
        return []
    require_offered(Kind.CATEGORY, to.key)
    if not incident.subcategory:
        return []
    facts = {"property": "subcategory", "was": incident.subcategory, "now": ""}
    incident.subcategory = ""
    changes.tell(incident, EntryKind.CHANGED, by, facts=facts)
    return ["subcategory"]


def _reprioritised(incident: Incident, name: Property) -> int | None:
    """Look the priority up; return what it was, where it is another one now.

    Only after a change of what it depends on: another matrix leaves it as it is.
    """
    if name not in {Property.IMPACT, Property.URGENCY}:
        return None
    impact, urgency = Impact(incident.impact), Urgency(incident.urgency)
    was, incident.priority = incident.priority, priority_of(impact, urgency, matrix())
    return was if was != incident.priority else None
