import io
import json
import sys
from datetime import date
from pathlib import Path
from random import Random

import pytest

from hdportal.privacy import scan
from hdportal.privacy.domain.generator import make_national_number

NUMBER = make_national_number(Random(1), date(1985, 7, 30))
TEXT = f"Énfant\nnummer {NUMBER}\r\n"


def scanned(*paths: Path | str, as_json: bool = False) -> tuple[int, str]:
    out = io.StringIO()
    code = scan.scan_paths(map(str, paths), as_json=as_json, out=out)
    return code, out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export.txt"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        TEXT.encode("latin-1") + b"\x81",  # not defined in cp1252
    ],
)
def test_scan_tells_the_place_in_every_encoding(file: Path, content: bytes):
    file.write_bytes(content)

    assert scanned(file) == (scan.FOUND, f"{file}:2:8 national_number\n")


def test_scan_writes_json_lines(file: Path):
    file.write_text(f"{NUMBER}\r{NUMBER}", newline="")

    code, written = scanned(file, as_json=True)

    first, second = map(json.loads, written.splitlines())
    assert code == scan.FOUND
    assert (first["line"], second["line"], second["column"]) == (1, 2, 1)
    assert first["kind"] == "national_number"


@pytest.mark.parametrize("content", [b"", b"nothing to see\n", b"x"])
def test_scan_of_a_clean_file_is_silent(file: Path, content: bytes):
    file.write_bytes(content)

    assert scanned(file) == (scan.NOTHING_FOUND, "")


def test_scan_of_no_files_finds_nothing():
    assert scanned() == (scan.NOTHING_FOUND, "")


def test_scan_reads_standard_input(monkeypatch: pytest.MonkeyPatch):
    # Standard input belongs to the process, so it has to be lent.
    lent = io.TextIOWrapper(io.BytesIO(NUMBER.encode()))
    monkeypatch.setattr(sys, "stdin", lent)

    assert scanned("-") == (scan.FOUND, "-:1:1 national_number\n")


def test_scan_never_writes_the_number(tmp_path: Path, capsys):
    named = tmp_path / f"patient_{NUMBER}.txt"
    named.write_text(NUMBER)

    written = scanned(named)[1] + scanned(tmp_path / f"{NUMBER}.gone")[1]

    assert "patient_███████████.txt:1:1" in written
    assert NUMBER not in written + capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\nreal text follows",
        b"PK\x03\x04 an archive",
        b"\x89PNG\r\n\x1a\n\x00\x01\x02\x03 a picture",
        b"\xff\xfe\x00\xd8",  # marked as UTF-16, and is not
    ],
)
def test_scan_says_what_it_cannot_read(file: Path, content: bytes, capsys):
    file.write_bytes(content)

    assert scanned(file) == (scan.UNREADABLE, "")
    assert f"{file}: not plain text" in capsys.readouterr().err


def test_scan_reports_the_rest_when_a_file_is_missing(file: Path, capsys):
    file.write_text(NUMBER)

    code, written = scanned(file.parent / "missing.txt", file)

    assert code == scan.UNREADABLE
    assert written == f"{file}:1:1 national_number\n"
    assert "missing.txt: No such file" in capsys.readouterr().err


def test_scan_shows_what_takes_long(file: Path, capsys, monkeypatch):
    # Patience is shortened so that the test need not be slow.
    monkeypatch.setattr(scan, "PATIENCE_SECONDS", 0.0)
    file.write_text("1 " * 200_000)

    scanned(file)

    assert f"scanning {file} …" in capsys.readouterr().err
