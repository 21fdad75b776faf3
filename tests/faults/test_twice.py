"""The same submit comes twice: by a proxy, or by a caller who waited long enough."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random

import pytest

from tests.faults import inside
from tests.faults.browser import Browser, Letter, some_letters, some_upload
from tests.faults.doubling import Doubler, doubling

ROUNDS = 24
NOTHING_LEFT = {
    "loose_files_in_the_end": 0,
    "bytes_without_row_in_the_end": 0,
    "rows_without_bytes": 0,
}


@pytest.fixture(scope="module")
def portal(installation, callers):
    with installation.serving():
        yield installation


def with_two_files(count: int, words: str) -> list[Letter]:
    dice = Random(5)
    return [
        replace(
            letter, uploads=(some_upload(4 * n + 1, dice), some_upload(4 * n, dice))
        )
        for n, letter in enumerate(some_letters(count, words), 1)
    ]


def names(letter: Letter) -> list[str]:
    return sorted(upload.name for upload in letter.uploads)


def facts(letter: Letter) -> list[list[str]]:
    return sorted(upload.facts for upload in letter.uploads)


def agreed(doubler: Doubler) -> list[str]:
    """Return where each pair of answers leads to; both are the same redirection."""
    for one, other in doubler.pairs:
        assert (one.status, one.location) == (other.status, other.location)
        assert one.status == 302, one.text[:2000]
    return [one.location for one, _other in doubler.pairs]


def through(doubler: Doubler, browser: Browser) -> Browser:
    """Return the same caller behind the proxy."""
    browser.open_form()
    return replace(browser, port=doubler.port)


def test_a_form_sent_twice_makes_one_incident(portal, callers):
    planned = with_two_files(ROUNDS, "Sent twice by a proxy")
    with doubling(portal.port) as doubler, ThreadPoolExecutor(3) as pool:
        browsers = [through(doubler, caller) for caller in callers[:3]]
        chosen = [browsers[n % 3] for n in range(ROUNDS)]
        list(pool.map(Browser.report, chosen, planned))

    assert len(set(agreed(doubler))) == ROUNDS
    words = "Sent twice by a proxy"
    found, left = inside.ask(portal, "incidents_and_leftovers", words)
    assert sorted((one["subject"], one["listed"]) for one in found) == sorted(
        (letter.subject, names(letter)) for letter in planned
    )
    assert sorted(one["files"] for one in found) == sorted(map(facts, planned))
    assert {tuple(one["kinds"]) for one in found} == {("created",)}
    assert NOTHING_LEFT.items() <= left.items()


def test_a_comment_sent_twice_is_written_once(portal, callers):
    first, *planned = with_two_files(5, "Commented twice by a proxy")
    callers[0].open_form()
    number = callers[0].report(first).number
    with doubling(portal.port) as doubler:
        browser = through(doubler, callers[0])
        for letter in planned:
            browser.comment(number, letter)

    assert len(set(agreed(doubler))) == len(planned)
    [incident] = inside.ask(portal, "incidents", "Commented twice")
    assert incident["comments"] == sorted(one.subject for one in planned)
    everything = [upload for one in [first, *planned] for upload in one.uploads]
    assert incident["listed"] == sorted(upload.name for upload in everything)
    assert incident["files"] == sorted(upload.facts for upload in everything)


def test_files_uploaded_twice_are_in_the_form_once(portal, callers):
    planned = with_two_files(6, "Uploaded twice by a proxy")
    with doubling(portal.port) as doubler:
        browser = through(doubler, callers[0])
        for letter in planned:
            browser.attach(letter)
            assert callers[0].report(replace(letter, uploads=())).number

    for pair in doubler.pairs:
        one, other = [json.loads(answer.text) for answer in pair]
        assert one == other
        assert len(one["files"]) == 2
    found = inside.ask(portal, "incidents", "Uploaded twice")
    assert [one["files"] for one in found] == list(map(facts, planned))


def test_a_submit_after_a_time_out_is_no_second_one(portal, callers):
    dice = Random(11)
    planned = with_two_files(ROUNDS, "Sent again after a time-out")
    browser = callers[0]
    browser.open_form()
    first = browser.report(planned[0]).number
    for letter in planned:
        for send in (browser.report, lambda one: browser.comment(first, one)):
            browser.give_up_early(lambda: send(letter), dice.uniform(0.005, 0.3))  # noqa: B023
            answer = browser.insist(lambda: send(letter))  # noqa: B023
            assert answer.status == 302, answer.text[:2000]

    assert browser.failures == []
    words = "Sent again after a time-out"
    [opened, *others], left = inside.ask(portal, "incidents_and_leftovers", words)
    assert [one["subject"] for one in others] == [one.subject for one in planned[1:]]
    assert [one["files"] for one in others] == list(map(facts, planned[1:]))
    assert opened["comments"] == sorted(one.subject for one in planned)
    assert NOTHING_LEFT.items() <= left.items()
