"""What an incident is linked to: others, a known error, a change."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from hdportal.accounts.models import User
from hdportal.desk.domain import links, policy
from hdportal.desk.domain.incident import LinkTarget
from hdportal.desk.domain.links import LONGEST_REFERENCE, RELATION_LABELS
from hdportal.desk.models import Incident, KnownError
from hdportal.desk.presenters.addresses import desk_address
from hdportal.desk.presenters.desk_rows import (
    Badge,
    incident_address,
    state_badges,
)
from hdportal.desk.presenters.known_errors import known_error_address
from hdportal.desk.presenters.resolving import may_use_workaround, workaround_address
from hdportal.desk.queries.links import Link, links_of, suggested
from hdportal.kernel.text import N_
from hdportal.web.render import translated

# How they stand on the card, which is not how they are chosen.
_TITLES = {
    LinkTarget.PARENT: N_("Parent"),
    LinkTarget.CHILD: N_("Children"),
    LinkTarget.RELATED: N_("Related"),
}
_SAID = {
    "linked": N_("The incidents are linked."),
    "unlinked": N_("The incidents are not linked any more."),
    "known-error": N_("The known error is saved."),
    "change": N_("The change reference is saved."),
}


@dataclass(frozen=True)
class Typed:
    """What was sent to one of the card's forms, and why it was not taken."""

    form: str = ""
    value: str = ""
    relation: str = ""
    error: str = ""

    def value_of(self, form: str, usual: str = "") -> str:
        """Return what was typed into a form, or what stands in it otherwise."""
        return self.value if self.form == form else usual

    def error_of(self, form: str) -> str:
        """Return why what was typed into a form was not taken, "" for no reason."""
        return self.error if self.form == form else ""


@dataclass(frozen=True)
class LinkView:
    """One link; `key` is what is sent to part the two."""

    key: int
    number: str
    href: str
    subject: str
    state: Badge


@dataclass(frozen=True)
class KnownErrorView:
    """A known error on a ticket; without a `use_href` it is not to be used now."""

    number: str
    title: str
    href: str
    is_retired: bool
    workaround: str
    use_href: str = ""


@dataclass(frozen=True)
class Reader:
    """Who looks at the card and from which list, and what they have just sent."""

    person: User
    came_from: str = ""
    typed: Typed = field(default_factory=Typed)
    done: str = ""
    refusal: str = ""


@dataclass(frozen=True)
class LinkedView:
    """The whole card; a `reason` says why its forms are not there."""

    groups: list[tuple[str, list[LinkView]]]
    known_error: KnownErrorView | None
    suggested: list[KnownErrorView]
    change_reference: str
    relations: list[tuple[str, str]]
    link_reason: str
    change_reason: str
    typed: Typed
    said: str
    refusal: str
    addresses: dict[str, str]
    longest_reference: int = LONGEST_REFERENCE

    @property
    def has_some(self) -> bool:
        """Whether anything is linked, as the title of the card says."""
        return bool(self.groups or self.known_error or self.change_reference)

    @property
    def form_token(self) -> str:
        """A new token for each form: sent twice, it acts once."""
        return str(uuid4())


def linked_view(incident: Incident, reader: Reader) -> LinkedView:
    """Return the card as the incident stands now."""
    actor, facts = reader.person.actor, incident.facts
    may_change = policy.may_change(actor, facts)
    return LinkedView(
        groups=_groups(links_of(incident), reader.came_from),
        known_error=_known_error(incident, reader),
        suggested=_suggested(incident) if may_change else [],
        change_reference=incident.change_reference,
        relations=[(key, _(label)) for key, label in RELATION_LABELS.items()],
        link_reason=translated(links.may_link(actor, facts)),
        change_reason=translated(may_change),
        typed=reader.typed,
        said=_(_SAID[reader.done]) if reader.done in _SAID else "",
        refusal=reader.refusal,
        addresses=_addresses(incident, reader.came_from),
    )


def done_address(incident: Incident, done: str, came_from: str) -> str:
    """Return the address of the card that says what was done."""
    address = desk_address("desk-linked", incident, came_from)
    return f"{address}{'&' if '?' in address else '?'}done={done}"


def _groups(found: Sequence[Link], came_from: str) -> list[tuple[str, list[LinkView]]]:
    badges = state_badges()
    groups: dict[LinkTarget, list[LinkView]] = {relation: [] for relation in _TITLES}
    for link in found:
        other = link.other
        view = LinkView(
            key=link.key,
            number=str(other.number),
            href=incident_address(str(other.number), came_from),
            subject=other.short_description,
            state=badges[other.state],
        )
        groups[link.relation].append(view)
    return [(_(_TITLES[one]), views) for one, views in groups.items() if views]


def _known_error(incident: Incident, reader: Reader) -> KnownErrorView | None:
    if incident.known_error is None:
        return None
    may_use = may_use_workaround(incident, reader.person)
    use = workaround_address(incident, reader.came_from) if may_use else ""
    return _plain(incident.known_error, use)


def _suggested(incident: Incident) -> list[KnownErrorView]:
    # Whoever has found it needs no others to choose from.
    found = [] if incident.known_error_id else suggested(incident)
    return [_plain(one) for one in found]


def _plain(one: KnownError, use_href: str = "") -> KnownErrorView:
    return KnownErrorView(
        number=str(one),
        title=one.title,
        href=known_error_address(one),
        is_retired=one.is_retired,
        workaround=one.workaround,
        use_href=use_href,
    )


def _addresses(incident: Incident, came_from: str) -> dict[str, str]:
    names = ("linked", "link", "unlink", "known-error", "change", "incident")
    here = {n: desk_address(f"desk-{n}", incident, came_from) for n in names}
    return {**here, "known-errors": reverse("known-errors")}
