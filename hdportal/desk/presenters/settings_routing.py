"""What the pages about groups and assignment rules show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hdportal.desk.domain.choices import Kind
from hdportal.desk.domain.routing import never_reached
from hdportal.desk.models import AssignmentGroup, AssignmentRule
from hdportal.desk.presenters.choices import name_of
from hdportal.desk.presenters.settings import SettingsLink


@dataclass(frozen=True)
class RuleRow:
    """One assignment rule; `asks` are what it asks for, as (what, value)."""

    pk: int
    number: int
    asks: list[tuple[str, str]]
    group: str
    is_active: bool
    is_reached: bool
    is_first: bool
    is_last: bool
    href: str
    move_href: str
    # The button that was pressed just now: "up" or "down".
    takes_focus: str = ""


@dataclass(frozen=True)
class GroupRow:
    """One group, as whoever keeps it sees it."""

    name: str
    key: str
    is_active: bool
    round_robin: bool
    href: str


def routing_links(*, groups: int, rules: int) -> list[SettingsLink]:
    """Return the way to groups and rules, as the overview of the settings has it."""
    how_many = ngettext("%(number)s group", "%(number)s groups", groups)
    how_many_rules = ngettext("%(number)s rule", "%(number)s rules", rules)
    return [
        SettingsLink(
            title=_("Groups"),
            lead=_("Who incidents are assigned to, and where they go round in turn."),
            count=how_many % {"number": groups},
            unconfirmed="",
            href=reverse("desk-groups"),
        ),
        SettingsLink(
            title=_("Assignment rules"),
            lead=_("Which group a new incident goes to."),
            count=how_many_rules % {"number": rules},
            unconfirmed="",
            href=reverse("desk-rules"),
        ),
    ]


def group_rows(groups: Sequence[AssignmentGroup]) -> list[GroupRow]:
    """Return the groups in their order."""
    return [
        GroupRow(
            name=group.name,
            key=group.key,
            is_active=group.is_active,
            round_robin=group.round_robin,
            href=reverse("desk-group", args=[group.pk]),
        )
        for group in groups
    ]


def rule_rows(rules: Sequence[AssignmentRule], *, focus: str = "") -> list[RuleRow]:
    """Return the rules in their order; `focus` as in "12-up"."""
    pressed, _dash, button = focus.partition("-")
    idle, last = never_reached(rule.as_rule for rule in rules), len(rules) - 1
    return [
        RuleRow(
            pk=rule.pk,
            number=place + 1,
            asks=_asks(rule),
            group=rule.group.name,
            is_active=rule.is_active,
            is_reached=rule.pk not in idle,
            is_first=place == 0,
            is_last=place == last,
            href=reverse("desk-rule", args=[rule.pk]),
            move_href=reverse("desk-rule-move", args=[rule.pk]),
            takes_focus=_still_there(button, place, last)
            if pressed == str(rule.pk)
            else "",
        )
        for place, rule in enumerate(rules)
    ]


def _asks(rule: AssignmentRule) -> list[tuple[str, str]]:
    asked = [
        (_("Type of problem"), name_of(Kind.CATEGORY, rule.category)),
        (_("Application"), rule.application.name if rule.application else ""),
        (_("Project"), rule.project.label if rule.project else ""),
    ]
    return [(what, value) for what, value in asked if value]


def _still_there(button: str, place: int, last: int) -> str:
    # What came to an end of the list has but the other button left.
    if button == "up" and place == 0:
        return "down"
    return "up" if button == "down" and place == last else button


def outcome(decides: AssignmentRule | None, group: str, number: int) -> str:
    """Return where an incident would go, and by which rule."""
    if decides is None:
        return _("No rule fits: it would go to %(group)s.") % {"group": group}
    text = _("It would go to %(group)s, by rule %(number)s.")
    return text % {"group": group, "number": number}


def rule_texts(rule: AssignmentRule) -> dict[str, str]:
    """Return a rule's values as texts, by field."""
    return {
        "category": name_of(Kind.CATEGORY, rule.category) or _("Any"),
        "application": rule.application.name if rule.application else _("Any"),
        "project": rule.project.label if rule.project else _("Any"),
        "group": rule.group.name,
        "is_active": _yes_or_no(rule.is_active),
    }


def group_texts(group: AssignmentGroup) -> dict[str, str]:
    """Return a group's values as texts, by field."""
    return {
        "name": group.name,
        "is_active": _yes_or_no(group.is_active),
        "round_robin": _yes_or_no(group.round_robin),
    }


def newer(
    stands: dict[str, object], typed: dict[str, object], texts: dict[str, str]
) -> dict[str, str]:
    """Return the texts of those values that differ from what was typed."""
    return {f: text for f, text in texts.items() if stands[f] != typed.get(f)}


def _yes_or_no(value: bool) -> str:
    return _("Yes") if value else _("No")
