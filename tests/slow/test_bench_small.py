"""The measurements run and lose nothing; how fast it was is not asked here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.databases import postgres_is_installed

ROOT = Path(__file__).resolve().parents[2]
LONGEST_SECONDS = 600

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pins to cores")


def bench(*words: str) -> list[dict]:
    """Return the lines that a measurement prints."""
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--quick", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_SECONDS,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def kinds() -> list[str]:
    return ["sqlite", "postgresql"] if postgres_is_installed() else ["sqlite"]


@pytest.mark.parametrize("kind", kinds())
def test_eight_writers_lose_nothing(kind):
    (line,) = bench("--only", "submits", "--database", kind)

    assert line["submits"] > 0
    assert line["errors"] == line["lock_errors"] == line["lost"] == 0
    assert line["gapless_and_unique"]


@pytest.mark.parametrize("kind", kinds())
def test_eight_agents_lose_nothing_and_nothing_is_done_besides(kind):
    (line,) = bench("--only", "handling", "--database", kind)

    assert all(step["done"] > 0 for step in line["steps"].values())
    assert line["errors"] == line["lock_errors"] == 0, line["first_error"]
    assert not any(line["missing"].values())
    assert not any(line["surplus"].values())


def test_pages_are_measured_with_their_queries():
    lines = bench("--only", "pages", "--database", "sqlite")

    pages = {line["page"] for line in lines if line["what"] == "page"}
    assert {"my incidents", "incident, unchanged", "ticket"} <= pages
    rows = {line["page"]: line["rows"] for line in lines if line["what"] == "page"}
    assert {rows[page] for page in rows if page.startswith("desk, ")} == {50}
    assert {line["what"] for line in lines} == {"reference", "page", "goal", "queries"}


def test_weight_is_measured():
    lines = bench("--only", "weight", "--database", "sqlite")

    assert {line["what"] for line in lines} == {"memory", "bytes"}
    assert all(line["first_visit_bytes"] > 0 for line in lines if "page" in line)


@pytest.mark.parametrize("kind", kinds())
def test_searches_are_measured(kind):
    lines = bench("--only", "search", "--database", kind)

    found = {(line["reader"], line["words"]): line["found"] for line in lines}
    assert len(found) == len(lines) > 30
    assert found["agent", "very common"] == {"10000": 20}
    assert found["agent", "number"] == {"10000": 1}
    assert found["agent", "nothing found"] == {"10000": 0}


def test_support_time_is_counted_rightly_also_at_night():
    lines = bench("--only", "hours")

    (ours,) = [line for line in lines if line.get("library") == "hdportal"]
    assert (ours["wrong_in_office_hours"], ours["wrong_at_night"]) == (0, 0)
    assert [line["what"] for line in lines].count("support_time_goal") == 2
