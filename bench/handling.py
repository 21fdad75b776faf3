"""Eight agents take, answer and resolve incidents at once; nothing may get lost."""

import http.client
import json
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench import datasets
from bench.browser import Browser, forms
from bench.databases import Database
from bench.load import Target, fetch
from bench.servers import Server, web_server

WORKERS = 2
WARM_UP = 64
STEPS = ("take", "comment", "resolve")
SENT = http.HTTPStatus.FOUND


@dataclass
class Worked:
    """What one agent did: the answered changes, and how long each answer took."""

    agent: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    took_ms: dict[str, list[float]] = field(
        default_factory=lambda: {step: [] for step in STEPS}
    )
    errors: list[str] = field(default_factory=list)


class Unanswered(Exception):
    """The portal did not do what an agent asked."""


def measure(database: Database, size: int, seconds: float) -> dict[str, Any]:
    """Return the line of the agents, counted again in the database."""
    original = datasets.portal(database, size)
    copy = datasets.Portal(database, f"handling_{size}")
    database.drop(copy.name)
    database.copy(original.name, copy.name)
    try:
        figures = _measured(copy, seconds)
    finally:
        database.drop(copy.name)
    return {
        "what": "handling",
        "database": database.kind,
        "incidents": size,
        "workers": WORKERS,
        **figures,
    }


def _measured(portal: datasets.Portal, seconds: float) -> dict[str, Any]:
    datasets.collect_static(portal)
    folder, database = datasets.cache_folder(), portal.database
    visits, name = portal.visits("agents"), f"handling-{database.kind}"
    with web_server(name, portal.environment, folder=folder, workers=WORKERS) as server:
        warm_up(server.port, visits)
        began, begin = datetime.now(UTC), time.perf_counter()
        used = server.cpu_seconds() + database.cpu_seconds()
        worked = work(server.port, visits, seconds)
        lasted = time.perf_counter() - begin
        used = server.cpu_seconds() + database.cpu_seconds() - used
        locked = _count_locked(server)
    handled = sum(len(one.took_ms[STEPS[-1]]) for one in worked)
    return {
        **_figures_of(worked, lasted),
        "cpu_ms_per_incident": round(used * 1000 / max(handled, 1), 1),
        "lock_errors": locked,
        **_asked_of(portal, folder, began, worked),
    }


def warm_up(port: int, visits: Sequence[dict[str, Any]]) -> None:
    """Let every process and thread of the server read its templates and forms."""
    for number in range(WARM_UP):
        visit = visits[number % len(visits)]
        fetch(Target(port, visit["path"], {"Cookie": visit["cookie"]}))


def work(port: int, visits: Sequence[dict[str, Any]], seconds: float) -> list[Worked]:
    """Let every agent handle one of their incidents after the other for so long."""
    end = time.monotonic() + seconds
    with ThreadPoolExecutor(len(visits)) as pool:
        jobs = [pool.submit(_work, port, visit, end) for visit in visits]
        return [job.result(timeout=seconds + 60) for job in jobs]


def _work(port: int, visit: dict[str, Any], end: float) -> Worked:
    done = Worked(visit["page"])
    browser = Browser(port, visit["cookie"])
    try:
        for number in visit["numbers"]:
            if time.monotonic() >= end:
                break
            _handle(browser, number, done)
    except (OSError, http.client.HTTPException, Unanswered) as error:
        done.errors.append(repr(error))
    finally:
        browser.close()
    return done


def _handle(browser: Browser, number: str, done: Worked) -> None:
    """Do as a browser does: each change is followed by the ticket as it stands then."""
    ticket = f"/desk/incidents/{number}/"
    word = unheard_word()
    page = _opened(browser, ticket)

    def send(step: str, form: str, asked: Callable[[str], str], **words: str) -> str:
        hidden = forms(asked(page)).get(f"{ticket}{form}/")
        if hidden is None:
            raise Unanswered(f"{number} has no form to {step} it")
        begin = time.perf_counter()
        response, text = browser.send(f"{ticket}{step}/", {**hidden, **words})
        took = (time.perf_counter() - begin) * 1000
        if response.status != SENT:
            raise Unanswered(f"{step} {number}: {response.status} {text[:200]}")
        done.took_ms[step].append(took)
        done.changes.append((number, step, word))
        return _opened(browser, ticket)

    page = send("take", "take", str)
    # The editor's form has one address a kind; the usual one is that of a work note.
    said = f"We look at it now. Reference {word}."
    page = send("comment", "note", str, kind="comment", words=said)
    panel = f"{ticket}resolve/"
    send(
        "resolve",
        "resolve",
        lambda _page: _opened(browser, panel, in_place=True),
        close_code="solution_provided",
        close_notes=f"It works again. Reference {word}.",
    )


def unheard_word() -> str:
    """Return a word that no other text has, of letters only: no number of anybody."""
    return uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))


def _opened(browser: Browser, path: str, *, in_place: bool = False) -> str:
    response, text = browser.open(path, in_place=in_place)
    if response.status != http.HTTPStatus.OK:
        raise Unanswered(f"{path} answered {response.status}")
    return text


def _count_locked(server: Server) -> int:
    return server.log.read_text().count("database is locked")


def _asked_of(
    portal: datasets.Portal, folder: Path, began: datetime, worked: list[Worked]
) -> dict[str, Any]:
    """Return what the database says about the answered changes."""
    told = folder / "handled.json"
    changes = [[one.agent, *change] for one in worked for change in one.changes]
    told.write_text(json.dumps({"began": began.isoformat(), "changes": changes}))
    found: dict[str, Any] = json.loads(portal.django("bench_handled", str(told)))
    return found


def _figures_of(worked: list[Worked], lasted: float) -> dict[str, Any]:
    errors = [error for one in worked for error in one.errors]
    took = {
        step: sorted(ms for one in worked for ms in one.took_ms[step]) for step in STEPS
    }
    handled = [len(one.took_ms[STEPS[-1]]) for one in worked]
    return {
        "agents": len(worked),
        "seconds": round(lasted, 1),
        "steps": {step: _figures(times, lasted) for step, times in took.items()},
        "fewest_and_most_per_agent": [min(handled), max(handled)],
        "errors": len(errors),
        "first_error": errors[0] if errors else "",
    }


def _figures(took: list[float], lasted: float) -> dict[str, Any]:
    if not took:
        return {"done": 0, "per_second": 0.0, "p50_ms": None, "p99_ms": None}
    return {
        "done": len(took),
        "per_second": round(len(took) / lasted, 1),
        "p50_ms": round(took[len(took) // 2], 1),
        "p99_ms": round(took[len(took) * 99 // 100], 1),
    }
