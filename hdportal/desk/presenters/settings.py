"""What the pages of the desk's settings show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hdportal.desk.domain.choices import LANGUAGES, Kind, Names
from hdportal.desk.models import DeskChoice
from hdportal.desk.presenters.choices import name_of
from hdportal.kernel.text import N_

# As addresses name the lists.
SLUGS: Mapping[str, Kind] = {
    "reasons": Kind.HOLD_REASON,
    "resolutions": Kind.CLOSE_CODE,
    "categories": Kind.CATEGORY,
    "subcategories": Kind.SUBCATEGORY,
}
_SLUG_OF: Mapping[Kind, str] = {kind: slug for slug, kind in SLUGS.items()}
TITLES: Mapping[Kind, str] = {
    Kind.HOLD_REASON: N_("On-hold reasons"),
    Kind.CLOSE_CODE: N_("Resolutions"),
    Kind.CATEGORY: N_("Types of problem"),
    Kind.SUBCATEGORY: N_("Subcategories"),
}
LEADS: Mapping[Kind, str] = {
    Kind.HOLD_REASON: N_("What the Service Desk can wait for."),
    Kind.CLOSE_CODE: N_("How an incident can come to its end."),
    Kind.CATEGORY: N_(
        "What the Service Desk can set. Callers choose from the incident form, which "
        "keeps its own list."
    ),
    Kind.SUBCATEGORY: N_(
        "A closer word for a type of problem. Where there is none, nobody is asked."
    ),
}


@dataclass(frozen=True)
class SettingsLink:
    """One of the settings; `unconfirmed` is "" when somebody has confirmed it all."""

    title: str
    lead: str
    count: str
    unconfirmed: str
    href: str


@dataclass(frozen=True)
class ChoiceRow:
    """One value of a list."""

    pk: int
    name: str
    parent: str
    others: list[tuple[str, str]]
    is_active: bool
    is_stock: bool
    is_first: bool
    is_last: bool
    href: str
    move_href: str
    show_href: str
    # The button that was pressed just now: "up", "down" or "show".
    takes_focus: str = ""


def list_address(kind: Kind) -> str:
    """Return the address of a list."""
    return reverse("desk-choices", args=[_SLUG_OF[kind]])


def value_address(name: str, choice: DeskChoice) -> str:
    """Return the address of one of the pages of a value."""
    return reverse(name, args=[_SLUG_OF[Kind(choice.kind)], choice.pk])


def in_readers_language(names: Names) -> str:
    """Return the one of a value's names that its reader understands best."""
    return names.in_language((get_language() or "en")[:2])


def add_address(kind: Kind) -> str:
    """Return the address at which a value is added to a list."""
    return reverse("desk-choice-add", args=[_SLUG_OF[kind]])


def overview(
    lists: Mapping[Kind, Sequence[DeskChoice]], *, is_stock_matrix: bool
) -> list[SettingsLink]:
    """Return the settings, each with how much of it nobody has confirmed."""
    matrix = SettingsLink(
        title=_("Priorities"),
        lead=_("Which priority follows from impact and urgency."),
        count="",
        unconfirmed=_("To be confirmed") if is_stock_matrix else "",
        href=reverse("desk-priorities"),
    )
    return [matrix, *(_link(kind, rows) for kind, rows in lists.items())]


def _link(kind: Kind, rows: Sequence[DeskChoice]) -> SettingsLink:
    number, stock = len(rows), sum(row.is_stock for row in rows)
    count = ngettext("%(number)s value", "%(number)s values", number)
    unconfirmed = ngettext(
        "%(number)s to be confirmed", "%(number)s to be confirmed", stock
    )
    return SettingsLink(
        title=_(TITLES[kind]),
        lead=_(LEADS[kind]),
        count=count % {"number": number},
        unconfirmed=unconfirmed % {"number": stock} if stock else "",
        href=list_address(kind),
    )


def choice_rows(rows: Sequence[DeskChoice], *, focus: str = "") -> list[ChoiceRow]:
    """Return a list as whoever keeps it sees it; `focus` as in "12-up"."""
    pressed, _dash, button = focus.partition("-")
    places = [
        (
            row,
            index == 0 or rows[index - 1].parent_key != row.parent_key,
            index == len(rows) - 1 or rows[index + 1].parent_key != row.parent_key,
        )
        for index, row in enumerate(rows)
    ]
    return [
        _row(row, first, last, button if pressed == str(row.pk) else "")
        for row, first, last in places
    ]


def _row(row: DeskChoice, is_first: bool, is_last: bool, focus: str) -> ChoiceRow:
    names, language = row.names, (get_language() or "en")[:2]
    others = [code for code in LANGUAGES if code != language]
    return ChoiceRow(
        pk=row.pk,
        name=names.in_language(language),
        parent=name_of(Kind.CATEGORY, row.parent_key),
        others=[(code, names.in_language(code)) for code in others],
        is_active=row.is_active,
        is_stock=row.is_stock,
        is_first=is_first,
        is_last=is_last,
        href=value_address("desk-choice", row),
        move_href=value_address("desk-choice-move", row),
        show_href=value_address("desk-choice-show", row),
        takes_focus=_still_there(focus, is_first, is_last),
    )


def _still_there(button: str, is_first: bool, is_last: bool) -> str:
    # What came to an end of the list has but the other button left.
    if button == "up" and is_first:
        return "down"
    return "up" if button == "down" and is_last else button
