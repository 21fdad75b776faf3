"""Eight people submit the incident form at once; nothing may get lost."""

import http.client
import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from bench import datasets
from bench.browser import Browser, forms
from bench.databases import Database
from bench.load import Target, fetch
from bench.servers import web_server

WORKERS = 2
WARM_UP = 64
FORM = "/help/new/"
NUMBER = re.compile(r"/incidents/(INC\d+)/")


@dataclass
class Written:
    """What one writer did."""

    numbers: list[str] = field(default_factory=list)
    post_ms: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def measure(database: Database, size: int, seconds: float) -> dict[str, Any]:
    """Return the line of the submits, counted again in the database."""
    original = datasets.portal(database, size)
    copy = datasets.Portal(database, f"submits_{size}")
    database.drop(copy.name)
    database.copy(original.name, copy.name)
    datasets.collect_static(copy)
    folder = datasets.cache_folder()
    try:
        visits = copy.visits("writers")
        with web_server(
            f"submits-{database.kind}", copy.environment, folder=folder, workers=WORKERS
        ) as server:
            cookies = [visit["cookie"] for visit in visits]
            warm_up(server.port, cookies)
            begin = time.perf_counter()
            written = write(server.port, cookies, seconds)
            lasted = time.perf_counter() - begin
            locked = server.log.read_text().count("database is locked")
        kept = copy.django("bench_kept", str(size))
    finally:
        database.drop(copy.name)
    return _line(database, size, written, lasted, locked, kept)


def warm_up(port: int, cookies: Sequence[str]) -> None:
    """Let every process and thread of the server read its templates and forms."""
    for number in range(WARM_UP):
        cookie = cookies[number % len(cookies)]
        fetch(Target(port, FORM, {"Cookie": cookie}))


def write(port: int, cookies: Sequence[str], seconds: float) -> list[Written]:
    """Let every cookie's owner submit again and again for so long."""
    end = time.monotonic() + seconds
    with ThreadPoolExecutor(len(cookies)) as pool:
        jobs = [pool.submit(_write, port, cookie, end) for cookie in cookies]
        return [job.result(timeout=seconds + 60) for job in jobs]


def _write(port: int, cookie: str, end: float) -> Written:
    done = Written()
    browser = Browser(port, cookie)
    try:
        form = forms(browser.open(FORM)[1])[FORM]
        while time.monotonic() < end:
            _submit(browser, form, done)
    except (OSError, http.client.HTTPException) as error:
        done.errors.append(repr(error))
    finally:
        browser.close()
    return done


def _submit(browser: Browser, form: dict[str, str], done: Written) -> None:
    # Every submit differs, since the same words twice are one incident.
    fields = {
        **form,
        "form_token": str(uuid4()),
        "urgency": "2",
        "category": "data_transfer",
        "subject": "The upload stops half way",
        "description": f"The connection was closed. Reference {uuid4()}.",
    }
    begin = time.perf_counter()
    response, text = browser.send(FORM, fields)
    took = (time.perf_counter() - begin) * 1000
    number = NUMBER.search(response.headers.get("Location", ""))
    if response.status != http.HTTPStatus.FOUND or not number:
        done.errors.append(f"{response.status} {text[:200]}")
        return
    done.numbers.append(number[1])
    done.post_ms.append(took)
    # As a browser does; the page also takes the message off the session.
    response, text = browser.open(f"/incidents/{number[1]}/")
    if response.status != http.HTTPStatus.OK or number[1] not in text:
        done.errors.append(f"{number[1]} answered {response.status}")


def _line(
    database: Database,
    size: int,
    written: list[Written],
    lasted: float,
    locked: int,
    kept: str,
) -> dict[str, Any]:
    answered = sorted(number for one in written for number in one.numbers)
    errors = [error for one in written for error in one.errors]
    took = sorted(ms for one in written for ms in one.post_ms)
    in_database = kept.split()
    wanted = [f"INC{size + count:07d}" for count in range(1, len(in_database) + 1)]
    return {
        "what": "submits",
        "database": database.kind,
        "incidents": size,
        "writers": len(written),
        "workers": WORKERS,
        "seconds": round(lasted, 1),
        "submits": len(answered),
        "submits_per_second": round(len(answered) / lasted, 1),
        "post_ms_p50": round(took[len(took) // 2], 1) if took else None,
        "post_ms_p99": round(took[len(took) * 99 // 100], 1) if took else None,
        "post_ms_max": round(took[-1], 1) if took else None,
        "fewest_and_most_per_writer": [
            min(len(one.numbers) for one in written),
            max(len(one.numbers) for one in written),
        ],
        "errors": len(errors),
        "first_error": errors[0] if errors else "",
        "lock_errors": locked,
        "lost": len(set(answered) - set(in_database)),
        "gapless_and_unique": in_database == wanted == answered,
    }
