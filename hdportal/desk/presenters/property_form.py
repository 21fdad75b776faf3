"""The form of one property, and what stands there when somebody else was faster."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hdportal.desk.actions.conflicts import ChangedMeanwhile
from hdportal.desk.actions.properties import value_of
from hdportal.desk.domain.properties import PROPERTY_LABELS, Property
from hdportal.desk.models import Incident, JournalEntry
from hdportal.desk.presenters.addresses import desk_address
from hdportal.desk.presenters.conflict import ConflictView, told
from hdportal.desk.property_choices import SOURCE_OF, Choice, choices, label_of

# Every answer holds the whole card, because a change may move the priority as well.
_SWAP = {"hx-target": "#properties", "hx-select": "#properties", "hx-swap": "outerHTML"}
# What a saved change shows beside the card.
_OTHERS = "#timeline,#ticket-standing,#properties_status:innerHTML"


@dataclass(frozen=True)
class PropertyEdit:
    """A property whose form is open.

    `seen` is the value that the page showed, None when it was just opened. `is_over`:
    the form is closed again, and `said` tells how.
    """

    name: Property
    seen: str | None = None
    error: str = ""
    conflict: ConflictView | None = None
    is_over: bool = False
    said: str = ""


@dataclass(frozen=True)
class PropertyForm:
    """The form of one property, ready for `desk/_property_form.html`."""

    label: str
    options: list[Choice]
    value: str
    seen: str
    search_url: str
    error: str
    action: str
    cancel_href: str
    cancel_attrs: dict[str, str]
    post_attrs: dict[str, str]
    conflict: ConflictView | None


def property_form(
    incident: Incident, edit: PropertyEdit, came_from: str = ""
) -> PropertyForm:
    """Return the form of a property: just opened, or as it came back."""
    stands, source = value_of(incident, edit.name), SOURCE_OF.get(edit.name)
    url = edit_url(incident, edit.name, came_from)
    return PropertyForm(
        label=_(PROPERTY_LABELS[edit.name]),
        options=choices(incident, edit.name),
        # Also after a refusal: a select shows its first choice for what it lacks.
        value=stands,
        seen=stands if edit.seen is None else edit.seen,
        search_url=reverse("form-options", args=[source]) if source else "",
        error=edit.error,
        action=url,
        cancel_href=desk_address("desk-incident", incident, came_from),
        cancel_attrs=cancel_attrs(url),
        post_attrs=post_attrs(url),
        conflict=edit.conflict,
    )


def edit_url(incident: Incident, name: Property, came_from: str = "") -> str:
    """Return the address at which a property is changed."""
    return desk_address("desk-edit", incident, came_from, property_name=name.value)


def open_attrs(url: str) -> dict[str, str]:
    """Return what lets htmx open the form of a property in its card."""
    return {"hx-get": url, **_SWAP}


def post_attrs(url: str) -> dict[str, str]:
    """Return what lets htmx post a form of this card."""
    return {"hx-post": url, "hx-select-oob": _OTHERS, **_SWAP}


def cancel_attrs(url: str) -> dict[str, str]:
    """Return what lets htmx close the form of a property again."""
    return {"hx-get": f"{url}{'&' if '?' in url else '?'}cancel=1", **_SWAP}


def conflict_of(
    incident: Incident,
    name: Property,
    error: ChangedMeanwhile,
    entry: JournalEntry | None,
    came_from: str = "",
) -> ConflictView:
    """Return both versions of a property; `entry` tells of the newer change."""
    url = edit_url(incident, name, came_from)
    return ConflictView(
        told=told(_(PROPERTY_LABELS[name]), entry),
        theirs=label_of(name, error.stands) or _("nothing"),
        mine=label_of(name, error.wanted) or _("nothing"),
        action=url,
        keep_href=desk_address("desk-incident", incident, came_from),
        hidden=[("value", error.wanted), ("seen", error.stands)],
        post_attrs=post_attrs(url),
        keep_attrs=cancel_attrs(url),
    )
