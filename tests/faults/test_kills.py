"""Five hundred incidents are reported while processes of the portal are killed."""

import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from uuid import UUID

from hdportal.web.tests.running_portal import Portal
from tests.faults import inside
from tests.faults.browser import Browser, Letter, some_letters
from tests.faults.killing import Killer, killing

log = logging.getLogger("tests.faults")

INCIDENTS = int(os.environ.get("HDPORTAL_FAULT_SUBMITS", "500"))
COMMENTED_EVERY = 5
BETWEEN_KILLS = (8, 24)


def write(
    browser: Browser, mine: list[Letter], said: Callable[[str, Letter], None]
) -> None:
    """Report one incident after the other, and write to some of them."""
    browser.open_form()
    for letter in mine:
        answer = browser.insist(lambda one=letter: browser.report(one))
        assert answer.number, f"{answer.status} {answer.text[:2000]}"
        said(answer.number, letter)
        if is_commented(letter):
            comment(browser, answer.number, letter)


def is_commented(letter: Letter) -> bool:
    return int(letter.subject.rpartition(" ")[2]) % COMMENTED_EVERY == 0


def comment(browser: Browser, number: str, letter: Letter) -> None:
    token = UUID(int=letter.token.int ^ 1)
    said = Letter(token, letter.subject, letter.uploads)
    answer = browser.insist(lambda: browser.comment(number, said))
    assert answer.status == 302, f"{answer.status} {answer.text[:2000]}"


def kept(number: str, letter: Letter) -> dict[str, object]:
    """Return what the portal must have of a form that was answered with a number."""
    has_comment = is_commented(letter)
    times = 1 + has_comment
    return {
        "number": number,
        "subject": letter.subject,
        "audited": 1,
        "has_audience": True,
        "kinds": ["comment", "created"] if has_comment else ["created"],
        "comments": [letter.subject] if has_comment else [],
        "files": [upload.facts for upload in letter.uploads] * times,
        "listed": [upload.name for upload in letter.uploads] * times,
    }


def report_under_fire(
    portal: Portal, callers: list[Browser], planned: list[Letter]
) -> tuple[dict[str, Letter], Killer]:
    """Let everybody report while processes die; return what was answered, by number."""
    answered: dict[str, Letter] = {}
    with portal.serving() as serving:
        killer = Killer(serving.pid, lambda: len(answered), Random(8), BETWEEN_KILLS)
        with killing(killer), ThreadPoolExecutor(len(callers)) as pool:
            shares = [planned[start :: len(callers)] for start in range(len(callers))]
            said = [answered.__setitem__] * len(callers)
            list(pool.map(write, callers, shares, said))
    return answered, killer


def test_what_was_answered_is_there_once(installation, callers):
    planned = some_letters(INCIDENTS, "Killed while reporting")

    answered, killer = report_under_fire(installation, callers, planned)

    unanswered = sum(caller.unanswered for caller in callers)
    found, left = inside.ask(installation, "incidents_and_leftovers")
    log.info("killed=%s unanswered=%s left=%s", killer.killed, unanswered, left)
    assert set(killer.killed) == {"web", "server", "worker"}
    assert killer.killed.total() > INCIDENTS / 50
    assert [failure for caller in callers for failure in caller.failures] == []
    assert sorted(answered) == [f"INC{n:07d}" for n in range(1, INCIDENTS + 1)]
    assert {one.token for one in answered.values()} == {one.token for one in planned}
    assert found == [kept(number, answered[number]) for number in sorted(answered)]
    nothing_left(left)


def nothing_left(left: dict[str, int]) -> None:
    """See that a sweep leaves nothing beside the incidents and their files."""
    assert left["counter"] == INCIDENTS
    in_the_end = {name: n for name, n in left.items() if name.endswith("in_the_end")}
    assert set(in_the_end.values()) == {0}, in_the_end
    assert left["rows_without_bytes"] == 0
