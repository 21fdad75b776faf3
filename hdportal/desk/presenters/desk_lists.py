"""The desk's lists: the views, tabs and filters above one, and addresses of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from hdportal.desk.domain.desk_lists import (
    ME,
    NOBODY,
    OPEN,
    TO_DO,
    DeskList,
    Sort,
    sorts_of,
)
from hdportal.desk.domain.incident import OPEN_STATES, STATE_LABELS, State
from hdportal.desk.domain.priority import PRIORITY_LABELS
from hdportal.desk.presenters.desk_rows import full_name
from hdportal.desk.presenters.lists import capped
from hdportal.desk.queries.desk_choices import Choices
from hdportal.kernel.actor import Actor
from hdportal.kernel.text import N_
from hdportal.web.jinja import fixed_url

SORT_LABELS: Mapping[Sort, str] = {
    Sort.PRESSING: N_("Most pressing first"),
    Sort.CHANGED: N_("Newest change first"),
    Sort.AGE: N_("Oldest first"),
}
# What a list's address may hold, and the place in the list.
_PARAMETERS = ("state", "group", "person", "priority", "sort")
_PLACE = "at"
_SEARCH = ("q", "where", "before")
_LONGEST_VALUE = 200

Tab = tuple[str, str, bool, str | None]
# Number, what it counts, and the address of the list.
Count = tuple[str, str, str]
Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Filters:
    """The choices of the filters' form; `sorts` is empty where there is no choice."""

    people: Options
    groups: Options
    priorities: Options
    sorts: Options


@dataclass(frozen=True)
class Empty:
    """What an empty list says, and where to go on."""

    title: str
    text: str
    action: tuple[str, str] | None


def address(asked: DeskList, *, at: str = "") -> str:
    """Return the address of a list, at a place in it."""
    place = urlencode({_PLACE: at}) if at else ""
    query = "&".join(part for part in (asked.query, place) if part)
    return f"{fixed_url('desk')}?{query}" if query else fixed_url("desk")


def list_address(from_query: str) -> str:
    """Return the way back to the list or search that the query names, at its place."""
    if _known(from_query, "q"):
        search = _known(from_query, *_SEARCH)
        return f"{fixed_url('desk-search')}?{search}"
    query = _known(from_query, *_PARAMETERS, _PLACE)
    return f"{fixed_url('desk')}?{query}" if query else fixed_url("desk")


def next_address(number: str, from_query: str) -> str:
    """Return the address that leads from an incident to the next one of the list."""
    parts = [urlencode({"after": number}), _known(from_query, *_PARAMETERS)]
    return f"{fixed_url('desk-next')}?{'&'.join(part for part in parts if part)}"


def _known(query: str, *names: str) -> str:
    given = QueryDict(query.encode("utf-8", "replace")[:1000])
    values = {name: given.get(name, "") for name in names}
    return urlencode({n: v for n, v in values.items() if 0 < len(v) <= _LONGEST_VALUE})


def quick_views(asked: DeskList, actor: Actor, choices: Choices) -> list[Tab]:
    """Return the lists that are opened most, those of the reader's groups with them."""
    scopes = {grant.scope for grant in actor.grants}
    views = [
        (_("All to do"), DeskList()),
        (_("Mine"), DeskList(person=ME)),
        (_("Nobody's yet"), DeskList(person=NOBODY)),
        *(
            (group.name, DeskList(group=group.key))
            for group in choices.groups
            if f"group:{group.key}" in scopes
        ),
    ]
    here = replace(asked, sort=Sort.PRESSING)
    return [(label, address(view), view == here, None) for label, view in views]


def state_tabs(asked: DeskList, counts: Mapping[str, int]) -> list[Tab]:
    """Return the tabs of the states, with how many the list would hold there."""
    tabs: list[tuple[str, str]] = [(state, _(STATE_LABELS[state])) for state in State]
    tabs.insert(len(OPEN_STATES), (OPEN, _("All open")))
    tabs.insert(0, (TO_DO, _("To do")))
    return [
        (
            label,
            address(_in_state(asked, state)),
            state == asked.state,
            capped(counts[state]) if state in counts else None,
        )
        for state, label in tabs
    ]


def _in_state(asked: DeskList, state: str) -> DeskList:
    usual, *others = sorts_of(state)
    is_usual = asked.sort is sorts_of(asked.state)[0]
    sort = asked.sort if asked.sort in others and not is_usual else usual
    return replace(asked, state=state, sort=sort)


def desk_counts(every: int, mine: int, nobodys: int) -> list[Count]:
    """Return the numbers that lead into the desk's lists."""
    return [
        (capped(every), _("To do"), address(DeskList())),
        (capped(mine), _("Mine"), address(DeskList(person=ME))),
        (capped(nobodys), _("Nobody's yet"), address(DeskList(person=NOBODY))),
    ]


def filters(asked: DeskList, choices: Choices) -> Filters:
    """Return what the list can be filtered by, and its orders."""
    people = [
        (str(person.pk), full_name(person.first_name, person.last_name, person.email))
        for person in choices.people
        if person.pk != choices.reader
    ]
    sorts = sorts_of(asked.state)
    return Filters(
        people=[("", _("Anybody")), (ME, _("Me")), (NOBODY, _("Nobody")), *people],
        groups=[("", _("All groups")), *((g.key, g.name) for g in choices.groups)],
        priorities=[
            ("", _("All priorities")),
            *((str(number), _(label)) for number, label in PRIORITY_LABELS.items()),
        ],
        sorts=[(s, _(SORT_LABELS[s])) for s in sorts] if len(sorts) > 1 else [],
    )


def empty(asked: DeskList) -> Empty:
    """Return what to do where a list holds nothing."""
    everything = (_("Show all open incidents"), address(DeskList(OPEN)))
    here = replace(asked, sort=Sort.PRESSING)
    if here == DeskList():
        return Empty(
            _("Nothing is to do"),
            _("A new incident appears here as soon as somebody reports it."),
            everything,
        )
    if here == DeskList(person=ME):
        return Empty(
            _("Nothing of yours is to do"),
            _("Take the most pressing of those that nobody has taken yet."),
            (_("Show nobody's incidents"), address(DeskList(person=NOBODY))),
        )
    if here == DeskList(person=NOBODY):
        text = _("Whatever can be worked on has somebody who handles it.")
        return Empty(_("All are taken"), text, everything)
    text = _("Choose another state, or take a filter away.")
    return Empty(_("No incident matches"), text, everything)
