"""The values that a property can have, and what they are called."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from hdportal.desk.actions.properties import NamedRecord, Wanted, value_of
from hdportal.desk.domain.choices import Kind
from hdportal.desk.domain.incident import (
    IMPACT_LABELS,
    URGENCY_LABELS,
    Impact,
    Urgency,
)
from hdportal.desk.domain.properties import Property
from hdportal.desk.models import Incident
from hdportal.desk.presenters.choices import name_of, offered
from hdportal.intake.sources import SOURCES
from hdportal.portfolio.models import Application, Project

Choice = tuple[str, str]

# The search field whose list a property takes its values from.
SOURCE_OF: Mapping[Property, str] = {
    Property.PROJECT: "projects",
    Property.APPLICATION: "applications",
}
_LABELS: Mapping[Property, Mapping[str, str]] = {
    Property.URGENCY: {str(level): URGENCY_LABELS[level] for level in Urgency},
    Property.IMPACT: {str(level): IMPACT_LABELS[level] for level in Impact},
}
# The list of the desk that a property takes its values from.
_LISTS: Mapping[Property, Kind] = {
    Property.CATEGORY: Kind.CATEGORY,
    Property.SUBCATEGORY: Kind.SUBCATEGORY,
}


def choices(incident: Incident, name: Property) -> list[Choice]:
    """Return what can be chosen, with the value of now even if it is offered no more.

    A property that may be empty has a first choice "".
    """
    if name in _LABELS:
        return [(value, _(label)) for value, label in _LABELS[name].items()]
    found = _of_list(incident, name) if name in _LISTS else _of_source(name)
    current = value_of(incident, name)
    if current and current not in dict(found):
        found.append((current, label_of(name, current)))
    return found


def _of_list(incident: Incident, name: Property) -> list[Choice]:
    if name is Property.SUBCATEGORY:
        none = ("", _("None"))
        return [none, *offered(_LISTS[name], parent=incident.category)]
    return offered(_LISTS[name])


def _of_source(name: Property) -> list[Choice]:
    return [(o.value, o.label) for o in SOURCES[SOURCE_OF[name]].options("")]


def wanted(incident: Incident, name: Property, key: str) -> Wanted | None:
    """Return a chosen value with the record it names; None when there is no such."""
    if name not in SOURCE_OF:
        return Wanted(key) if key in dict(choices(incident, name)) else None
    if not key:
        return Wanted("")
    record = _record(name, key)
    return Wanted(key, record) if record else None


def label_of(name: Property, key: str) -> str:
    """Return what a value is called; "" has no name."""
    if name in _LISTS:
        return name_of(_LISTS[name], key)
    if name in _LABELS:
        label = _LABELS[name].get(key)
        return _(label) if label else key
    record = _record(name, key) if key else None
    return _name(record) if record else key


def shown(incident: Incident, name: Property) -> str:
    """Return the value of now as the page says it, "" for none."""
    record = getattr(incident, name.value)
    if name in SOURCE_OF:
        return _name(record) if record else ""
    return label_of(name, str(record))


def _name(record: NamedRecord) -> str:
    return record.label if isinstance(record, Project) else record.name


def _record(name: Property, key: str) -> NamedRecord | None:
    # PostgreSQL takes no NUL.
    if not key.isprintable():
        return None
    if name is Property.PROJECT:
        return Project.objects.filter(key=key).first()
    return Application.objects.filter(key=key).first()
