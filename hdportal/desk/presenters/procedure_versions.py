"""The versions of the procedure: which was in force on which days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from hdportal.desk.domain import sop
from hdportal.web.jinja import show_date


@dataclass(frozen=True)
class VersionView:
    """One version in the list; `until` is the last day of one that was followed."""

    number: int
    in_force: date
    until: date | None
    standing: str
    tone: str
    icon: str
    is_newest: bool
    has_earlier: bool


def title_of(definition: Mapping[str, Any]) -> str:
    """Return what the procedure is called."""
    title = definition["title"]
    return _(title)


def version_views(versions: Sequence[sop.Version], *, today: date) -> list[VersionView]:
    """Return the versions, newest first."""
    in_order = sorted(versions, key=lambda version: version.number)
    views = []
    for place, version in enumerate(in_order):
        after = in_order[place + 1] if place + 1 < len(in_order) else None
        until = after.in_force - timedelta(days=1) if after else None
        standing = _standing(version.in_force, until, today)
        views.append(
            VersionView(
                version.number,
                version.in_force,
                until,
                *standing,
                is_newest=after is None,
                has_earlier=place > 0,
            )
        )
    return views[::-1]


def _standing(begin: date, until: date | None, today: date) -> tuple[str, str, str]:
    """Return the text, tone and icon that say whether a version is in force."""
    if today < begin:
        text = _("In force from %(day)s") % {"day": show_date(begin)}
        return text, "info", "clock"
    if until is not None and until < today:
        text = _("In force until %(day)s") % {"day": show_date(until)}
        return text, "neutral", "history"
    text = _("In force since %(day)s") % {"day": show_date(begin)}
    return text, "success", "circle-check"
