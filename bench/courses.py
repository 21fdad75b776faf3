"""One address and all that is measured on it; the yardstick, and when it is fair."""

from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any

from bench.databases import Database
from bench.load import Load, Target, WrongAnswer, fetch, run
from bench.servers import Server

CONSTANT, REFERENCE = "constant bytes", "reference"
# The gate is about SQLite, where no database server takes part in the page's time.
YARDSTICK = "reference on SQLite"
# The constant view does this many times as much as the reference, or it is unfair.
GATE = (10, 20)
# The reference page's usual number of rows, and the fewest that a page is compared at.
ROWS = 20
PATIENCE = 5
WARM_UP = 40
UNCHANGED = 304


class UnfairReference(Exception):
    """The yardstick is not what it should be."""


@dataclass
class Course:
    """One address and all that was measured on it."""

    name: str
    size: int
    server: Server
    target: Target
    rows: int = 0
    body_bytes: int = 0
    facts: dict[str, Any] = field(default_factory=dict)
    loads: list[Load] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    database_cpu_ms: list[float] = field(default_factory=list)

    def afresh(self, **changed: Any) -> "Course":
        """Return a course like this on which nothing was measured yet."""
        return replace(self, loads=[], cpu_ms=[], database_cpu_ms=[], **changed)

    @property
    def is_unchanged(self) -> bool:
        """Whether it asks for a page that stays the same."""
        return self.target.status == UNCHANGED

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
        self.reference = yardstick.afresh()
        self.runs = runs

    def measure(self, database: Database, seconds: float, core: int) -> None:
        """Let both run in turn."""
        for _unused in range(self.runs):
            run_once(self.constant, database, seconds, core)
            run_once(self.reference, database, seconds, core)

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


def unchanged(page: Course) -> Course:
    """Return the course of asking for the same page while nothing changes."""
    facts = {**page.facts, "queries": page.facts["queries_unchanged"]}
    target = replace(page.target, status=UNCHANGED)
    name = f"{page.name}, unchanged"
    return warm(page.afresh(name=name, target=target, facts=facts))


def _with_fresh_tag(target: Target) -> Target:
    """Return the target as a browser asks which got the page a moment ago."""
    given = {k: v for k, v in target.headers.items() if k != "If-None-Match"}
    response, _body = fetch(Target(target.port, target.path, given))
    tag = response.headers.get("ETag")
    if tag is None:
        raise WrongAnswer(f"{target.path} carries no ETag")
    return replace(target, headers={**given, "If-None-Match": tag})


def warm(course: Course) -> Course:
    """Return the course once its server has learnt the page."""
    _freshen(course)
    for _unused in range(WARM_UP):
        _response, body = fetch(course.target)
    course.body_bytes = len(body)
    return course


def _freshen(course: Course) -> None:
    # A page that tells ages has another tag every hour.
    if course.is_unchanged:
        course.target = _with_fresh_tag(course.target)


def run_once(course: Course, database: Database, seconds: float, core: int) -> None:
    """Ask for so long, and keep what it took."""
    _freshen(course)
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
