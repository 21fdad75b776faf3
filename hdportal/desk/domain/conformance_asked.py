"""Which report on the procedure an address asks for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from hdportal.desk.domain.months import Month
from hdportal.desk.domain.traces import Kind, Tally, Trace
from hdportal.kernel.text import N_

MOST_PAGES = 1000


class Finding(StrEnum):
    """What the incidents listed below the report have in common."""

    MISSED = "missed"
    REPEATED = "repeated"
    REVERSED = "reversed"
    # Its e-mail waited for more than a day.
    LATE = "late"


FINDING_LABELS: Mapping[Finding, str] = {
    Finding.MISSED: N_("A step without trace"),
    Finding.REPEATED: N_("A step repeated"),
    Finding.REVERSED: N_("A step reversed"),
    Finding.LATE: N_("E-mail picked up late"),
}


@dataclass(frozen=True)
class Asked:
    """A month and a group ("" is all), and which incidents are listed below.

    `step` narrows the list to one step; "" is any.
    """

    month: Month
    group: str = ""
    finding: Finding = Finding.MISSED
    step: str = ""
    page: int = 1

    @property
    def query(self) -> str:
        """The report as the query of an address, without what is usual."""
        values = {
            "month": str(self.month),
            "group": self.group,
            "finding": "" if self.finding is Finding.MISSED else self.finding.value,
            "step": self.step,
            "page": "" if self.page == 1 else str(self.page),
        }
        return urlencode({name: value for name, value in values.items() if value})

    def lists(self, trace: Trace) -> bool:
        """Return whether an incident belongs into the list."""
        if self.finding is Finding.LATE:
            return trace.is_late
        return trace.shows(Kind(self.finding.value), self.step)

    def is_empty(self, tally: Tally) -> bool:
        """Return whether the list holds nothing, which spares reading the month."""
        if self.finding is Finding.LATE:
            return not tally.late_mails
        counts = tally.steps[self.finding.value]
        return not (counts[self.step] if self.step else counts.total())

    def about(self, finding: Finding, step: str = "") -> "Asked":
        """Return the same report with another list."""
        return replace(self, finding=finding, step=step, page=1)


def asked_report(
    given: Mapping[str, str],
    *,
    this_month: Month,
    groups: Collection[str],
    steps: Collection[str],
) -> tuple[Asked, bool]:
    """Return what an address asks for, and whether part of it is not known.

    What is not known is left out.
    """
    month = Month.parse(given.get("month") or str(this_month))
    finding = given.get("finding") or Finding.MISSED
    group, step = given.get("group", ""), given.get("step", "")
    page = given.get("page") or "1"
    is_known = (
        month is not None and month <= this_month,
        finding in list(Finding),
        group in {"", *groups},
        step in {"", *steps},
        page.isascii() and page.isdigit() and 0 < int(page[:9]) <= MOST_PAGES,
    )
    asked = Asked(
        month=month if month and is_known[0] else this_month,
        finding=Finding(finding) if is_known[1] else Finding.MISSED,
        group=group if is_known[2] else "",
        step=step if is_known[3] else "",
        page=int(page) if is_known[4] else 1,
    )
    return asked, not all(is_known)
