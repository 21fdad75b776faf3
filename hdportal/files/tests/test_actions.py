"""Keep, move, remove and sweep."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hdportal.accounts.models import User
from hdportal.accounts.tests.factories import make_user
from hdportal.audit.models import AuditEvent
from hdportal.files import queries
from hdportal.files.actions import files
from hdportal.files.domain.refusals import FileRefused, StorageRefused
from hdportal.files.models import StoredFile
from hdportal.files.tests import samples
from hdportal.files.tests.samples import names_in
from hdportal.kernel import clock
from hdportal.privacy.domain.generator import make_national_number
from hdportal.web.render import translated

pytestmark = pytest.mark.django_db
OWNER = "draft:1"


@pytest.fixture
def caller():
    return make_user()


def add(content, name, by, owner=OWNER):
    return files.add(owner=owner, upload=samples.upload(content, name), by=by)


def refusal_of(content, name, by):
    with pytest.raises(FileRefused) as refusal:
        add(content, name, by)
    return translated(refusal.value)


def test_a_picture_is_kept_as_what_it_is(caller, folder):
    file = add(samples.png(), "../shot.exe", caller)

    assert (file.name, file.media_type) == ("shot.png", "image/png")
    assert file.is_previewable
    assert not file.is_checked
    assert (folder / file.storage_name).read_bytes() == samples.png()


def test_adding_is_in_the_record(caller):
    file = add(samples.png(), "shot.png", caller)

    event = AuditEvent.objects.get(action="file.add")
    assert (event.actor, event.target) == (caller.audit_name, file.audit_name)


def test_only_the_portal_reads_the_bytes(caller, folder):
    path = folder / add(samples.png(), "shot.png", caller).storage_name

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_text_goes_through_the_door(caller):
    file = add("naïve log".encode("utf-16"), "notes.log", caller)

    assert (file.name, file.is_checked) == ("notes.log", True)
    assert not file.is_previewable


def test_a_national_number_in_a_text_is_refused_with_its_line(caller, folder):
    number = national_number()

    sentence = refusal_of(f"a\nb\n{number}\n".encode(), "list.csv", caller)

    assert "list.csv" in sentence
    assert "line 3" in sentence
    assert number not in sentence
    assert names_in(folder) == []


@pytest.mark.parametrize("before", [0, 98_000, 98_990, 99_995, 100_500, 250_000])
def test_a_national_number_is_found_wherever_it_stands(before, caller):
    text = "x" * before + f"\n{national_number()}\n" + "y" * 150_000

    assert "line 2" in refusal_of(text.encode(), "long.txt", caller)


def test_a_list_of_nothing_but_numbers_is_refused_at_once(caller):
    content = f"{national_number()}\n".encode() * 400_000

    assert "line 1, 2, 3, 4, 5, …" in refusal_of(content, "list.csv", caller)


def test_a_text_too_long_to_be_checked_is_refused(caller):
    content = b"a line\n" * 800_000

    assert "at most 5 MB" in refusal_of(content, "all.log", caller)


def test_a_national_number_in_a_name_is_blacked_out(caller):
    number = national_number()

    file = add(samples.png(), f"{number}.png", caller)

    assert number not in file.name
    assert file.name.endswith(".png")


def test_a_national_number_in_a_refused_name_is_not_repeated(caller):
    number = national_number()

    assert number not in refusal_of(b"", f"{number}.png", caller)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (samples.zipped({"bomb": b"0" * 10**7}), "one by one"),
        (b"<svg onload='alert(1)'/>", "screenshot"),
        (b"<html><script>alert(1)</script>", "screenshot"),
        (b"MZ\x90\0", "program"),
        (b"\x01\x02\xff\xfe\xfd", "do not accept"),
        (b"   \n", "is empty"),
    ],
)
def test_a_refusal_names_the_file_and_the_cure(content, words, caller, folder):
    sentence = refusal_of(content, "holiday.png", caller)

    assert "holiday.png" in sentence
    assert words in sentence
    assert names_in(folder) == []
    assert not StoredFile.objects.exists()


def test_a_file_that_is_too_large_is_refused(caller, settings):
    settings.FILE_MAX_BYTES = 1024 * 1024

    assert "1 MB" in refusal_of(b"x" * (1024 * 1024 + 1), "big.txt", caller)


def test_one_file_too_many_is_refused(caller, settings):
    settings.FILES_MAX_COUNT = 1
    add(samples.png(), "one.png", caller)

    assert "at most 1 files" in refusal_of(samples.png(), "two.png", caller)


def test_too_much_together_is_refused(caller, settings):
    settings.FILES_MAX_TOTAL_BYTES = len(samples.png()) + 3
    add(samples.png(), "one.png", caller)

    assert "together" in refusal_of(samples.png(), "two.png", caller)


def test_each_of_several_files_gets_its_own_answer(caller):
    uploads = [samples.upload(samples.gif(), "a.gif"), samples.upload(b"", "b.gif")]

    received = files.add_each(owner=OWNER, uploads=uploads, by=caller)

    assert [file.name for file in received.kept] == ["a.gif"]
    assert [refusal.name for refusal in received.refused] == ["b.gif"]


def test_a_row_that_fails_takes_the_bytes_with_it(caller, folder):
    nobody = User(pk=0, email="nobody@hospital.example")

    with pytest.raises(User.DoesNotExist):
        add(samples.png(), "shot.png", nobody)

    assert names_in(folder) == []


def test_a_storage_that_refuses_says_that_nothing_was_lost(caller, folder):
    folder.write_bytes(b"a file where the folder should be")

    with pytest.raises(StorageRefused) as refusal:
        add(samples.png(), "shot.png", caller)

    assert "Nothing else was lost" in translated(refusal.value)
    assert not StoredFile.objects.exists()


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="needs a device that is full"
)
def test_a_full_disk_leaves_nothing_behind(caller, folder, monkeypatch):
    # A patch, since a disk cannot be filled here: the bytes go to a full device.
    real = os.open
    full = lambda path, *rest, **more: real(  # noqa: E731
        "/dev/full" if str(folder) in str(path) and rest[0] & os.O_CREAT else path,
        rest[0] & ~(os.O_CREAT | os.O_EXCL) if rest[0] & os.O_CREAT else rest[0],
    )
    monkeypatch.setattr(os, "open", full)

    with pytest.raises(StorageRefused):
        add(b"x" * 100_000, "shot.txt", caller)

    assert names_in(folder) == []


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one connection in memory")
@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_do_not_pass_the_limit(caller, settings, folder):
    settings.FILES_MAX_COUNT = 3

    def send(number):
        try:
            return add(samples.png(), f"{number}.png", caller)
        except FileRefused:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        kept = [file for file in pool.map(send, range(6)) if file]

    assert len(kept) == queries.of(OWNER).count() == 3
    assert names_in(folder) == sorted(file.storage_name for file in kept)


def test_files_move_to_another_record_in_order(caller):
    first, second = (add(samples.png(), f"{n}.png", caller) for n in "ab")

    moved = files.move(from_owner=OWNER, to_owner="incident:INC1", by=caller)

    assert moved == [first, second] == list(queries.of("incident:INC1"))
    assert not queries.of(OWNER).exists()


def test_a_move_that_is_undone_leaves_the_files_where_they_were(caller):
    file = add(samples.png(), "a.png", caller)

    with transaction.atomic():
        files.move(from_owner=OWNER, to_owner="incident:INC1", by=caller)
        transaction.set_rollback(True)

    assert queries.one(OWNER, file.pk) == file


def test_a_removed_file_goes_once_that_is_sure(
    caller, folder, django_capture_on_commit_callbacks
):
    file = add(samples.png(), "a.png", caller)

    with django_capture_on_commit_callbacks(execute=True):
        files.remove(file=file, by=caller)
        assert names_in(folder) == [file.storage_name]

    assert names_in(folder) == []
    files.remove(file=file, by=caller)


def test_all_files_of_a_record_are_removed(caller):
    add(samples.png(), "a.png", caller)
    add(samples.png(), "b.png", caller)

    assert files.remove_all(owner=OWNER, by=None) == 2
    assert queries.total_bytes(OWNER) == 0


def test_the_sweep_takes_old_bytes_without_a_row_and_nothing_else(caller, folder):
    file = add(samples.png(), "a.png", caller)
    orphan = folder / file.storage_name.replace(file.storage_name[-3:], "abc")
    orphan.write_bytes(b"half")
    (folder / "README.txt").write_bytes(b"of somebody else")
    now = clock.now()

    assert files.sweep_orphans(now) == 0
    assert files.sweep_orphans(now + timedelta(days=2)) == 1
    assert names_in(folder) == sorted(["README.txt", file.storage_name])


def test_a_sweep_of_nothing_is_quiet(folder):
    assert files.sweep_orphans(clock.now()) == 0


def test_a_file_of_another_record_is_not_found(caller):
    file = add(samples.png(), "a.png", caller)

    assert queries.one("draft:2", file.pk) is None


@given(content=st.binary(max_size=200), name=st.text(max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_upload_makes_it_crash(content, name, caller):
    upload = samples.upload(content)
    upload._name = name

    with transaction.atomic():
        received = files.add_each(owner="fuzz", uploads=[upload], by=caller)
        transaction.set_rollback(True)

    assert len(received.kept) + len(received.refused) == 1


def national_number() -> str:
    return make_national_number(Random(1), date(1985, 7, 30))
