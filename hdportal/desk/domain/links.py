"""How incidents belong together: related, or one below another."""

from collections.abc import Collection, Mapping

from hdportal.desk.domain.incident import LinkTarget, State
from hdportal.desk.domain.policy import Facts
from hdportal.kernel.actor import Actor
from hdportal.kernel.errors import DomainError
from hdportal.kernel.text import N_
from hdportal.kernel.verdict import ALLOWED, Verdict, denied

LONGEST_REFERENCE = 40

# What another incident can be to this one, and what this one then is to the other.
OPPOSITE: Mapping[LinkTarget, LinkTarget] = {
    LinkTarget.RELATED: LinkTarget.RELATED,
    LinkTarget.PARENT: LinkTarget.CHILD,
    LinkTarget.CHILD: LinkTarget.PARENT,
}
RELATION_LABELS: Mapping[LinkTarget, str] = {
    LinkTarget.RELATED: N_("Related to"),
    LinkTarget.PARENT: N_("Part of (its parent)"),
    LinkTarget.CHILD: N_("Stands above (its children)"),
}


class NotLinkable(DomainError):
    """These two incidents cannot be linked in this way."""


class NotLinked(DomainError):
    """There is no such link any more."""

    def __init__(self) -> None:
        super().__init__(N_("It is not linked any more. Nothing was changed."))


def may_link(actor: Actor, facts: Facts) -> Verdict:
    """Return whether `actor` may tie the incident to another, or part them.

    As with work notes, the group does not matter: whoever sees that two belong
    together may say so.
    """
    if not actor.is_desk:
        return denied(N_("Only the Service Desk can do this."))
    if facts.state is State.CLOSED:
        return denied(N_("This incident is closed: nothing is recorded any more."))
    return ALLOWED


def as_kept(this: int, other: int, relation: LinkTarget) -> tuple[int, int, LinkTarget]:
    """Return a link as it is kept: from, to, and what the second is to the first.

    A link has one form, from whichever end it was made.

    >>> as_kept(7, 3, LinkTarget.CHILD) == as_kept(3, 7, LinkTarget.PARENT)
    True
    >>> as_kept(7, 3, LinkTarget.RELATED)[:2]
    (3, 7)
    """
    if relation is LinkTarget.PARENT:
        return this, other, relation
    if relation is LinkTarget.CHILD:
        return other, this, LinkTarget.PARENT
    return min(this, other), max(this, other), relation


def require_not_itself(this: int, other: int) -> None:
    """Refuse a link of an incident to itself.

    Raises:
        NotLinkable: both are the same.
    """
    if this == other:
        raise NotLinkable(N_("An incident cannot be linked to itself."))


def require_no_circle(child: str, parent: str, above_parent: Collection[str]) -> None:
    """Refuse a parent that lies, over however many others, below its child.

    `above_parent` are the numbers of the parent's own parents, all the way up.

    Raises:
        NotLinkable: they would stand in a circle.
    """
    if child in above_parent:
        sentence = N_("%(parent)s lies below %(child)s already: not the other way too.")
        raise NotLinkable(sentence, parent=parent, child=child)
