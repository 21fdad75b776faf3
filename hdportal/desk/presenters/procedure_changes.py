"""What changed from one version of the procedure to the next, readable place by place.

A change names its place by words from the whole to the part; the first word is the
section here, the second the item, the third a line of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hdportal.desk.domain.incident import STATE_LABELS
from hdportal.desk.domain.sop import Change
from hdportal.desk.presenters.procedure_matrix import activity_name

_STATES = frozenset(STATE_LABELS.values())


@dataclass(frozen=True)
class ChangeLine:
    """What one place said and says now; an empty list is nothing."""

    label: str
    was: list[str]
    now: list[str]


@dataclass(frozen=True)
class ChangeItem:
    """One item: whether it is new, gone or changed, and in what."""

    place: str
    kind: str
    tone: str
    icon: str
    lines: list[ChangeLine]


@dataclass(frozen=True)
class ChangeSection:
    """The changes within one part of the procedure, as I04 or the vocabulary."""

    key: str
    title: str
    items: list[ChangeItem]

    @property
    def pair(self) -> tuple[str, str]:
        """What the contents of the page need."""
        return self.key, self.title


def change_sections(
    changes: Iterable[Change], definition: Mapping[str, Any]
) -> list[ChangeSection]:
    """Return the changes by the part of the procedure that they are in."""
    names = {one["ref"]: one["name"] for one in definition["activities"]}
    return [
        ChangeSection(f"part-{number}", _title(word, names), _items(list(group)))
        for number, (word, group) in enumerate(
            groupby(changes, key=lambda one: one.path[0]), start=1
        )
    ]


def summary(sections: Iterable[ChangeSection]) -> str:
    """Return how much changed, in a word."""
    count = sum(len(section.items) for section in sections)
    text = ngettext("%(count)d place changed.", "%(count)d places changed.", count)
    return text % {"count": count}


def _title(word: str, names: Mapping[str, str]) -> str:
    return f"{word} {activity_name(names[word])}" if word in names else _(word)


def _items(changes: list[Change]) -> list[ChangeItem]:
    by_place: dict[tuple[str, ...], list[Change]] = {}
    for one in changes:
        by_place.setdefault(one.path[1:2], []).append(one)
    return [_item(group) for group in by_place.values()]


def _item(changes: list[Change]) -> ChangeItem:
    place = "".join(_(word) for word in changes[0].path[1:2])
    return ChangeItem(place, *_kind(changes), [_line(one) for one in changes])


def _kind(changes: list[Change]) -> tuple[str, str, str]:
    if not any(one.was for one in changes):
        return _("New"), "success", "plus"
    if not any(one.now for one in changes):
        return _("Gone"), "danger", "x"
    return _("Changed"), "info", "pencil"


def _line(one: Change) -> ChangeLine:
    label, was, now = _label(one.path[2:]), _shown(one.was), _shown(one.now)
    if label:
        # Short beside its label: roles, or one state.
        return ChangeLine(label, _in_one(was), _in_one(now))
    return ChangeLine(label, was, now)


def _label(words: tuple[str, ...]) -> str:
    if words and words[0] in _STATES:
        return _("From “%(state)s” to") % {"state": _(words[0])}
    return ", ".join(_(word) for word in words)


def _in_one(texts: list[str]) -> list[str]:
    return [", ".join(texts)] if texts else []


def _shown(texts: tuple[str, ...]) -> list[str]:
    # An empty text would be answered with the header of the catalogue.
    return [_(text) for text in texts if text]
