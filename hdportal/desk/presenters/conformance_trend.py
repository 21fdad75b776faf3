"""The plot of the last months: where its bars and words stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from hdportal.desk.domain.months import Month
from hdportal.desk.domain.traces import Tally
from hdportal.desk.presenters.conformance_words import month_name, percent

WIDTH, HEIGHT = 360, 170
_COLUMN, _BAR = 60, 34
_TOP, _BASE = 24, 140


@dataclass(frozen=True)
class Column:
    """One month: its bar, and what stands above and below it."""

    name: str
    short: str
    share: str
    incidents: int
    middle: int
    x: int
    y: float
    height: float
    label_y: float
    is_current: bool


@dataclass(frozen=True)
class Trend:
    """The plot; `summary` says it in a sentence."""

    columns: list[Column]
    width: int
    height: int
    bar: int
    base: int
    summary: str


def trend(tallies: Mapping[Month, Tally], asked: Month, step: str) -> Trend | None:
    """Return the plot of the share done in each month, of one step or of all.

    None where nothing was resolved in any of them.
    """
    if not any(tally.incidents for tally in tallies.values()):
        return None
    months = sorted(tallies)
    columns = [
        _column(place, month, tallies[month], step, is_current=month == asked)
        for place, month in enumerate(months)
    ]
    told = ", ".join(f"{column.name}: {column.share}" for column in columns)
    return Trend(columns, WIDTH, HEIGHT, _BAR, _BASE, told)


def _column(
    place: int, month: Month, tally: Tally, step: str, *, is_current: bool
) -> Column:
    share = tally.share(step)
    height = round((share or 0) * (_BASE - _TOP), 1)
    middle = place * _COLUMN + _COLUMN // 2
    return Column(
        name=month_name(month),
        short=formats.date_format(month.first_day, "M"),
        share=percent(share) if share is not None else _("none"),
        incidents=tally.incidents,
        middle=middle,
        x=middle - _BAR // 2,
        y=_BASE - height,
        height=height,
        label_y=_BASE - height - 6,
        is_current=is_current,
    )
