"""Where the words of a query stand in a text, for people to see."""

import re
from collections.abc import Iterable
from itertools import groupby

from hdportal.desk.domain.searching import fold

Parts = list[tuple[str, bool]]

_WORD = re.compile(r"[^\W_]+")


def marked(text: str, words: Iterable[str]) -> Parts:
    """Return `text` cut into parts, True where a word of the query begins a word.

    `words` are folded (`Query.texts`); the text keeps its letters.

    >>> marked("Élèves: the upload", ["eleve", "up"])
    [('Élève', True), ('s: the ', False), ('up', True), ('load', False)]
    """
    # The longest first: of "up" and "upload" the whole word is marked.
    wanted = sorted({word for word in words if word}, key=len, reverse=True)
    folded, origins = _folded(text)
    flags = [False] * len(text)
    for found in _WORD.finditer(folded) if wanted else ():
        begun = next((word for word in wanted if found[0].startswith(word)), "")
        if begun:
            first = origins[found.start()]
            # Accents after the last letter belong to it.
            after = origins[found.start() + len(begun)]
            last = origins[found.start() + len(begun) - 1]
            flags[first : max(after, last + 1)] = [True] * (
                max(after, last + 1) - first
            )
    runs = groupby(zip(text, flags, strict=True), key=lambda pair: pair[1])
    return [("".join(one for one, _flag in run), flag) for flag, run in runs]


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the folded text and where each of its letters came from, and the end."""
    if text.isascii():
        return fold(text), list(range(len(text) + 1))
    letters, origins = [], []
    for at, one in enumerate(text):
        folded = one.lower() if one.isascii() else fold(one)
        letters.append(folded)
        origins += [at] * len(folded)
    return "".join(letters), [*origins, len(text)]


def excerpt(text: str, words: Iterable[str], around: int = 80) -> Parts:
    """Return the parts of `text` about its first marked word, on one line.

    Without one it is the beginning. "…" stands where something was left out.

    >>> excerpt("one two three four", ["three"], around=4)
    [('…two ', False), ('three', True), (' fou…', False)]
    """
    line = " ".join(text.split())
    parts = marked(line, words)
    before = 0
    for part, is_marked in parts:
        if is_marked:
            break
        before += len(part)
    else:
        before = 0
    first = max(before - around, 0)
    return _window(parts, first, before + around + _length_at(parts, before))


def _length_at(parts: Parts, begin: int) -> int:
    at = 0
    for part, is_marked in parts:
        if at == begin and is_marked:
            return len(part)
        at += len(part)
    return 0


def _window(parts: Parts, first: int, end: int) -> Parts:
    cut, at = [], 0
    for part, is_marked in parts:
        kept = part[max(first - at, 0) : max(end - at, 0)]
        if kept:
            cut.append((kept, is_marked))
        at += len(part)
    if cut and first > 0:
        cut = _joined([("…", False), *cut])
    if cut and end < at:
        cut = _joined([*cut, ("…", False)])
    return cut


def _joined(parts: Parts) -> Parts:
    runs = groupby(parts, key=lambda pair: pair[1])
    return [("".join(part for part, _flag in run), flag) for flag, run in runs]
