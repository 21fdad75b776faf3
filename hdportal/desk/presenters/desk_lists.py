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
    SOON,
    TO_DO,
    DeskList,
    Sort,
    may_be_due,
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
    Sort.DUE: N_("Due first"),
    Sort.CHANGED: N_("Newest change first"),
    Sort.AGE: N_("Oldest first"),
}
# What a list's address may hold, and the place in the list.
_PARAMETERS = ("state", "group", "person", "priority", "due", "sort")
_PLACE = "at"
_SEARCH = ("q", "where", "before")
_LONGEST_VALUE = 200

Tab = tuple[str, str, bool, str | None]
# Number, what it counts, and the address of the list.
Count = tuple[str, str, str]
Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Filters:
    """The choices of the filters' form; some are empty where there is no choice."""

    people: Options
    groups: Options
    priorities: Options
    dues: Options
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
        (_("Due soon or late"), DeskList(due=SOON)),
        *(
            (group.name, DeskList(group=group.key))
            for group in choices.groups
            if f"group:{group.key}" in scopes
        ),
    ]
    return [
        (label, address(view.as_usual), view.as_usual == asked.as_usual, None)
        for label, view in views
    ]


def state_tabs(asked: DeskList, counts: Mapping[str, int]) -> list[Tab]:
    """Return the tabs of the states, with how many the list would hold there."""
    tabs: list[tuple[str, str]] = [(state, _(STATE_LABELS[state])) for state in State]
    tabs.insert(len(OPEN_STATES), (OPEN, _("All open")))
    tabs.insert(0, (TO_DO, _("To do")))
    there = [(label, _in_state(asked, state)) for state, label in tabs]
    return [
        (
            label,
            address(one),
            one.state == asked.state,
            # What is on hold is not due: the list there has other incidents.
            capped(counts[one.state])
            if one.state in counts and one.due == asked.due
            else None,
        )
        for label, one in there
    ]


def _in_state(asked: DeskList, state: str) -> DeskList:
    due = asked.due if may_be_due(state) else ""
    there = replace(asked, state=state, due=due).as_usual
    keeps_order = asked.sort in there.sorts and asked.sort is not asked.sorts[0]
    return replace(there, sort=asked.sort) if keeps_order else there


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
    sorts = asked.sorts
    soon = [("", _("Whenever")), (SOON, _("Within 4 hours, or late"))]
    return Filters(
        people=[("", _("Anybody")), (ME, _("Me")), (NOBODY, _("Nobody")), *people],
        groups=[("", _("All groups")), *((g.key, g.name) for g in choices.groups)],
        priorities=[
            ("", _("All priorities")),
            *((str(number), _(label)) for number, label in PRIORITY_LABELS.items()),
        ],
        dues=soon if may_be_due(asked.state) else [],
        sorts=[(s, _(SORT_LABELS[s])) for s in sorts] if len(sorts) > 1 else [],
    )


def empty(asked: DeskList) -> Empty:
    """Return what to do where a list holds nothing."""
    everything = (_("Show all open incidents"), address(DeskList(OPEN)))
    here = asked.as_usual
    if here == DeskList(due=SOON).as_usual:
        return Empty(
            _("Nothing is about to be late"),
            _("Nothing that the desk works on is due within the next four hours."),
            (_("Show what is to do"), address(DeskList())),
        )
    if asked.sort is Sort.DUE and not asked.due:
        return Empty(
            _("Nothing is due"),
            _(
                "Incidents are due where the support hours and a target are known, and "
                "not while they are on hold."
            ),
            (_("Show them in another order"), address(here)),
        )
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
