"""Make docs/figures.md of the lines of a run: python -m bench.figures < run.jsonl."""

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

Line = dict[str, Any]

HEAD = """\
# Figures

Made by `python -m bench.figures` from the lines that the named commands print; how
each is measured stands in `bench/README.md`. Absolute values are of one machine; the
shares and ratios are what the project promises.
"""


def main() -> None:
    """Read JSON lines and print the page."""
    lines = [json.loads(text) for text in sys.stdin if text.strip()]
    print(HEAD)
    for title, command, wanted, table in SECTIONS:
        found = [line for line in lines if line["what"] == wanted]
        if found:
            print(f"## {title}\n\n`{command}`\n")
            print("\n".join(table(found)) + "\n")


def rows_of(
    *columns: tuple[str, Callable[[Line], object]],
) -> Callable[[list[Line]], Iterable[str]]:
    """Return a function that makes a table with these columns."""

    def table(lines: list[Line]) -> Iterable[str]:
        yield "| " + " | ".join(name for name, _value in columns) + " |"
        yield "| --- " * len(columns) + "|"
        for line in lines:
            yield "| " + " | ".join(str(value(line)) for _name, value in columns) + " |"

    return table


def key(name: str) -> Callable[[Line], object]:
    """Return a function that takes a value out of a line."""
    return lambda line: _shown(line[name])


def _shown(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "**no**"
    if isinstance(value, int):
        return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")
    return value


def _by_size(name: str) -> Callable[[Line], object]:
    return lambda line: ", ".join(str(value) for value in line[name].values())


def _of_steps(name: str) -> Callable[[Line], object]:
    return lambda line: " / ".join(str(one[name]) for one in line["steps"].values())


def _sum(name: str) -> Callable[[Line], object]:
    return lambda line: sum(line[name].values())


SECTIONS = (
    (
        "Goals",
        "python -m bench --only pages",
        "goal",
        rows_of(
            ("Goal", key("goal")),
            ("Database", key("database")),
            ("Incidents", key("incidents")),
            ("Wanted", key("wanted")),
            ("By processor time", key("found_by_cpu")),
            ("By requests/s", key("found_by_requests")),
            ("Met", key("met")),
        ),
    ),
    (
        "The yardstick",
        "python -m bench --only pages",
        "reference",
        rows_of(
            ("Database", key("database")),
            ("Constant view, requests/s", lambda line: line["constant"]["rps"]),
            (
                "Reference page, requests/s at each size",
                lambda line: ", ".join(
                    str(one["rps"]) for one in line["reference"].values()
                ),
            ),
            ("Constant / reference on SQLite", key("constant_of_reference")),
            ("Client", key("client")),
            ("Stolen time", key("stolen")),
            ("Fingerprint", key("fingerprint")),
        ),
    ),
    (
        "Pages",
        "python -m bench --only pages",
        "page",
        rows_of(
            ("Page", key("page")),
            ("Database", key("database")),
            ("Incidents", key("incidents")),
            ("Rows", key("rows")),
            ("Requests/s", key("rps")),
            (
                "Processor ms, web + database",
                lambda line: f"{line['cpu_ms']} + {line['database_cpu_ms']}",
            ),
            ("p50 / p99 ms", lambda line: f"{line['p50_ms']} / {line['p99_ms']}"),
            ("Of the reference", key("of_reference")),
            ("By processor time", key("of_reference_by_cpu")),
        ),
    ),
    (
        "Queries per page",
        "python -m bench --only pages",
        "queries",
        rows_of(
            ("Page", key("page")),
            ("Database", key("database")),
            ("Queries at each size", _by_size("queries")),
            ("Constant", key("constant")),
        ),
    ),
    (
        "Searches",
        "python -m bench --only search",
        "search",
        rows_of(
            ("Reader", key("reader")),
            ("Words", key("words")),
            ("Database", key("database")),
            ("p50 ms at each size", _by_size("p50_ms")),
            ("p95 ms at each size", _by_size("p95_ms")),
            ("Large to small", key("ratio")),
            ("Goal", key("goal")),
            ("Met", key("met")),
        ),
    ),
    (
        "Submits by eight people at once",
        "python -m bench --only submits",
        "submits",
        rows_of(
            ("Database", key("database")),
            ("Submits/s, each with the page that follows", key("submits_per_second")),
            (
                "Submit p50 / p99 / longest, ms",
                lambda line: " / ".join(
                    str(line[f"post_ms_{part}"]) for part in ("p50", "p99", "max")
                ),
            ),
            ("Errors", key("errors")),
            ("Lock errors", key("lock_errors")),
            ("Lost", key("lost")),
            ("Numbers gapless and unique", key("gapless_and_unique")),
        ),
    ),
    (
        "Eight agents who take, answer and resolve at once",
        "python -m bench --only handling",
        "handling",
        rows_of(
            ("Database", key("database")),
            ("Taken / answered / resolved per second", _of_steps("per_second")),
            ("Processor ms an incident", key("cpu_ms_per_incident")),
            ("Each p50, ms", _of_steps("p50_ms")),
            ("Each p99, ms", _of_steps("p99_ms")),
            ("Errors", key("errors")),
            ("Lock errors", key("lock_errors")),
            ("Missing rows", _sum("missing")),
            ("Rows too many", _sum("surplus")),
        ),
    ),
    (
        "Goals of support time",
        "python -m bench --only hours",
        "support_time_goal",
        rows_of(
            ("Goal", key("goal")),
            ("Wanted", key("wanted")),
            ("Found", key("found")),
            ("Met", key("met")),
        ),
    ),
    (
        "Support time, one interval at a time",
        "python -m bench --only hours",
        "support_time",
        rows_of(
            ("Library", key("library")),
            ("Intervals/s", key("per_second")),
            ("Wrong in office hours", key("wrong_in_office_hours")),
            ("Wrong at night, over clock changes", key("wrong_at_night")),
            ("Of", key("of")),
        ),
    ),
    (
        "Due moments",
        "python -m bench --only hours",
        "due_moments",
        rows_of(
            ("Moments/s", key("per_second")),
        ),
    ),
    (
        "Memory of the idle server",
        "python -m bench --only weight",
        "memory",
        rows_of(
            ("Web processes", key("workers")),
            ("All processes", key("processes")),
            ("Megabytes", key("megabytes")),
        ),
    ),
    (
        "Bytes of a first visit",
        "python -m bench --only weight",
        "bytes",
        rows_of(
            ("Page", key("page")),
            ("Page itself", key("page_bytes")),
            ("Files", key("files")),
            ("Bytes of the files", key("files_bytes")),
            ("Together", key("first_visit_bytes")),
        ),
    ),
)


if __name__ == "__main__":
    main()
