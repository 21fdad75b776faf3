"""Names of files, made safe."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdportal.files.domain.kinds import JPEG, KINDS, PNG, TEXT
from hdportal.files.domain.names import (
    MAX_BYTES,
    MAX_CHARACTERS,
    readable_name,
    safe_name,
)

READABLE = [
    ("../../etc/passwd", "passwd"),
    ("C:\\users\\me\\shot.png", "shot.png"),
    ("invoice\u202egnp.exe", "invoicegnp.exe"),
    ("a\u200bb\u2066c\x00d\x7f.txt", "abcd.txt"),
    ("two\r\nlines.txt", "two lines.txt"),
    ('a<b>:"|?*.txt', "a_b______.txt"),
    ("e\u0301te\u0301.png", "été.png"),
    ("  ..  ", "file"),
    ("", "file"),
    ("..", "file"),
    ("\ud800.png", ".png".strip(".")),
]
SAFE = [
    ("shot.PNG", PNG, "shot.PNG"),
    ("photo.jpeg", JPEG, "photo.jpeg"),
    ("photo.exe", PNG, "photo.png"),
    ("photo.png.exe", PNG, "photo.png.png"),
    ("release 1.2", PNG, "release 1.2.png"),
    ("notes.final", TEXT, "notes.final.txt"),
    ("data.csv", TEXT, "data.csv"),
    ("con", PNG, "_con.png"),
    ("NUL.txt", TEXT, "_NUL.txt"),
    ("com1.2026.log", TEXT, "_com1.2026.log"),
    ("lpt¹.png", PNG, "_lpt¹.png"),
    (".png", PNG, "png.png"),
    ("", PNG, "file.png"),
]


@pytest.mark.parametrize(("given_name", "name"), READABLE)
def test_a_name_shows_nothing_that_hides_or_turns(given_name, name):
    assert readable_name(given_name) == name


@pytest.mark.parametrize(("given_name", "kind", "name"), SAFE)
def test_the_extension_tells_the_truth(given_name, kind, name):
    assert safe_name(given_name, kind) == name


def test_a_long_name_keeps_its_extension():
    name = safe_name("x" * 300 + ".jpeg", JPEG)

    assert len(name) == MAX_CHARACTERS
    assert name.endswith(".jpeg")


def test_a_name_of_wide_characters_fits_a_file_system():
    assert len(safe_name("\U0001f600" * 110 + ".png", PNG).encode()) <= MAX_BYTES


@given(st.text(max_size=300), st.sampled_from(KINDS))
def test_every_name_becomes_safe_and_stays_so(text, kind):
    name = safe_name(text, kind)

    assert name
    assert len(name) <= MAX_CHARACTERS
    assert len(name.encode()) <= MAX_BYTES
    assert name.rpartition(".")[2].lower() in kind.extensions
    assert not any(unicodedata.category(character)[0] == "C" for character in name)
    assert not set('/\\<>:"|?*') & set(name)
    assert safe_name(name, kind) == name
