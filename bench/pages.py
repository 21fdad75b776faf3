"""Pages at two sizes beside the reference page, run by run in turn."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench import datasets, page_lines
from bench.courses import (
    CONSTANT,
    REFERENCE,
    ROWS,
    YARDSTICK,
    Course,
    Gate,
    run_once,
    unchanged,
    warm,
)
from bench.databases import Database, Sqlite
from bench.load import Target, WrongAnswer
from bench.machine import cores, steal_share, steal_ticks
from bench.servers import web_server


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
        courses.sort(key=lambda one: (one.rows, names.index(one.name)))
        before = steal_ticks()
        for _unused in range(runs):
            for course in courses:
                run_once(course, database, seconds, load_core)
        stolen = steal_share(before, steal_ticks())
    references = {(c.size, c.rows): c for c in courses if c.name == REFERENCE}
    yield page_lines.reference_line(database, gate, references, stolen)
    ours = [c for c in courses if c.name != REFERENCE]
    for course in ours:
        yield page_lines.line(database, course, references[course.size, course.rows])
    yield from page_lines.goals(database, sizes, ours, references)


def _courses(
    stack: ExitStack, database: Database, sizes: list[int], core: int
) -> Iterator[Course]:
    folder = datasets.cache_folder()
    portals = {size: datasets.portal(database, size) for size in sizes}
    # The static files and their names come before the first page.
    datasets.collect_static(portals[sizes[0]])
    yield _constant(stack, core, folder)
    if not isinstance(database, Sqlite):
        plain = _reference(stack, Sqlite(folder), sizes[0], core, folder)
        yield replace(plain, name=YARDSTICK)
    visits = {size: portals[size].visits("pages") for size in sizes}
    heights = _heights(visits)
    for size in sizes:
        usual = _reference(stack, database, size, core, folder)
        yield usual
        for rows in sorted(set(heights.values()) - {ROWS}):
            yield _higher(usual, rows)
        yield from _pages(stack, portals[size], size, visits[size], core)


def _constant(stack: ExitStack, core: int, folder: Path) -> Course:
    server = stack.enter_context(
        web_server(
            "constant",
            {"DJANGO_SETTINGS_MODULE": "bench.reference.constant_settings"},
            folder=folder,
            core=core,
            application="bench.reference.wsgi:application",
            ready=("/constant/", 200),
        )
    )
    return warm(Course(CONSTANT, 0, server, Target(server.port, "/constant/")))


def _heights(visits: dict[int, list[dict[str, Any]]]) -> dict[str, int]:
    """Return at how many rows each page is compared.

    Raises:
        WrongAnswer: a page shows another number at another size.
    """
    heights: dict[str, int] = {}
    for visit in (one for some in visits.values() for one in some):
        rows = max(ROWS, visit["rows"])
        if heights.setdefault(visit["page"], rows) != rows:
            raise WrongAnswer(f"{visit['page']} has not as many rows at each size")
    return heights


def _pages(
    stack: ExitStack,
    portal: datasets.Portal,
    size: int,
    visits: list[dict[str, Any]],
    core: int,
) -> Iterator[Course]:
    folder = datasets.cache_folder()
    server = stack.enter_context(
        web_server(f"portal-{size}", portal.environment, folder=folder, core=core)
    )
    for visit in visits:
        target = Target(server.port, visit["path"], {"Cookie": visit["cookie"]})
        rows = max(ROWS, visit["rows"])
        page = Course(visit["page"], size, server, target, rows=rows, facts=visit)
        yield warm(page)
        if visit["is_asked_again"]:
            yield unchanged(page)


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
    return warm(Course(REFERENCE, size, server, target, rows=ROWS))


def _higher(reference: Course, rows: int) -> Course:
    """Return the reference page with more rows, from the same server."""
    path = f"{reference.target.path}&rows={rows}"
    target = replace(reference.target, path=path)
    return warm(reference.afresh(target=target, rows=rows))
