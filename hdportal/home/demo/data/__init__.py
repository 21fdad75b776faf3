"""The static part of the demo organisation: plain data, loaded through the actions.

Projects, applications and organisations are public knowledge; people are roles.
"""

from hdportal.home.demo.data.applications import APPLICATIONS
from hdportal.home.demo.data.incidents import INCIDENT_SUBJECTS, IncidentText
from hdportal.home.demo.data.organisations import ORGANISATIONS, DemoOrganisation
from hdportal.home.demo.data.people import PEOPLE, DemoPerson
from hdportal.home.demo.data.projects import PROJECTS

__all__ = [
    "APPLICATIONS",
    "INCIDENT_SUBJECTS",
    "ORGANISATIONS",
    "PEOPLE",
    "PROJECTS",
    "DemoOrganisation",
    "DemoPerson",
    "IncidentText",
]
