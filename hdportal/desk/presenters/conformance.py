"""The report on the procedure: numbers put into words, and addresses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from hdportal.desk.domain import sop
from hdportal.desk.domain.conformance import (
    FEWEST_TO_JUDGE,
    JUDGEMENT_LABELS,
    KEPT_FROM,
    OFTEN_SKIPPED_BELOW,
    Judgement,
    StepReport,
    step_reports,
)
from hdportal.desk.domain.conformance_asked import Asked, Finding
from hdportal.desk.domain.months import Month
from hdportal.desk.domain.traces import Tally
from hdportal.desk.presenters.conformance_words import (
    list_address,
    month_name,
    percent,
    report_address,
)

_TONES: Mapping[Judgement, tuple[str, str]] = {
    Judgement.KEPT: ("success", "circle-check"),
    Judgement.SOMETIMES_SKIPPED: ("warning", "circle-alert"),
    Judgement.OFTEN_SKIPPED: ("danger", "triangle-alert"),
    Judgement.TOO_FEW: ("neutral", "circle-help"),
    Judgement.AS_NEEDED: ("info", "info"),
    Judgement.NOT_ASKED: ("neutral", "circle"),
}


class Number(NamedTuple):
    """A count and, where there is something to see, the list of what was counted."""

    text: str
    href: str


class Bar(NamedTuple):
    """The parts of a bar of 100, which says the same as the numbers beside it."""

    done: float
    missed: float


@dataclass(frozen=True)
class StepRow:
    """One step of the table; `href` leads to its last months."""

    ref: str
    name: str
    href: str
    bar: Bar
    judgement: tuple[str, str, str]
    done: str
    not_needed: str
    missed: Number
    repeated: Number
    reversed: Number


class Stat(NamedTuple):
    """One number above the report."""

    number: str
    label: str
    tone: str
    hint: str


def stats(tally: Tally) -> list[Stat]:
    """Return the numbers above the report."""
    in_time = tally.mails - tally.late_mails
    mails = {"in_time": in_time, "all": tally.mails}
    found = [
        Stat(str(tally.incidents), _("incidents resolved"), "", ""),
        Stat(
            percent(tally.share()),
            _("of the steps asked for were done"),
            "",
            _("Without the steps that are done as needed"),
        ),
        Stat(str(tally.complete), _("incidents with every step"), "", ""),
    ]
    if tally.mails:
        found.append(
            Stat(
                _("%(in_time)s of %(all)s") % mails,
                _("e-mails picked up within one day"),
                "warning" if tally.late_mails else "success",
                _("From when the e-mail came to when the incident was opened"),
            )
        )
    return found


def rows(tally: Tally, asked: Asked) -> list[StepRow]:
    """Return the steps I01 to I15 with their numbers."""
    names = {one.ref: _(one.name) for one in sop.ACTIVITIES}
    reports = step_reports(tally, sop.ACTIVITIES)
    return [_row(report, names[report.ref], tally, asked) for report in reports]


def _row(report: StepReport, name: str, tally: Tally, asked: Asked) -> StepRow:
    judgement, whole = report.judgement, max(tally.incidents, 1)
    return StepRow(
        ref=report.ref,
        name=name,
        href=f"{report_address(asked.about(Finding.MISSED, report.ref))}#trend",
        bar=Bar(100 * report.done / whole, 100 * report.missed / whole),
        judgement=(_(JUDGEMENT_LABELS[judgement]), *_TONES[judgement]),
        done=str(report.done),
        not_needed=str(report.not_needed),
        missed=_number(report.missed, asked.about(Finding.MISSED, report.ref)),
        repeated=_number(report.repeated, asked.about(Finding.REPEATED, report.ref)),
        reversed=_number(report.reversed, asked.about(Finding.REVERSED, report.ref)),
    )


def _number(count: int, listed: Asked) -> Number:
    return Number(str(count), list_address(listed) if count else "")


def key_sentence() -> str:
    """Return how the bars and the judgements are to be read."""
    text = _(
        "In each bar: done as a full stripe, no trace as a thin one, the rest not "
        "needed. A step counts as kept from %(kept)s on, and as often skipped below "
        "%(often)s; of fewer than %(fewest)s incidents no judgement is made."
    )
    limits = {"kept": percent(KEPT_FROM), "often": percent(OFTEN_SKIPPED_BELOW)}
    return text % {**limits, "fewest": FEWEST_TO_JUDGE}


def group_options(
    groups: Sequence[tuple[str, str]], *, is_everywhere: bool
) -> list[tuple[str, str]]:
    """Return the groups to choose from, all of them together first."""
    every = [("", _("All groups"))] if is_everywhere else []
    return [*every, *groups]


def month_options(asked: Asked, this_month: Month) -> list[tuple[str, str]]:
    """Return the months to choose from, the newest first; the one asked for as well."""
    months = {this_month.plus(-back) for back in range(12)} | {asked.month}
    return [(str(m), month_name(m)) for m in sorted(months, reverse=True)]
