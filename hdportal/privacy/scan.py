"""Look for patient data in files: what `hdportal scan` does. Needs no Django."""

import json
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from re import compile as pattern
from threading import Timer
from typing import TextIO

from hdportal.kernel import clock
from hdportal.privacy.domain.findings import Finding
from hdportal.privacy.domain.masking import mask
from hdportal.privacy.domain.national_number import find_national_numbers
from hdportal.privacy.reading import NotText, decode, read_bytes

NOTHING_FOUND, FOUND, UNREADABLE = 0, 1, 2
PATIENCE_SECONDS = 1.0
_LINE_END = pattern("\r\n|\r|\n")


def scan_paths(paths: Iterable[str], *, as_json: bool, out: TextIO) -> int:
    """Write a line per finding to `out` and return the exit code.

    0: nothing found; 1: found; 2: a file could not be read as text, whatever was found
    in the others. The path "-" is standard input. Numbers are never written, not even
    where they are part of a file's name.
    """
    codes = {_scan_path(path, as_json=as_json, out=out) for path in paths}
    return max(codes, default=NOTHING_FOUND)


def _scan_path(path: str, *, as_json: bool, out: TextIO) -> int:
    name = mask(path, find_national_numbers(path, today=clock.today()))
    try:
        with _progress(name):
            text = decode(read_bytes(path))
            findings = find_national_numbers(text, today=clock.today())
    except OSError as error:
        return _complain(name, error.strerror or "cannot be read")
    except NotText:
        return _complain(name, "not plain text; save it as text and scan that")
    for line in _report(name, text, findings, as_json=as_json):
        out.write(line + "\n")
    return FOUND if findings else NOTHING_FOUND


def _report(
    name: str, text: str, findings: list[Finding], *, as_json: bool
) -> Iterator[str]:
    line_starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    for finding in findings:
        line = bisect_right(line_starts, finding.start)
        column = finding.start - line_starts[line - 1] + 1
        kind = finding.kind.value
        if as_json:
            yield json.dumps(
                {"file": name, "line": line, "column": column, "kind": kind}
            )
        else:
            yield f"{name}:{line}:{column} {kind}"


@contextmanager
def _progress(name: str) -> Iterator[None]:
    """Say on standard error what is being read, once it takes more than a second."""
    timer = Timer(PATIENCE_SECONDS, _tell, [f"scanning {name} …"])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _complain(name: str, problem: str) -> int:
    _tell(f"{name}: {problem}")
    return UNREADABLE


def _tell(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()
