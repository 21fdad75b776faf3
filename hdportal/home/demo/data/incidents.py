"""Realistic incidents in three languages, without persons, patients or secrets."""

from hdportal.home.demo.data.incident_text import IncidentText
from hdportal.home.demo.data.incidents_en import INCIDENTS as ENGLISH
from hdportal.home.demo.data.incidents_en_more import INCIDENTS as MORE_ENGLISH
from hdportal.home.demo.data.incidents_fr import INCIDENTS as FRENCH
from hdportal.home.demo.data.incidents_nl import INCIDENTS as DUTCH

__all__ = ["INCIDENT_SUBJECTS", "IncidentText"]

INCIDENT_SUBJECTS: tuple[IncidentText, ...] = (
    *ENGLISH,
    *MORE_ENGLISH,
    *DUTCH,
    *FRENCH,
)
