"""What is said about the measured pages: a line each, and a line per goal."""

from collections.abc import Iterator
from statistics import median
from typing import Any

from bench import datasets
from bench.courses import ROWS, Course, Gate
from bench.databases import Database
from bench.load import CONNECTIONS, client_name

PAGE_GOAL, UNCHANGED_GOAL, SIZE_GOAL = 0.5, 3.0, 1.2

# By number of incidents and of rows.
References = dict[tuple[int, int], Course]


def reference_line(
    database: Database, gate: Gate, references: References, stolen: float
) -> dict[str, Any]:
    """Return the line of the yardstick."""
    return {
        "what": "reference",
        "database": database.kind,
        "fingerprint": datasets.fingerprint("bench/reference/**/*"),
        "client": client_name(),
        "connections": CONNECTIONS,
        "stolen": stolen,
        "constant": _figures(gate.constant),
        "constant_of_reference": round(gate.times, 1),
        "reference": {
            size: _figures(one)
            for (size, rows), one in references.items()
            if rows == ROWS
        },
        "rows": {
            f"{rows} at {size}": round(1 / one.costs(references[size, ROWS]), 2)
            for (size, rows), one in references.items()
            if rows != ROWS
        },
    }


def _figures(course: Course) -> dict[str, Any]:
    return {
        "rps": round(course.rps, 1),
        "cpu_ms": round(median(course.cpu_ms), 2),
        "database_cpu_ms": round(median(course.database_cpu_ms), 2),
        "p50_ms": round(median(load.p50_ms for load in course.loads), 2),
        "p99_ms": round(median(load.p99_ms for load in course.loads), 2),
        "bytes": course.body_bytes,
    }


def line(database: Database, course: Course, reference: Course) -> dict[str, Any]:
    """Return the line of one page at one size."""
    return {
        "what": "page",
        "database": database.kind,
        "incidents": course.size,
        "page": course.name,
        "rows": course.facts["rows"],
        **_figures(course),
        "queries": course.facts["queries"],
        "of_reference": round(course.times(reference), 2),
        "of_reference_by_cpu": round(1 / course.costs(reference), 2),
    }


def goals(
    database: Database,
    sizes: list[int],
    courses: list[Course],
    references: References,
) -> Iterator[dict[str, Any]]:
    """Yield a line per goal, and one per page with its queries."""
    found = {(c.name, c.size): c for c in courses}
    for size in sizes:
        for course in (one for one in courses if one.size == size):
            wanted = UNCHANGED_GOAL if course.is_unchanged else PAGE_GOAL
            pair = course, references[size, course.rows]
            goal = f"{course.name}: of the reference"
            yield _goal(database, size, goal, pair, f">= {wanted}")
    for page in dict.fromkeys(c.name for c in courses):
        small, large = found[page, sizes[0]], found[page, sizes[-1]]
        if len(sizes) > 1:
            goal = f"{page}: times as slow as at {sizes[0]}"
            yield _goal(database, sizes[-1], goal, (small, large), f"<= {SIZE_GOAL}")
        yield {
            "what": "queries",
            "database": database.kind,
            "page": page,
            "queries": {size: found[page, size].facts["queries"] for size in sizes},
            "constant": small.facts["queries"] == large.facts["queries"],
        }


def _goal(
    database: Database, size: int, goal: str, pair: tuple[Course, Course], wanted: str
) -> dict[str, Any]:
    one, other = pair
    by_cpu = other.costs(one)
    sign, _, limit = wanted.partition(" ")
    return {
        "what": "goal",
        "database": database.kind,
        "incidents": size,
        "goal": goal,
        "wanted": wanted,
        "found_by_cpu": round(by_cpu, 2),
        "found_by_requests": round(one.times(other), 2),
        # Processor time decides: what else the machine does hardly changes it.
        "met": by_cpu >= float(limit) if sign == ">=" else by_cpu <= float(limit),
    }
