"""Addresses of the desk, which remember the list that one came from."""

from urllib.parse import urlencode

from django.urls import reverse

from hdportal.desk.models import Incident


def desk_address(
    name: str, incident: Incident, came_from: str = "", **parts: object
) -> str:
    """Return the address of that URL name for an incident."""
    address = reverse(name, kwargs={"number": incident.number, **parts})
    return f"{address}?{urlencode({'from': came_from})}" if came_from else address
