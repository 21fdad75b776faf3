"""Tie an incident to others, to a known error, and to a change; or part them."""

from typing import Any
from uuid import UUID

from django.db import transaction

from hdportal.accounts.models import User
from hdportal.desk.actions import changes, counters
from hdportal.desk.actions.conflicts import require_unchanged
from hdportal.desk.domain import links, policy
from hdportal.desk.domain.incident import EntryKind, LinkTarget, State
from hdportal.desk.domain.known_errors import Retired
from hdportal.desk.domain.links import OPPOSITE, NotLinkable, NotLinked
from hdportal.desk.models import Incident, IncidentLink, KnownError
from hdportal.desk.queries.links import between, link_of, parent_of, parents_above
from hdportal.kernel import clock
from hdportal.kernel.text import N_
from hdportal.privacy.door import CleanText, require_clean

_KIND = EntryKind.LINKED
# Two links made at the same moment could close a circle that neither of them sees.
_ONE_AT_A_TIME = "LINK"


@transaction.atomic
def link(
    *,
    incident: Incident,
    to: Incident,
    relation: LinkTarget,
    by: User,
    form_token: UUID,
) -> Incident:
    """Link two incidents: `to` is related to the first, or its parent, or its child.

    Both journals tell of it, for the desk only.

    Raises:
        Denied: `by` may not, or the incident is closed.
        NotLinkable: it is the same incident, they are linked, or a tree would break.
    """
    this, other = _both_locked(incident, to)
    facts = {"link": relation, "number": other.number}
    if changes.done_before(this, by, form_token, _KIND, **facts):
        return this
    links.may_link(by.actor, this.facts).or_raise()
    links.require_not_itself(this.pk, other.pk)
    _require_free(this, other, relation)
    start, end, kind = links.as_kept(this.pk, other.pk, relation)
    IncidentLink.objects.create(
        incident_id=start, to_incident_id=end, kind=kind, by=by, at=clock.now()
    )
    _tell_both(this, other, "link", relation, by, form_token)
    return this


@transaction.atomic
def unlink(*, incident: Incident, key: int, by: User, form_token: UUID) -> Incident:
    """Part two incidents again; `key` is that of their link.

    Raises:
        Denied: `by` may not, or the incident is closed.
        NotLinked: the incident has no such link, or not any more.
    """
    counters.hold(_ONE_AT_A_TIME)
    found = link_of(incident, key)
    if found is None:
        _told_before(incident, by, form_token)
        return incident
    this, other = _both_locked(incident, found.other)
    links.may_link(by.actor, this.facts).or_raise()
    IncidentLink.objects.filter(pk=key).delete()
    _tell_both(this, other, "unlink", found.relation, by, form_token)
    return this


@transaction.atomic
def set_known_error(
    *, incident: Incident, to: KnownError | None, seen: str, by: User, form_token: UUID
) -> Incident:
    """Say which known error an incident shows (step I04), or that it shows none.

    `seen` is the number that the page showed, "" for none.

    Raises:
        Denied: `by` may not change the incident.
        ChangedMeanwhile: somebody else chose another one since.
        Retired: the known error is not met any more.
    """
    incident = changes.locked(incident)
    stands = str(incident.known_error or "")
    facts = _facts(LinkTarget.KNOWN_ERROR, "number", str(to or ""))
    if changes.done_before(incident, by, form_token, _KIND, **facts):
        return incident
    policy.may_change(by.actor, incident.facts).or_raise()
    wanted = facts.get("number", "")
    require_unchanged("known_error", seen=seen, stands=stands, wanted=wanted)
    if stands == wanted:
        return incident
    if to and KnownError.objects.select_for_update().get(pk=to.pk).is_retired:
        raise Retired(wanted)
    incident.known_error = to
    _tell(incident, "known_error", facts | {"was": stands}, by, form_token)
    return incident


@transaction.atomic
def set_change(
    *, incident: Incident, to: CleanText, seen: str, by: User, form_token: UUID
) -> Incident:
    """Keep the reference of the change that solves an incident (step I12).

    `seen` is the reference that the page showed; an empty `to` takes it away.

    Raises:
        Denied: `by` may not change the incident.
        ChangedMeanwhile: somebody else entered another one since.
    """
    require_clean(to)
    incident = changes.locked(incident)
    stands, wanted = incident.change_reference, str(to)
    facts = _facts(LinkTarget.CHANGE, "reference", wanted)
    if changes.done_before(incident, by, form_token, _KIND, **facts):
        return incident
    policy.may_change(by.actor, incident.facts).or_raise()
    require_unchanged("change_reference", seen=seen, stands=stands, wanted=wanted)
    if stands == wanted:
        return incident
    incident.change_reference = wanted
    _tell(incident, "change_reference", facts | {"was": stands}, by, form_token)
    return incident


def _facts(target: LinkTarget, name: str, value: str) -> dict[str, Any]:
    """Return what the journal keeps; what was taken away proves no activity."""
    return {"link": target, name: value} if value else {"unlink": target}


def _tell(
    incident: Incident, field: str, facts: dict[str, Any], by: User, form_token: UUID
) -> None:
    changes.tell(incident, _KIND, by, facts=facts, form_token=form_token)
    changes.save_internally(incident, f"incident.{field}", by, field, **facts)


def _tell_both(
    this: Incident,
    other: Incident,
    verb: str,
    relation: LinkTarget,
    by: User,
    form_token: UUID,
) -> None:
    # One form gives its token to one entry: to that of the page it stands on.
    back = OPPOSITE[relation]
    ends = [(this, other, relation, form_token), (other, this, back, None)]
    for one, far, what, token in ends:
        facts = {verb: what, "number": far.number}
        changes.tell(one, _KIND, by, facts=facts, form_token=token)
        changes.save_internally(one, f"incident.{verb}", by, **facts)


def _both_locked(incident: Incident, to: Incident) -> tuple[Incident, Incident]:
    counters.hold(_ONE_AT_A_TIME)
    # In one order for all, so that no two wait for one another.
    pair = sorted({incident.pk: incident, to.pk: to}.values(), key=lambda one: one.pk)
    held = {one.pk: changes.locked(one) for one in pair}
    return held[incident.pk], held[to.pk]


def _told_before(incident: Incident, by: User, form_token: UUID) -> None:
    if not changes.done_before(incident, by, form_token, _KIND):
        raise NotLinked


def _require_free(this: Incident, other: Incident, relation: LinkTarget) -> None:
    """Refuse what would link two incidents twice, or break the tree."""
    if between(this, other):
        raise NotLinkable(N_("These two are linked already."))
    if relation is LinkTarget.RELATED:
        return
    if other.state == State.CLOSED:
        sentence = N_("%(number)s is closed: it can only be related.")
        raise NotLinkable(sentence, number=other.number)
    is_below = relation is LinkTarget.PARENT
    child, parent = (this, other) if is_below else (other, this)
    above = parents_above(parent.pk)
    links.require_no_circle(str(child), str(parent), above)
    if had := parent_of(child.pk):
        sentence = N_("%(child)s lies below %(had)s already. Remove that link first.")
        raise NotLinkable(sentence, child=child.number, had=had)
