"""The disk is full, or the storage is away: the page says so, and it heals."""

import json
import os
import resource
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from html import unescape

import pytest

from hdportal.web.tests.running_portal import Portal, descendants
from tests.faults import inside
from tests.faults.browser import Answer, Browser, Letter, Upload, some_letters

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="limits other processes"
)

IS_POSTGRES = os.environ.get("HDPORTAL_DATABASE_URL", "").startswith("postgres")
MEGABYTE = 1024 * 1024
# More than the database and its write-ahead log grow to, less than the picture.
ROOM_BYTES = 8 * MEGABYTE
NOT_KEPT = "The file could not be kept. Nothing else was lost; please try again."
NOT_SHOWN = "The file cannot be shown at this moment. Please try again later."
OUR_FAULT = "what you sent just now may not have been saved"


@pytest.fixture(scope="module")
def supervisor(installation: Portal, callers: list[Browser]) -> Iterator[int]:
    with installation.serving() as process:
        yield process.pid


@pytest.fixture(scope="module")
def caller(callers: list[Browser], supervisor: int) -> Browser:
    callers[0].open_form()
    return callers[0]


def large_picture() -> bytes:
    """A picture of twelve megabytes that nothing can make smaller."""
    rows = zlib.compress((b"\0" + bytes(6000)) * 2000, level=0)
    header = struct.pack(">IIBBBBB", 2000, 2000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )


def with_a_picture(letter: Letter) -> Letter:
    return replace(letter, uploads=(Upload("screen.png", large_picture()),))


def without_files(letter: Letter) -> Letter:
    return replace(letter, uploads=())


@contextmanager
def no_room(portal: Portal, supervisor: int, largest: int) -> Iterator[None]:
    """Let no process write beyond so many bytes of a file, as a full disk would."""
    pids = [supervisor, *descendants(supervisor)]
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids}
    for pid, (_soft, hard) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


def full_disk(portal: Portal, supervisor: int) -> AbstractContextManager[None]:
    return no_room(portal, supervisor, ROOM_BYTES)


@contextmanager
def storage_away(portal: Portal, supervisor: int) -> Iterator[None]:
    """Put something in the place of the folder that no file can be written to."""
    folder, aside = portal.data_dir / "files", portal.data_dir / "files-aside"
    folder.mkdir(exist_ok=True)
    folder.rename(aside)
    folder.touch()
    try:
        yield
    finally:
        folder.unlink()
        aside.rename(folder)


Fault = Callable[[Portal, int], AbstractContextManager[None]]
faults = pytest.mark.parametrize("fault", [full_disk, storage_away])


@faults
def test_what_has_no_room_is_said_and_can_be_sent_later(
    fault: Fault, installation, supervisor, caller
):
    old, form, bare, script, words = some_letters(5, f"While {fault.__name__}")
    number = caller.report(old).number
    form, bare, script, words = map(with_a_picture, (form, bare, script, words))
    with fault(installation, supervisor):
        comes_back_whole(caller.report(form), form.fields["description"])
        comes_back_whole(caller.report(bare), bare.fields["description"])
        assert caller.report(without_files(bare)).number
        refused = caller.attach(script)
        assert refused.status == 503
        assert json.loads(refused.text) == {"sentence": NOT_KEPT}
        comes_back_whole(caller.comment(number, words), words.subject)

    assert caller.report(form).number
    assert len(json.loads(caller.attach(script).text)["files"]) == 1
    assert caller.report(without_files(script)).number
    assert caller.comment(number, words).status == 302
    expect(installation, [without_files(bare), form, script], old=old, said=words)


def comes_back_whole(answer: Answer, typed: str) -> None:
    """See that a form stands there with all that was typed, and what went wrong."""
    assert answer.status == 422, f"{answer.status} {answer.text[:2000]}"
    assert NOT_KEPT in unescape(answer.text)
    assert typed in unescape(answer.text)


def expect(portal: Portal, new: list[Letter], *, old: Letter, said: Letter) -> None:
    """See that each form made one incident with its files, and nothing is left."""
    words = old.subject.rpartition(" ")[0]
    (commented, *found), left = inside.ask(portal, "incidents_and_leftovers", words)
    assert commented["comments"] == [said.subject]
    together = [upload.facts for upload in (*old.uploads, *said.uploads)]
    assert commented["files"] == sorted(together)
    assert [one["subject"] for one in found] == [letter.subject for letter in new]
    kept = [[upload.facts for upload in letter.uploads] for letter in new]
    assert [one["files"] for one in found] == kept
    assert (left["loose_bytes"], left["rows_without_bytes"]) == (0, 0)


def test_a_file_that_cannot_be_read_is_there_again_later(
    installation, supervisor, caller
):
    [letter] = map(with_a_picture, some_letters(1, "Read later"))
    number = caller.report(letter).number
    page = caller.ask("GET", f"/incidents/{number}/").text
    address = page.partition(f"/incidents/{number}/files/")[2].partition("/")[0]
    path = f"/incidents/{number}/files/{address}/"
    with storage_away(installation, supervisor):
        refused = caller.ask("GET", path)
        assert NOT_SHOWN in unescape(refused.text)
        assert refused.status in (404, 409, 503)

    assert caller.ask("GET", path).body == letter.uploads[0].content


def portal_answers(portal: Portal, caller: Browser) -> bool:
    return portal.answers() and caller.ask("GET", "/incidents/").status == 200


def test_no_room_at_all_leaves_nothing_half_saved(installation, supervisor, caller):
    plain, with_file = some_letters(2, "No room at all")[::-1]
    with no_room(installation, supervisor, 0):
        during = [caller.report(letter) for letter in (plain, with_file)]
        assert portal_answers(installation, caller)
    if IS_POSTGRES:  # which has room left
        assert during[0].number
        comes_back_whole(during[1], with_file.subject)
    else:
        assert [answer.status for answer in during] == [500, 500]
        assert all(OUR_FAULT in answer.text for answer in during)

    for letter in (plain, with_file):
        assert caller.insist(lambda one=letter: caller.report(one)).number

    found, left = inside.ask(installation, "incidents_and_leftovers", "No room at all")
    assert [one["subject"] for one in found] == [plain.subject, with_file.subject]
    assert found[1]["files"] == [with_file.uploads[0].facts]
    assert (left["loose_bytes"], left["rows_without_bytes"]) == (0, 0)
