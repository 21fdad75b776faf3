"""What an incident is linked to: others, a known error, a change."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hdportal.desk.domain.incident import LinkTarget, number_for
from hdportal.desk.domain.known_errors import Status, number_in
from hdportal.desk.models import Incident, IncidentLink, KnownError

MOST_SUGGESTED = 5
_NUMBER = re.compile(r"\s*(?:INC)?0*([1-9][0-9]{0,8})\s*", re.ASCII | re.IGNORECASE)
_ENDS = ("incident", "to_incident")
_OF_AN_END = ("number", "state", "short_description")
_SHOWN = tuple(f"{end}__{name}" for end in _ENDS for name in _OF_AN_END)


@dataclass(frozen=True)
class Link:
    """A link as one end sees it: `other` is its parent, its child, or related."""

    key: int
    relation: LinkTarget
    other: Incident


def links_of(incident: Incident) -> list[Link]:
    """Return the links of an incident, whichever end it stands at, in one query."""
    found = _at_either_end(incident.pk).order_by("pk")
    some = found.select_related(*_ENDS).only("kind", *_ENDS, *_SHOWN)
    return [_seen_from(incident, one) for one in some]


def link_of(incident: Incident, key: int) -> Link | None:
    """Return a link of an incident by its key, if it is one of this incident."""
    found = _at_either_end(incident.pk).filter(pk=key).select_related(*_ENDS).first()
    return _seen_from(incident, found) if found else None


def between(this: Incident, other: Incident) -> bool:
    """Return whether two incidents are linked."""
    ends = Q(incident=other) | Q(to_incident=other)
    return _at_either_end(this.pk).filter(ends).exists()


def open_children(incident: Incident) -> list[tuple[str, str]]:
    """Return number and subject of what lies right below it and is still open."""
    below = IncidentLink.objects.filter(
        to_incident=incident, kind=LinkTarget.PARENT, incident__is_open=True
    )
    shown = ("incident__number", "incident__short_description")
    return list(below.order_by("incident").values_list(*shown))


def parent_of(key: int) -> str:
    """Return the number of the parent of an incident, "" when it has none."""
    return next(iter(_parents([key])), (0, ""))[1]


def parents_above(key: int) -> Collection[str]:
    """Return the numbers of all parents above an incident, the nearest first."""
    above: dict[int, str] = {}
    keys = [key]
    while found := [one for one in _parents(keys) if one[0] not in above]:
        above |= dict(found)
        keys = [parent for parent, _number in found]
    return list(above.values())


def _parents(keys: list[int]) -> QuerySet[IncidentLink, tuple[int, str]]:
    links = IncidentLink.objects.filter(incident__in=keys, kind=LinkTarget.PARENT)
    return links.values_list("to_incident", "to_incident__number")


def incident_in(text: str) -> Incident | None:
    """Return the incident whose number somebody typed: INC0000042, inc42 or 42."""
    found = _NUMBER.fullmatch(text)
    number = number_for("INC", int(found[1])) if found else ""
    return Incident.objects.filter(number=number).first() if number else None


def known_error_in(text: str) -> KnownError | None:
    """Return the known error whose number somebody typed: KE0000007, ke7 or 7."""
    number = number_in(text)
    return KnownError.objects.filter(number=number).first() if number else None


def suggested(incident: Incident) -> list[KnownError]:
    """Return known errors of its application or project, the newest first."""
    here = Q()
    if incident.application_id:
        here |= Q(application=incident.application_id)
    if incident.project_id:
        here |= Q(project=incident.project_id)
    if not here:
        return []
    found = KnownError.objects.filter(here, status=Status.OPEN)
    return list(found.order_by("-pk")[:MOST_SUGGESTED])


def _at_either_end(key: int) -> QuerySet[IncidentLink]:
    return IncidentLink.objects.filter(Q(incident=key) | Q(to_incident=key))


def _seen_from(incident: Incident, link: IncidentLink) -> Link:
    is_first = link.incident_id == incident.pk
    other = link.to_incident if is_first else link.incident
    relation = LinkTarget(link.kind)
    if relation is LinkTarget.PARENT and not is_first:
        relation = LinkTarget.CHILD
    return Link(link.pk, relation, other)
