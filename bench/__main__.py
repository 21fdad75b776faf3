"""Measure: `make bench`, or python -m bench [--quick] [--only …] [--database …]."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from bench import datasets, handling, hours, pages, searches, submits, weight
from bench.courses import UnfairReference
from bench.databases import Database, postgres_is_installed
from bench.load import WrongAnswer

PARTS = ("hours", "pages", "search", "submits", "handling", "weight")
SIZES = [10_000, 1_000_000]
RUNS, SECONDS = 3, 3.0
SUBMIT_SECONDS = 8.0


def main() -> int:
    """Measure and return the exit code: 1 when the figures would mean nothing."""
    options = parsed()
    if options.only in (None, "hours"):
        # Pure arithmetic: it asks no database.
        _print(hours.measure())
    if options.only == "hours":
        return 0
    kinds = [options.database] if options.database else ["sqlite", "postgresql"]
    if "postgresql" in kinds and not postgres_is_installed():
        print("PostgreSQL is not installed and not measured", file=sys.stderr)
        kinds.remove("postgresql")
    try:
        for kind in kinds:
            with datasets.database(kind) as database:
                _print(measure(database, options))
    except (UnfairReference, WrongAnswer) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _print(lines: Iterable[dict[str, Any]]) -> None:
    for line in lines:
        print(json.dumps(line), flush=True)


def parsed() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="10 000 incidents only, short runs"
    )
    parser.add_argument("--only", choices=PARTS, help="one part of the measurements")
    parser.add_argument("--database", choices=["sqlite", "postgresql"])
    return parser.parse_args()


def measure(
    database: Database, options: argparse.Namespace
) -> Iterator[dict[str, Any]]:
    """Yield what one database gives, a line at a time."""
    sizes = SIZES[:1] if options.quick else SIZES
    seconds = 1.0 if options.quick else SECONDS
    parts = [options.only] if options.only else list(PARTS)
    if "pages" in parts:
        # A quick run is no measurement, so it needs no fair yardstick either.
        is_strict = not options.quick
        yield from pages.measure(database, sizes, seconds, RUNS, is_strict=is_strict)
    if "search" in parts:
        yield from searches.measure(database, sizes)
    if "submits" in parts:
        lasting = 2.0 if options.quick else SUBMIT_SECONDS
        yield submits.measure(database, sizes[0], lasting)
    if "handling" in parts:
        lasting = 2.0 if options.quick else SUBMIT_SECONDS
        yield handling.measure(database, sizes[0], lasting)
    if "weight" in parts and database.kind == "sqlite":
        yield from weight.measure(database, sizes[0])


if __name__ == "__main__":
    sys.exit(main())
