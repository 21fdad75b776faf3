"""Addresses of the desk, which remember the list that one came from."""

from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

from hdportal.desk.models import Incident

# Stands where the number will.
_ANY = "INC0000000"


def desk_address(
    name: str, incident: Incident, came_from: str = "", **parts: str
) -> str:
    """Return the address of that URL name for an incident.

    `parts` are further values of the address, of which there are few.
    """
    before, after = _around_number(name, **parts)
    address = f"{before}{incident.number}{after}"
    return f"{address}?{urlencode({'from': came_from})}" if came_from else address


@cache
def _around_number(name: str, **parts: str) -> tuple[str, str]:
    # A ticket names two dozen addresses; Django works each of them out anew.
    before, after = reverse(name, kwargs={"number": _ANY, **parts}).split(_ANY)
    return before, after
