"""The properties of an incident that the desk corrects one by one."""

from collections.abc import Mapping
from enum import StrEnum

from hdportal.kernel.text import N_


class Property(StrEnum):
    """Named as the incident's field."""

    CATEGORY = "category"
    SUBCATEGORY = "subcategory"
    URGENCY = "urgency"
    IMPACT = "impact"
    PROJECT = "project"
    APPLICATION = "application"


PROPERTY_LABELS: Mapping[Property, str] = {
    Property.CATEGORY: N_("Type of problem"),
    Property.SUBCATEGORY: N_("Subcategory"),
    Property.URGENCY: N_("Urgency"),
    Property.IMPACT: N_("Impact"),
    Property.PROJECT: N_("Project"),
    Property.APPLICATION: N_("Application"),
}
