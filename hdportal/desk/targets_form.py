"""The targets of a project, or of all, as a form carries them."""

from collections.abc import Mapping

from hdportal.desk.domain.sla_targets import PLACES, Place, read_target


def target_name(place: Place) -> str:
    """Return the name of a target's field.

    >>> target_name(PLACES[0])
    'response_1'
    """
    measure, priority = place
    return f"{measure}_{priority}"


def posted_texts(posted: Mapping[str, str]) -> dict[Place, str]:
    """Return what was typed, by target."""
    return {place: posted.get(target_name(place), "") for place in PLACES}


def posted_minutes(posted: Mapping[str, str]) -> dict[Place, int | None]:
    """Return the minutes that were typed; 0 for what cannot be read or did not come."""
    names = {place: target_name(place) for place in PLACES}
    return {p: read_target(posted[n]) if n in posted else 0 for p, n in names.items()}
