"""Find Belgian national register numbers and bis numbers in free text.

Generous inside, strict at the borders: the eleven digits may be cut by nearly any
sign, but a longer run of digits never hides a number. The usual groupings are found
among other numbers; any other grouping only where no further digits hang on it.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from hdportal.privacy.domain.candidate import Candidate
from hdportal.privacy.domain.composition import identify
from hdportal.privacy.domain.findings import Finding, FindingKind
from hdportal.privacy.domain.layout import (
    CHAIN,
    DIGITS,
    JOINED_AFTER,
    JOINED_BEFORE,
    LINE_BREAK,
    LIST_CHAIN,
    LONGEST_CHAIN,
    MASKED_DIGIT,
    USUAL,
    Chain,
    PlainText,
    plain_text,
)
from hdportal.privacy.domain.lookalikes import is_lookalike

LENGTH = 11


def find_national_numbers(text: str, *, today: date) -> list[Finding]:
    """Return the national and bis numbers in `text`, in order, none overlapping.

    Positions are those of `text` as given: first digit, and one past the last.
    A birth date after `today` makes a number implausible.

    >>> find_national_numbers("NN 85.07.30-968.63.", today=date(2026, 1, 1))
    [Finding(kind=<FindingKind.NATIONAL_NUMBER: 'national_number'>, start=3, end=18)]
    """
    plain = plain_text(text)
    found = list(_usual(plain.text, today))
    for chain in (CHAIN, LIST_CHAIN):
        found = _merged(found, list(_whole_chains(chain, plain.text, today)))
    return [_in_original(plain, finding) for finding in found]


def _usual(text: str, today: date) -> Iterator[Finding]:
    free_from = 0
    for match in USUAL.finditer(text):
        start, end = match.span(1)
        if start < free_from or not (kind := _kind(match[1], today)):
            continue
        candidate = Candidate(text, start, end, is_usual=True)
        if not _cuts_a_neighbour(candidate) and not is_lookalike(candidate):
            free_from = end
            yield Finding(kind, start, end)


def _whole_chains(chain: Chain, text: str, today: date) -> Iterator[Finding]:
    for start, end in chain.spans(text):
        if not LENGTH < end - start <= LONGEST_CHAIN:
            continue
        written = text[start:end]
        if MASKED_DIGIT in written or not (kind := _kind(written, today)):
            continue
        if not is_lookalike(Candidate(text, start, end, is_usual=False)):
            yield Finding(kind, start, end)


def _kind(written: str, today: date) -> FindingKind | None:
    digits = "".join(DIGITS.findall(written))
    if len(digits) != LENGTH or not (kind := identify(digits, today=today)):
        return None
    return kind if len(LINE_BREAK.findall(written)) <= 1 else None


def _cuts_a_neighbour(it: Candidate) -> bool:
    """Tell whether a spaced window would tear "12/05/24" or "02/123.45.67" apart."""
    first, *_rest, last = it.groups if len(it.written.split()) > 1 else ("", "")
    before = JOINED_BEFORE.search(it.text[max(0, it.start - 2) : it.start])
    after = JOINED_AFTER.match(it.text, it.end)
    starts_so = before and it.written.startswith(first + before[1])
    ends_so = after and it.written.endswith(after[1] + last)
    return bool(first and (starts_so or ends_so))


def _merged(first: list[Finding], further: list[Finding]) -> list[Finding]:
    """Return both in order; where two overlap, the one of `first` stays."""
    starts = [finding.start for finding in first]

    def is_free(finding: Finding) -> bool:
        before = bisect_left(starts, finding.end) - 1
        return before < 0 or first[before].end <= finding.start

    kept = [finding for finding in further if is_free(finding)]
    return sorted(first + kept, key=attrgetter("start"))


def _in_original(plain: PlainText, finding: Finding) -> Finding:
    start = plain.original_index(finding.start)
    end = plain.original_index(finding.end - 1) + 1
    return Finding(finding.kind, start, end)
