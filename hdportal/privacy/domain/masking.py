"""Make numbers unreadable, and show the place where they stood."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hdportal.privacy.domain.findings import Finding
from hdportal.privacy.domain.layout import MASKED_DIGIT

CUT = "…"
_FIRST_WORD = re.compile(r"^\S*\s+(?=\S)")
_LAST_WORD = re.compile(r"(?<=\S)\s+\S*$")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Show one finding between the words around it; every number in it is masked."""

    before: str
    marked: str
    after: str


def mask(text: str, findings: Iterable[Finding]) -> str:
    """Return `text` with a black block for each digit of the findings.

    Length, signs and positions stay, so that the reader recognises the place and the
    same findings still point at it. A masked text has no findings.
    """
    pieces, done = [], 0
    for finding in findings:
        pieces.append(text[done : finding.start])
        pieces.append(re.sub(r"\d", MASKED_DIGIT, text[finding.start : finding.end]))
        done = finding.end
    return "".join([*pieces, text[done:]])


def excerpts(
    text: str, findings: Iterable[Finding], *, context: int = 30
) -> list[Excerpt]:
    """Return one excerpt a finding, with up to `context` signs on either side."""
    findings = list(findings)
    masked = mask(text, findings)
    return [_excerpt(masked, finding, context) for finding in findings]


def _excerpt(masked: str, finding: Finding, context: int) -> Excerpt:
    start, end = finding.start, finding.end
    before = masked[max(0, start - context) : start]
    after = masked[end : end + context]
    if start > context:
        before = CUT + _FIRST_WORD.sub("", before)
    if end + context < len(masked):
        after = _LAST_WORD.sub("", after) + CUT
    return Excerpt(*(_BLANKS.sub(" ", s) for s in (before, masked[start:end], after)))
