"""Searches for words of each kind, as three people search, at each size."""

import json
from collections.abc import Iterator
from typing import Any

from bench import datasets
from bench.databases import Database
from bench.machine import steal_share, steal_ticks

GOAL_MS = 10.0
RUNS = 4


def measure(database: Database, sizes: list[int]) -> Iterator[dict[str, Any]]:
    """Yield a line per reader and kind of words; the ratio is large to small, at p95.

    The searches run in one process beside the database, without a page around them.
    """
    portals = {size: datasets.portal(database, size) for size in sizes}
    before = steal_ticks()
    found = {size: _timed(portal) for size, portal in portals.items()}
    stolen = steal_share(before, steal_ticks())
    for same in zip(*found.values(), strict=True):
        p95 = [one["p95_ms"] for one in same]
        yield {
            "what": "search",
            "database": database.kind,
            "reader": same[0]["reader"],
            "words": same[0]["words"],
            **{
                name: {size: one[name] for size, one in zip(sizes, same, strict=True)}
                for name in ("p50_ms", "p95_ms", "found")
            },
            "ratio": round(p95[-1] / p95[0], 1),
            "goal": f"p95 < {GOAL_MS:g} ms",
            "met": p95[-1] < GOAL_MS,
            "stolen": stolen,
        }


def _timed(portal: datasets.Portal) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = json.loads(portal.django("bench_search", str(RUNS)))
    return lines
