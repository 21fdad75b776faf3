"""Three hundred uploads as no browser sends them; the portal stays up and sound."""

import logging
import os
import socket
from collections import Counter
from contextlib import suppress
from http.client import HTTPException, HTTPResponse
from itertools import cycle

import pytest

from hdportal.web.tests.running_portal import descendants
from tests.faults import inside
from tests.faults.browser import Browser, some_letters
from tests.faults.wild import Wild, wild_requests

log = logging.getLogger("tests.faults")

REQUESTS = int(os.environ.get("HDPORTAL_FAULT_UPLOADS", "300"))
SEEDS = [int(os.environ.get("HDPORTAL_FAULT_SEED", "2026"))]
# What a request that cannot be read, or asks for what there is not, is answered with.
DECLARED = {200, 302, 400, 403, 404, 409, 413, 415, 422, 429}
NO_ANSWER = 0


def send(browser: Browser, wild: Wild) -> int:
    """Send it as it is, byte by byte, and return the status of the answer."""
    head = [
        f"POST {wild.path} HTTP/1.1",
        f"Host: 127.0.0.1:{browser.port}",
        f"Cookie: {browser.cookie}",
        f"Content-Type: {wild.kind}",
        f"Content-Length: {wild.announced_bytes}",
        # The token in the head, so that a body in pieces still gets past it.
        f"X-CSRFToken: {browser.hidden['csrfmiddlewaretoken']}",
        "Connection: close",
    ]
    with socket.create_connection(("127.0.0.1", browser.port), timeout=60) as line:
        with suppress(ConnectionError):
            line.sendall("\r\n".join([*head, "", ""]).encode("utf-8") + wild.body)
        if wild.announced_bytes > len(wild.body):
            return NO_ANSWER
        response = HTTPResponse(line, method="POST")
        try:
            response.begin()
            response.read()
        finally:
            response.close()
        return response.status


def answer_to(browser: Browser, wild: Wild) -> int:
    try:
        return send(browser, wild)
    except (ConnectionError, HTTPException):
        return NO_ANSWER


@pytest.mark.parametrize("seed", SEEDS)
def test_no_upload_brings_the_portal_down(installation, callers, seed):
    statuses: list[tuple[str, int]] = []
    with installation.serving() as serving:
        for caller in callers:
            caller.open_form()
        before = descendants(serving.pid)
        # In turns: one person may have thirty drafts at most.
        version = {"form_version": callers[0].hidden["form_version"]}
        storm = wild_requests(seed, REQUESTS, version)
        for caller, wild in zip(cycle(callers), storm, strict=False):
            statuses.append((wild.what, answer_to(caller, wild)))

        after, letter = descendants(serving.pid), some_letters(1, "After the storm")[0]
        assert callers[0].report(letter).number

    log.info("%s", Counter(statuses))
    unexpected = {one for one in statuses if one[1] not in DECLARED}
    assert unexpected <= {("half_arrived", NO_ANSWER)}
    assert before == after
    assert "page.failed" not in installation.log
    expect_sound(installation, letter.subject)


def expect_sound(portal, subject: str) -> None:
    """See that every incident is whole, and that the sweep leaves nothing else."""
    found, left = inside.ask(portal, "incidents_and_leftovers")
    assert subject in [one["subject"] for one in found]
    assert {(one["audited"], one["has_audience"]) for one in found} == {(1, True)}
    assert all(len(one["listed"]) == len(one["files"]) for one in found)
    names = "".join(name for one in found for name, _digest in one["files"])
    assert not set("/\\\0\r\n\u202e\u2028") & set(names)
    assert left["counter"] == len(found)
    assert left["rows_without_bytes"] == left["bytes_without_row_in_the_end"] == 0
    assert left["loose_files_in_the_end"] == 0
