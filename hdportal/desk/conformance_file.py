"""The report on the procedure as a file: one line an incident."""

import csv
from collections.abc import Iterable, Iterator, Mapping

from hdportal.desk.domain import sop
from hdportal.desk.domain.traces import Kind, Trace
from hdportal.kernel.clock import BRUSSELS

_REFS = [one.ref for one in sop.ACTIVITIES]
# Kept in English: a file is read by other programs as well.
HEADER = [
    *("number", "resolved", "groups", *_REFS),
    *("repeated", "reversed", "email_hours"),
]


class _Echo:
    """A file that gives back each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(traces: Iterable[Trace], names: Mapping[int, str]) -> Iterator[str]:
    """Yield the lines of the file; a step is "done", "no trace" or empty.

    It holds numbers, moments and the names of groups, nothing that a person typed.
    """
    writer = csv.writer(_Echo())
    yield writer.writerow(HEADER)
    for trace in traces:
        yield writer.writerow(_line(trace, names))


def _line(trace: Trace, names: Mapping[int, str]) -> list[str]:
    hours = trace.picked_up.total_seconds() / 3600 if trace.picked_up else None
    return [
        trace.number,
        trace.resolved_at.astimezone(BRUSSELS).isoformat(timespec="minutes"),
        ", ".join(sorted(_safe(names.get(key, "")) for key in trace.groups)),
        *(_cell(trace, ref) for ref in _REFS),
        " ".join(sorted(trace.steps[Kind.REPEATED])),
        " ".join(sorted(trace.steps[Kind.REVERSED])),
        "" if hours is None else f"{hours:.1f}",
    ]


def _cell(trace: Trace, ref: str) -> str:
    if ref in trace.steps[Kind.DONE]:
        return "done"
    return "no trace" if ref in trace.steps[Kind.MISSED] else ""


def _safe(name: str) -> str:
    # A spreadsheet takes what begins like this for a formula.
    return f"'{name}" if name[:1] in "=+-@\t\r" and name else name
