"""The properties of an incident on the desk's page, each with a way to change it."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hdportal.accounts.models import User
from hdportal.desk.domain import policy
from hdportal.desk.domain.choices import Kind
from hdportal.desk.domain.priority import PRIORITY_LABELS
from hdportal.desk.domain.properties import PROPERTY_LABELS, Property
from hdportal.desk.domain.sop import Step
from hdportal.desk.models import Incident
from hdportal.desk.presenters.addresses import desk_address
from hdportal.desk.presenters.channels import came_note, channel_label
from hdportal.desk.presenters.choices import name_of, offered
from hdportal.desk.presenters.property_form import (
    PropertyEdit,
    PropertyForm,
    edit_url,
    open_attrs,
    property_form,
)
from hdportal.desk.presenters.sla_bars import Bar, bars
from hdportal.desk.property_choices import shown
from hdportal.desk.queries import sla
from hdportal.kernel import clock
from hdportal.schedules import queries as schedules
from hdportal.web.jinja import show_datetime


@dataclass(frozen=True)
class PropertyRow:
    """One row; `note` says where a value that nobody types comes from.

    `edit_href` opens the form in a page, `edit_attrs` in place. `takes_focus`: its
    form was closed just now.
    """

    key: str
    label: str
    value: str
    note: str = ""
    edit_href: str = ""
    edit_text: str = ""
    edit_attrs: dict[str, str] = field(default_factory=dict)
    shortcut: dict[str, str] = field(default_factory=dict)
    form: PropertyForm | None = None
    takes_focus: bool = False


class PropertiesView(NamedTuple):
    """The card of the properties, with the clocks; `said` is for screen readers."""

    rows: list[PropertyRow]
    said: str
    bars: list[Bar]


def properties_view(
    incident: Incident,
    reader: User,
    edit: PropertyEdit | str | None = None,
    *,
    came_from: str = "",
) -> PropertiesView:
    """Return the card, asking for the clocks in one query.

    `edit` is what is being changed, or just the property's name.
    """
    if isinstance(edit, str):
        edit = PropertyEdit(Property(edit)) if edit in list(Property) else None
    rows = property_rows(incident, reader, edit, came_from=came_from)
    drawn = bars(sla.clocks_of(incident), clock.now(), schedules.support_hours())
    return PropertiesView(rows, edit.said if edit else "", drawn)


def property_rows(
    incident: Incident,
    reader: User,
    edit: PropertyEdit | None = None,
    *,
    came_from: str = "",
) -> list[PropertyRow]:
    """Return what is known of an incident; what may be changed has a way to do so."""
    rows = _Rows(incident, reader, edit, came_from)
    return [row for row in rows.every_one() if row.value or row.edit_href or row.form]


class _Rows:
    """Makes the rows of one incident."""

    def __init__(
        self,
        incident: Incident,
        reader: User,
        edit: PropertyEdit | None,
        came_from: str,
    ) -> None:
        self.incident, self.edit, self.came_from = incident, edit, came_from
        self.page = desk_address("desk-incident", incident, came_from)
        self.may_change = bool(policy.may_change(reader.actor, incident.facts))
        assigns = policy.may_step(reader.actor, Step.HAND_ON, incident.facts)
        self.may_assign = bool(assigns)

    def every_one(self) -> list[PropertyRow]:
        incident = self.incident
        return [
            PropertyRow("hold_reason", _("Reason"), self.hold_reason()),
            self.priority(),
            self.editable(Property.IMPACT, is_first=True),
            self.editable(Property.URGENCY),
            self.editable(Property.CATEGORY),
            self.subcategory(),
            self.editable(Property.PROJECT),
            self.editable(Property.APPLICATION),
            self.assigned("group", _("Group"), incident.assignment_group),
            self.assigned("person", _("Assigned to"), incident.assigned_to),
            PropertyRow("reassigned", _("Handed on"), self.reassigned()),
            self.channel(),
            PropertyRow("created", _("Created"), show_datetime(incident.opened_at)),
            PropertyRow(
                "changed", _("Last change"), show_datetime(incident.updated_at)
            ),
            PropertyRow("close_code", _("Resolution"), self.close_code()),
        ]

    def editable(self, name: Property, *, is_first: bool = False) -> PropertyRow:
        label = _(PROPERTY_LABELS[name])
        value = shown(self.incident, name)
        if not self.may_change:
            return PropertyRow(name.value, label, value)
        edit = self.edit if self.edit and self.edit.name is name else None
        if edit and not edit.is_over:
            form = property_form(self.incident, edit, self.came_from)
            return PropertyRow(name.value, label, value, form=form)
        mark = "&" if "?" in self.page else "?"
        text = _("Change: %(property)s") % {"property": label}
        return PropertyRow(
            name.value,
            label,
            value,
            edit_href=f"{self.page}{mark}edit={name.value}#property-{name.value}",
            edit_text=text,
            edit_attrs=open_attrs(edit_url(self.incident, name, self.came_from)),
            shortcut={"data-key": "e", "data-key-name": text} if is_first else {},
            takes_focus=bool(edit),
        )

    def subcategory(self) -> PropertyRow:
        category, name = self.incident.category, Property.SUBCATEGORY
        is_open = self.edit is not None and self.edit.name is name
        is_asked = is_open or bool(offered(Kind.SUBCATEGORY, parent=category))
        if is_asked or self.incident.subcategory:
            return self.editable(name)
        return PropertyRow(name.value, _(PROPERTY_LABELS[name]), "")

    def assigned(self, key: str, label: str, holder: object | None) -> PropertyRow:
        row = PropertyRow(key, label, str(holder or _("Nobody yet")))
        if not self.may_assign:
            return row
        address = desk_address("desk-hand-on", self.incident, self.came_from)
        return replace(row, edit_href=address, edit_text=_("Hand on"))

    def reassigned(self) -> str:
        count = self.incident.reassignment_count
        text = ngettext("%(count)s time", "%(count)s times", count)
        return text % {"count": count} if count else ""

    def channel(self) -> PropertyRow:
        value, note = channel_label(self.incident.channel), came_note(self.incident)
        return PropertyRow("channel", _("Channel"), value, note)

    def priority(self) -> PropertyRow:
        value = _(PRIORITY_LABELS[self.incident.priority])
        note = _("Looked up from impact and urgency")
        return PropertyRow("priority", _("Priority"), value, note)

    def hold_reason(self) -> str:
        return name_of(Kind.HOLD_REASON, self.incident.hold_reason)

    def close_code(self) -> str:
        return name_of(Kind.CLOSE_CODE, self.incident.close_code)
