"""Pages at two sizes beside the reference page, run by run in turn."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Any

from bench import datasets
from bench.databases import Database, Sqlite
from bench.load import (
    CONNECTIONS,
    Load,
    Target,
    WrongAnswer,
    client_name,
    fetch,
    run,
)
from bench.machine import cores, steal_share, steal_ticks
from bench.servers import Server, web_server

CONSTANT, REFERENCE = "constant bytes", "reference"
# The gate is about SQLite, where no database server takes part in the page's time.
YARDSTICK = "reference on SQLite"
# The constant view does this many times as much as the reference, or it is unfair.
GATE = (10, 20)
PAGE_GOAL, UNCHANGED_GOAL, SIZE_GOAL = 0.5, 3.0, 1.2
COMPARED = ("my incidents", "incident")
PATIENCE = 5
WARM_UP = 40


class UnfairReference(Exception):
    """The yardstick is not what it should be."""


@dataclass
class Course:
    """One address and all that was measured on it."""

    name: str
    size: int
    server: Server
    target: Target
    body_bytes: int = 0
    facts: dict[str, Any] = field(default_factory=dict)
    loads: list[Load] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    database_cpu_ms: list[float] = field(default_factory=list)

    @property
    def rps(self) -> float:
        """Requests per second, the median of the runs."""
        return median(load.rps for load in self.loads)

    def times(self, other: "Course") -> float:
        """Return how many times as many requests as `other` it answered, run by run."""
        pairs = zip(self.loads, other.loads, strict=True)
        return median(mine.rps / theirs.rps for mine, theirs in pairs)

    def costs(self, other: "Course") -> float:
        """Return its processor time as a multiple of that of `other`, run by run."""
        pairs = zip(self._cost_ms(), other._cost_ms(), strict=True)
        return median(mine / theirs for mine, theirs in pairs)

    def _cost_ms(self) -> list[float]:
        both = zip(self.cpu_ms, self.database_cpu_ms, strict=True)
        return [web + database for web, database in both]


class Gate:
    """The constant view and the reference page in turn, before everything else."""

    def __init__(self, courses: list[Course], runs: int) -> None:
        found = {course.name: course for course in reversed(courses)}
        yardstick = found.get(YARDSTICK) or found[REFERENCE]
        self.constant = found[CONSTANT]
        self.reference = replace(yardstick, loads=[], cpu_ms=[], database_cpu_ms=[])
        self.runs = runs

    def measure(self, database: Database, seconds: float, core: int) -> None:
        """Let both run in turn."""
        for _unused in range(self.runs):
            _run_once(self.constant, database, seconds, core)
            _run_once(self.reference, database, seconds, core)

    @property
    def times(self) -> float:
        """How many times as much as the reference the constant view does."""
        return self.constant.times(self.reference)

    def refuse_unless_fair(self) -> None:
        """Stop a measurement whose yardstick is bent."""
        if GATE[0] <= self.times <= GATE[1]:
            return
        raise UnfairReference(
            f"The reference page does 1/{self.times:.1f} of the constant view's"
            f" requests; it must be between 1/{GATE[0]} and 1/{GATE[1]} to be a"
            " yardstick. On a busy machine, try again later"
            " (bench/reference/README.md)."
        )


def measure(
    database: Database, sizes: list[int], seconds: float, runs: int, *, is_strict: bool
) -> Iterator[dict[str, Any]]:
    """Yield a line per page and size, then a line per goal.

    Raises:
        UnfairReference: the reference page is too fast or too slow for a yardstick;
            only if `is_strict`.
    """
    core, load_core = cores()
    with ExitStack() as stack:
        courses = list(_courses(stack, database, sizes, core))
        gate = Gate(courses, runs=runs + 2)
        gate.measure(database, seconds, load_core)
        if is_strict:
            gate.refuse_unless_fair()
        courses = [c for c in courses if c.name not in {CONSTANT, YARDSTICK}]
        # What is compared runs side by side: a machine is busy now and idle then.
        names = [course.name for course in courses]
        courses.sort(key=lambda course: names.index(course.name))
        before = steal_ticks()
        for _unused in range(runs):
            for course in courses:
                _run_once(course, database, seconds, load_core)
        stolen = steal_share(before, steal_ticks())
    references = {c.size: c for c in courses if c.name == REFERENCE}
    yield _reference_line(database, gate, references, stolen)
    ours = [c for c in courses if c.name != REFERENCE]
    for course in ours:
        yield _line(database, course, references[course.size])
    yield from _goals(database, sizes, ours, references)


def _courses(
    stack: ExitStack, database: Database, sizes: list[int], core: int
) -> Iterator[Course]:
    folder = datasets.cache_folder()
    portals = {size: datasets.portal(database, size) for size in sizes}
    # The static files and their names come before the first page.
    datasets.collect_static(portals[sizes[0]])
    constant = stack.enter_context(
        web_server(
            "constant",
            {"DJANGO_SETTINGS_MODULE": "bench.reference.constant_settings"},
            folder=folder,
            core=core,
            application="bench.reference.wsgi:application",
            ready=("/constant/", 200),
        )
    )
    yield _warm(Course(CONSTANT, 0, constant, Target(constant.port, "/constant/")))
    if not isinstance(database, Sqlite):
        plain = _reference(stack, Sqlite(folder), sizes[0], core, folder)
        plain.name = YARDSTICK
        yield plain
    for size in sizes:
        yield _reference(stack, database, size, core, folder)
        server = stack.enter_context(
            web_server(
                f"portal-{size}", portals[size].environment, folder=folder, core=core
            )
        )
        for visit in portals[size].visits("pages"):
            headers = {"Cookie": visit["cookie"]}
            target = Target(server.port, visit["path"], headers)
            page = Course(visit["page"], size, server, target, facts=visit)
            yield _warm(page)
            if visit["page"] in COMPARED:
                yield _unchanged(page)


def _reference(
    stack: ExitStack, database: Database, size: int, core: int, folder: Path
) -> Course:
    reference = datasets.reference(database, size)
    page = reference.page(size)
    server = stack.enter_context(
        web_server(
            f"reference-{database.kind}-{size}",
            reference.environment,
            folder=folder,
            core=core,
            application="bench.reference.wsgi:application",
            ready=("/tickets/", 302),
        )
    )
    target = Target(server.port, page["path"], {"Cookie": page["cookie"]})
    return _warm(Course(REFERENCE, size, server, target))


def _unchanged(page: Course) -> Course:
    response, _body = fetch(page.target)
    tag = response.headers.get("ETag")
    if tag is None:
        raise WrongAnswer(f"{page.target.path} carries no ETag")
    headers = {**page.target.headers, "If-None-Match": tag}
    target = Target(page.target.port, page.target.path, headers, status=304)
    facts = {**page.facts, "queries": page.facts["queries_unchanged"]}
    return _warm(
        Course(f"{page.name}, unchanged", page.size, page.server, target, facts=facts)
    )


def _warm(course: Course) -> Course:
    for _unused in range(WARM_UP):
        _response, body = fetch(course.target)
    course.body_bytes = len(body)
    return course


def _run_once(course: Course, database: Database, seconds: float, core: int) -> None:
    cpu, database_cpu = course.server.cpu_seconds(), database.cpu_seconds()
    load = run(course.target, seconds, core)
    for _again in range(PATIENCE):
        if load.requests:
            break
        # So busy a machine answered nothing in so short a run.
        load = run(course.target, seconds, core)
    used = course.server.cpu_seconds() - cpu
    database_used = database.cpu_seconds() - database_cpu
    course.loads.append(load)
    requests = max(load.requests, 1)
    course.cpu_ms.append(used * 1000 / requests)
    course.database_cpu_ms.append(database_used * 1000 / requests)


def _reference_line(
    database: Database, gate: Gate, references: dict[int, Course], stolen: float
) -> dict[str, Any]:
    return {
        "what": "reference",
        "database": database.kind,
        "fingerprint": datasets.fingerprint("bench/reference/**/*"),
        "client": client_name(),
        "connections": CONNECTIONS,
        "stolen": stolen,
        "constant": _figures(gate.constant),
        "constant_of_reference": round(gate.times, 1),
        "reference": {size: _figures(one) for size, one in references.items()},
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


def _line(database: Database, course: Course, reference: Course) -> dict[str, Any]:
    return {
        "what": "page",
        "database": database.kind,
        "incidents": course.size,
        "page": course.name,
        **_figures(course),
        "queries": course.facts["queries"],
        "of_reference": round(course.times(reference), 2),
        "of_reference_by_cpu": round(1 / course.costs(reference), 2),
    }


def _goals(
    database: Database,
    sizes: list[int],
    courses: list[Course],
    references: dict[int, Course],
) -> Iterator[dict[str, Any]]:
    found = {(c.name, c.size): c for c in courses}
    for size in sizes:
        for page in COMPARED:
            again = f"{page}, unchanged"
            for name, wanted in ((page, PAGE_GOAL), (again, UNCHANGED_GOAL)):
                pair = found[name, size], references[size]
                goal = f"{name}: of the reference"
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
