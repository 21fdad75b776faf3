"""The pages of known errors: their list, one of them, its form."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from hdportal.desk.domain.known_errors import Status
from hdportal.desk.models import KnownError
from hdportal.desk.presenters.desk_rows import Badge, incident_address, state_badges
from hdportal.desk.queries.known_errors import HavingIncident
from hdportal.web.jinja import show_datetime

_TONES = {Status.OPEN: "warning", Status.RETIRED: "neutral"}
_ICONS = {Status.OPEN: "circle-alert", Status.RETIRED: "circle-check"}
# As addresses name the tabs; open ones are what is usually looked for.
TABS: dict[str, Status | None] = {
    "": Status.OPEN,
    "retired": Status.RETIRED,
    "all": None,
}


@dataclass(frozen=True)
class ListedKnownError:
    """One row of the list."""

    number: str
    title: str
    href: str
    about: str
    status: Badge
    times: str


@dataclass(frozen=True)
class IncidentRow:
    """An incident that has it."""

    number: str
    subject: str
    href: str
    state: Badge


@dataclass(frozen=True)
class Address:
    """Which list is shown: of a tab, with these words, from a place on."""

    tab: str = ""
    text: str = ""
    before: int | None = None

    def __str__(self) -> str:
        given = {"show": self.tab, "q": self.text, "before": self.before or ""}
        query = urlencode({name: value for name, value in given.items() if value})
        return f"{reverse('known-errors')}{'?' if query else ''}{query}"


def known_error_address(one: KnownError, name: str = "known-error") -> str:
    """Return the address of one of the pages of a known error."""
    return reverse(name, args=[one.number])


def status_badge(one: KnownError) -> Badge:
    """Return the text, tone and icon of its status."""
    status = Status(one.status)
    return _label(status), _TONES[status], _ICONS[status]


def tabs(here: Address) -> list[tuple[str, str, bool, None]]:
    """Return the tabs of the list, which keep the words."""
    # Known errors are not of the gender that incidents are of.
    labels = {
        "": pgettext("known errors", "Open"),
        "retired": pgettext("known errors", "Retired"),
        "all": pgettext("known errors", "All"),
    }
    return [
        (label, str(Address(tab, here.text)), tab == here.tab, None)
        for tab, label in labels.items()
    ]


def listed(found: Sequence[KnownError]) -> list[ListedKnownError]:
    """Return rows of the list; each is marked with how many incidents have it."""
    return [
        ListedKnownError(
            number=str(one),
            title=one.title,
            href=known_error_address(one),
            about=about(one),
            status=status_badge(one),
            times=_times(getattr(one, "times", 0)),
        )
        for one in found
    ]


def about(one: KnownError) -> str:
    """Return the application and the project in which it is met."""
    project = one.project.label if one.project else ""
    return " · ".join(part for part in (str(one.application or ""), project) if part)


def incident_rows(found: Sequence[HavingIncident]) -> list[IncidentRow]:
    """Return the incidents that have it, as the page lists them."""
    badges = state_badges()
    return [
        IncidentRow(
            number=one.number,
            subject=one.subject,
            href=incident_address(one.number, ""),
            state=badges[one.state],
        )
        for one in found
    ]


def written(one: KnownError) -> list[tuple[str, str]]:
    """Return who wrote it down and changed it last, and when."""
    rows = [
        (_("Application"), str(one.application or "")),
        (_("Project"), one.project.label if one.project else ""),
        (_("Written down"), _by(str(one.opened_by), show_datetime(one.opened_at))),
    ]
    if one.version > 1:
        changed = _by(str(one.updated_by), show_datetime(one.updated_at))
        rows.append((_("Newest change"), changed))
    return rows


def _label(status: Status) -> str:
    match status:
        case Status.OPEN:
            return pgettext("known error", "Open")
        case Status.RETIRED:
            return pgettext("known error", "Retired")


def _by(name: str, when: str) -> str:
    return _("%(name)s, %(when)s") % {"name": name, "when": when}


def _times(number: int) -> str:
    text = ngettext("%(number)s incident", "%(number)s incidents", number)
    return text % {"number": number}
