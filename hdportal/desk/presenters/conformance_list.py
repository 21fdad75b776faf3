"""The incidents listed below the report on the procedure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hdportal.desk.domain.conformance_asked import FINDING_LABELS, Asked, Finding
from hdportal.desk.domain.traces import Kind, Tally, Trace
from hdportal.desk.presenters.conformance_words import list_address, step_name
from hdportal.web.jinja import show_date, url


@dataclass(frozen=True)
class ListRow:
    """One incident of the list below."""

    number: str
    href: str
    subject: str
    group: str
    resolved: str
    steps: str


class ListWords(NamedTuple):
    """What a list says besides the traces: subjects by incident, names by group."""

    subjects: Mapping[int, str]
    groups: Mapping[int, str]


def list_rows(traces: Iterable[Trace], words: ListWords, asked: Asked) -> list[ListRow]:
    """Return the incidents of the list, with the steps that brought them there."""
    return [_list_row(trace, words, asked) for trace in traces]


def _list_row(trace: Trace, words: ListWords, asked: Asked) -> ListRow:
    return ListRow(
        number=trace.number,
        href=url("desk-procedure", number=trace.number),
        subject=words.subjects.get(trace.pk, ""),
        group=", ".join(sorted(words.groups.get(key, "") for key in trace.groups)),
        resolved=show_date(timezone.localtime(trace.resolved_at).date()),
        steps=_why(trace, asked.finding),
    )


def _why(trace: Trace, finding: Finding) -> str:
    if finding is not Finding.LATE:
        return ", ".join(sorted(trace.steps[Kind(finding.value)]))
    hours = int(trace.picked_up.total_seconds() // 3600) if trace.picked_up else 0
    text = ngettext("after %(count)s hour", "after %(count)s hours", hours)
    return text % {"count": hours}


def tabs(asked: Asked, tally: Tally) -> list[tuple[str, str, bool, None]]:
    """Return the lists that are offered below the report."""
    offered = [f for f in Finding if f is not Finding.LATE or tally.mails]
    return [
        (
            _(FINDING_LABELS[finding]),
            list_address(asked.about(finding)),
            finding is asked.finding,
            None,
        )
        for finding in offered
    ]


def list_title(asked: Asked) -> str:
    """Return what the list below holds."""
    label = _(FINDING_LABELS[asked.finding])
    return f"{label}: {step_name(asked.step)}" if asked.step else label
